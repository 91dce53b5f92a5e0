"""The house: places in all and from one address, kernels that nobody joined, requests that never end, and the log."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, expect
from websockets.exceptions import InvalidStatus

from jqtools.content.folder import workbook_folder
from tests.browser.conftest import profile, serving  # noqa: F401 - a fixture
from tests.browser.walker import STEPS, Visitor
from tests.processes import server_at, until
from tests.security.client import Guest, ask, heard_after, message, plug, v1, visitors
from tests.security.conftest import House

CROWD = 200


def test_one_address_has_so_many_pages_and_others_still_come_in(house: House):
    guests = [Guest(house.address, "203.0.113.9") for _ in range(5)]
    answers = [guest.open() for guest in guests]
    assert [answer.status for answer in answers] == [200] * 4 + [503]
    assert int(answers[4].headers["Retry-After"]) > 0
    assert answers[4].headers["Cache-Control"] == "no-store"
    assert "The workbook is busy" in answers[4].text
    assert "Answers you already gave are safe in your browser" in answers[4].text
    elsewhere = Guest(house.address, "203.0.113.10")
    assert elsewhere.open().status == 200
    assert guests[0].leave().status == 204
    assert guests[4].open().status == 200
    for guest in (*guests[1:], elsewhere):
        assert guest.leave().status == 204


def test_the_address_that_counts_is_the_one_the_proxy_added(house: House):
    guests = [Guest(house.address, f"10.0.0.{n}, 203.0.113.11") for n in range(5)]
    assert [guest.open().status for guest in guests] == [200] * 4 + [503]
    for guest in guests[:4]:
        guest.leave()


def test_visits_that_come_and_go_leave_no_kernel(hasty: House):
    guest = Guest(hasty.address)
    for _ in range(4):
        assert guest.open().status == 200
        assert guest.leave().status == 204
    assert visitors(hasty.address, 0) == 0


def test_a_page_that_was_asked_for_and_never_came_to_life_gives_its_kernel_back(hasty: House):
    silent = [Guest(hasty.address), Guest(hasty.address)]
    assert {guest.open_in_time().status for guest in silent} == {200}
    assert visitors(hasty.address, 0) == 0
    late = Guest(hasty.address)
    assert late.open_in_time().status == 200
    with late.line() as line:
        time.sleep(7)
        assert heard_after(line)
    assert late.leave().status == 204


def test_a_visitor_who_hangs_up_while_the_page_is_made_keeps_no_place(hasty: House):
    for _ in range(2):
        with plug(hasty.address) as line:
            line.sendall(b"GET /voila/render/0_start_here.ipynb HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.3)
    guest = Guest(hasty.address)
    assert guest.open_in_time().status == 200
    assert guest.leave().status == 204


def test_half_a_request_holds_nobody_up_and_is_cut_off(hasty: House):
    halves = [plug(hasty.address) for _ in range(20)]
    for half in halves:
        half.sendall(b"GET /voila/render/0_start_here.ipynb HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert ask(hasty.address, "/healthz").status == 200
    assert [half.recv(100) for half in halves] == [b""] * len(halves)
    for half in halves:
        half.close()


def test_a_body_that_is_promised_and_never_sent_is_cut_off(hasty: House):
    with plug(hasty.address) as line:
        line.sendall(b"POST /voila/api/shutdown/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
        assert b"200" not in line.recv(1000)
    large = ask(hasty.address, "/voila/api/shutdown/x", "POST", **{"Content-Length": "90000000"})
    assert large.status in (400, 413)


def test_who_asks_without_end_and_takes_nothing_in_is_cut_off(hasty: House):
    """Each asks for more than the buffers of a connection hold."""
    server = server_at(hasty.address)
    guest = Guest(hasty.address)
    files = set(re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js)[^"]*)"', guest.open_in_time().text))
    guest.leave()
    large = max(files, key=lambda file: len(ask(hasty.address, file).body))
    wanted = f"GET {large} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 500
    greedy = [plug(hasty.address) for _ in range(10)]
    for line in greedy:
        line.sendall(wanted)
    mine = {line.getsockname() for line in greedy}
    assert until(lambda: len(_held(server, mine)) == len(greedy))
    assert ask(hasty.address, "/healthz").status == 200
    assert until(lambda: not _held(server, mine))
    for line in greedy:
        line.close()


def _held(server: psutil.Process, others: set[tuple[str, int]]) -> list[object]:
    """The connections that a server holds to these."""
    return [each for each in server.net_connections("tcp") if each.raddr and tuple(each.raddr) in others]


def test_two_hundred_connections_from_one_address_keep_nobody_out(house: House):
    crowd = [plug(house.address) for _ in range(CROWD)]
    guest = Guest(house.address, "203.0.113.12")
    assert guest.open().status == 200
    with guest.line() as line:
        assert heard_after(line)
    guest.leave()
    for each in crowd:
        each.close()


@pytest.mark.parametrize(
    "raw",
    [
        b"\0" * 100 + b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_is_no_request_gets_no_page(hasty: House, raw: bytes):
    with plug(hasty.address) as line:
        line.sendall(raw)
        said = line.recv(1000)
    assert not said.startswith(b"HTTP/1.1 200")
    assert b"Traceback" not in said
    assert ask(hasty.address, "/healthz").status == 200


def test_the_busy_page_waits_and_then_opens_the_page_with_every_word(
    profile: Callable[..., BrowserContext],  # noqa: F811 - the fixture
    house: House,
):
    origin = "203.0.113.14"
    visitor = Visitor(profile(extra_http_headers={"X-Forwarded-For": origin}).new_page(), house.address)
    visitor.open(1)
    visitor.fill("The change", "Words that stay", visitor.add("a change"))
    visitor.page.goto(f"{house.address}/healthz")
    crowd = [Guest(house.address, origin) for _ in range(4)]
    assert {guest.open_in_time().status for guest in crowd} == {200}
    visitor.page.goto(f"{house.address}/voila/render/{STEPS[1]}.ipynb")
    expect(visitor.page.get_by_role("heading", name="The workbook is busy")).to_be_visible()
    visitor.page.get_by_role("button", name="Stop trying").click()
    expect(visitor.page.get_by_role("status")).to_contain_text("does not try again by itself")
    expect(visitor.page.get_by_role("link", name="Try again now")).to_be_focused()
    visitor.page.reload()
    for guest in crowd:
        guest.leave()
    visitor.ready()
    assert visitor.page.get_by_label("The change", exact=True).input_value() == "Words that stay"
    assert visitor.troubles == []


def test_the_log_holds_no_answer_no_kernel_and_no_address(house: House):
    secret, guest = f"secret{secrets.token_hex(8)}", Guest(house.address, "203.0.113.13")
    assert guest.open(f"0_start_here.ipynb?{secret}&end=").status == 200
    with guest.line() as line:
        content = {"comm_id": "nosuch", "data": {"method": "update", "state": {"value": secret}}}
        line.send(v1("shell", message("comm_msg", content)))
        line.send(v1("shell", message("execute_request", {"code": f"raise ValueError('{secret}')"})))
        assert heard_after(line)
    for target in (f"/nosuch/{guest.kernel}?{secret}", f"/api/kernels/{guest.kernel}/x?{secret}", "/logout", "/%00"):
        guest.ask(target)
    guest.leave()
    # A page that is reloaded after its server was: the line that it asks for is refused.
    with pytest.raises(InvalidStatus), guest.line():
        pass
    log = house.log.read_text()
    assert "The workbook is at" in log
    assert not [word for word in (secret, guest.kernel, guest.origin) if word in log]
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", log)
    assert "Traceback" not in log
    assert "ping_timeout" not in log


def test_a_server_writes_nothing_at_home_where_it_was_started_or_beside_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    home, started, notebooks = tmp_path / "home", tmp_path / "started", workbook_folder() / "notebooks"
    home.mkdir()
    started.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    before = sorted(notebooks.rglob("*"))
    with serving(started) as address:
        guest = Guest(address)
        assert guest.open(STEPS[1]).status == 200
        with guest.line() as line:
            assert heard_after(line)
        guest.leave()
    assert [path.name for path in started.iterdir()] == ["server.log"]
    assert [path.relative_to(home).as_posix() for path in home.rglob("*")] == []
    assert sorted(notebooks.rglob("*")) == before
