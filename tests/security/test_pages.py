"""The pages in a browser and their widgets: no script of a visitor runs, and no value of a widget breaks a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import profile  # noqa: F401 - a fixture
from tests.browser.walker import STEPS, Visitor
from tests.security.client import Guest, heard, heard_after, message, v1
from tests.security.conftest import House
from tests.security.test_plan_files import MARKUP, hostile

JUNK = (MARKUP, None, -1, 2**70, [], {"__proto__": {"x": 1}}, [[[]]] * 50, "x" * 20_000, True, "../../etc/passwd")
OPEN = {"comm_id": "c", "target_name": "jupyter.widget.control"}
TRIED = "() => [document.title, document.querySelectorAll('img[src=x], [onerror]').length]"
INLINE = """() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
  const script = document.createElement("script");
  script.textContent = "document.title = 'hit'";
  document.body.append(script);
})"""
ELSEWHERE = """(address) => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
  try { new WebSocket(address); } catch {}
  fetch(address.replace("ws", "http")).catch(() => {});
})"""


def states(guest: Guest) -> dict[str, dict[str, Any]]:
    """The state of every widget of the guest's page, by its id, as a page asks for it."""
    with guest.line() as line:
        line.send(v1("shell", message("comm_open", {**OPEN, "data": {}}, version="1.0.0")))
        line.send(v1("shell", message("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}})))
        while True:
            told = heard(line)
            data = told["content"].get("data", {})
            if data.get("method") == "update_states":
                return {name: each["state"] for name, each in data["states"].items()}


def updates(found: dict[str, dict[str, Any]]) -> Iterator[bytes]:
    """Each field of each widget of ours, set to something that it never was made for.

    The line takes 40 frames a second, so the fields that all widgets have are tried on one of them.
    """
    junk = cycle(JUNK)
    ours = {comm_id: state for comm_id, state in found.items() if "_anywidget_id" in state}
    shared = [name for name in next(iter(ours.values())) if name.startswith("_")]
    for place, (comm_id, state) in enumerate(ours.items()):
        own = [name for name in state if not name.startswith("_")]
        for field in [*own, "nosuch", *([] if place else shared)]:
            data = {"method": "update", "state": {field: next(junk)}, "buffer_paths": []}
            yield v1("shell", message("comm_msg", {"comm_id": comm_id, "data": data}))
        for content in ({"open": MARKUP}, {"act": ["x"]}, None, "x" * 5000):
            yield v1(
                "shell", message("comm_msg", {"comm_id": comm_id, "data": {"method": "custom", "content": content}})
            )


def test_no_value_of_any_widget_breaks_a_kernel_or_writes_a_file(house: House, guest: Guest):
    before = {path.name for path in house.log.parent.iterdir()}
    guest.leave()
    for step in (STEPS[1], STEPS[3]):
        assert guest.open(step).status == 200
        found = states(guest)
        assert len(found) > 3
        with guest.line() as line:
            for frame in updates(found):
                line.send(frame)
            assert {each["header"]["msg_type"] for each in heard_after(line)} >= {"kernel_info_reply"}
        assert guest.ask(f"/api/kernels/{guest.kernel}").status == 200
        guest.leave()
    assert {path.name for path in house.log.parent.iterdir()} == before


def test_markup_in_every_text_of_a_plan_stays_words_on_every_page(
    profile: Callable[..., BrowserContext],  # noqa: F811 - the fixture
    house: House,
):
    visitor = Visitor(profile().new_page(), house.address)
    visitor.page.goto(f"{house.address}/healthz")
    put = "text => { localStorage['jqtools.device'] = 'own'; localStorage['jqtools.plan'] = text; }"
    visitor.page.evaluate(put, hostile())
    for step in range(len(STEPS)):
        visitor.open(step)
        title, alive = visitor.page.evaluate(TRIED)
        assert (title == "hit", alive) == (False, 0), STEPS[step]
    assert MARKUP in json.dumps(visitor.stored(), ensure_ascii=False).replace('\\"', '"')
    assert visitor.troubles == []
    refuses_scripts_and_hosts(visitor.page)
    visitor.page.close(run_before_unload=True)


def refuses_scripts_and_hosts(page: Page) -> None:
    """Assert that the policy holds in a real page: no inline script runs, and no other host or port is asked."""
    assert page.evaluate(INLINE) == "script-src-elem"
    assert page.title() != "hit"
    assert page.evaluate(ELSEWHERE, "ws://127.0.0.1:9/") == "connect-src"
