"""A kernel waits for the next visitor of each page: one, made when all is calm, and never an old or a dead one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from jqtools.app.serving.forked import waiting as module
from jqtools.app.serving.forked.waiting import Waiting

PAGE, OTHER = "page.ipynb", "other.ipynb"
pytestmark = pytest.mark.usefixtures("own_loop")
CALM = 0.05


class House:
    """Stands in for the kernel manager: what it was asked to start."""

    def __init__(self) -> None:
        self.started: list[tuple[str, str]] = []
        self.full = False
        self.door = asyncio.Event()
        self.door.set()
        self.waiting = Waiting((PAGE,), self.start)

    async def start(self, page: str, kernel_id: str) -> None:
        await self.door.wait()
        if self.full:
            raise ConnectionError("no page")
        self.started.append((page, kernel_id))

    @property
    def ids(self) -> list[str]:
        return [kernel_id for _, kernel_id in self.started]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[House], Awaitable[None]]], None]:
    """Runs a story in a house."""
    monkeypatch.setattr(module, "CALM_SECONDS", CALM)

    async def run(story: Callable[[House], Awaitable[None]]) -> None:
        await story(House())

    return lambda story: asyncio.run(run(story))


async def calm() -> None:
    await asyncio.sleep(4 * CALM)


def test_who_comes_first_finds_none_and_the_next_one_does(play: Callable) -> None:
    async def story(house: House) -> None:
        assert house.waiting.take(PAGE) is None
        await calm()
        assert house.waiting.count() == 1
        assert [house.waiting.take(PAGE)] == house.ids
        assert house.waiting.take(PAGE) is None
        await calm()
        assert len(house.started) == 2
        assert house.waiting.ids == {house.ids[1]}

    play(story)


def test_a_crowd_has_one_made_once_it_has_passed(play: Callable) -> None:
    async def story(house: House) -> None:
        for _ in range(8):
            assert house.waiting.take(PAGE) is None
            await asyncio.sleep(CALM / 4)
        assert not house.started
        await calm()
        assert len(house.started) == 1

    play(story)


def test_none_is_made_while_somebody_opens_another_page(play: Callable) -> None:
    async def story(house: House) -> None:
        house.waiting.want(PAGE)
        for _ in range(8):
            await asyncio.sleep(CALM / 4)
            house.waiting.take(OTHER)
        assert not house.started
        await calm()
        assert {page for page, _ in house.started} == {PAGE, OTHER}

    play(story)


def test_one_that_is_still_being_started_waits_and_is_given_to_nobody(play: Callable) -> None:
    async def story(house: House) -> None:
        house.door.clear()
        house.waiting.want(PAGE)
        await calm()
        assert (len(house.waiting.ids), house.waiting.count()) == (1, 0)
        assert house.waiting.take(PAGE) is None
        assert house.waiting.look_after(lambda each: False) == []
        house.door.set()
        await calm()
        assert house.waiting.ids == set(house.ids)
        assert len(house.ids) == 1

    play(story)


def test_one_that_could_not_be_started_is_tried_again(play: Callable) -> None:
    async def story(house: House) -> None:
        house.full = True
        house.waiting.want(PAGE)
        await calm()
        assert house.waiting.take(PAGE) is None
        await calm()
        assert house.waiting.count() == 0
        house.full = False
        assert house.waiting.look_after(lambda each: True) == []
        assert not house.waiting.ids
        await calm()
        assert house.waiting.count() == 1

    play(story)


def test_every_page_gets_one_and_one_that_is_gone_is_replaced(play: Callable) -> None:
    async def story(house: House) -> None:
        assert house.waiting.look_after(lambda each: True) == []
        await calm()
        (first,) = house.ids
        assert house.waiting.look_after(lambda each: each != first) == []
        await calm()
        assert house.waiting.ids == {house.ids[1]} != {first}

    play(story)


def test_one_of_yesterday_is_ended_and_replaced(play: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date.today() + timedelta(days=1)

    async def story(house: House) -> None:
        house.waiting.want(PAGE)
        await calm()
        assert house.waiting.look_after(lambda each: True) == []
        monkeypatch.setattr(module, "date", Tomorrow)
        assert house.waiting.look_after(lambda each: True) == [house.ids[0]]
        await calm()
        assert house.waiting.ids == {house.ids[1]}

    play(story)
