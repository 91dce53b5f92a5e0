"""The line to a kernel: nobody runs code on it, asks the kernel anything, joins another's, or holds the server up."""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from jqtools.app.serving.doors import MOST_UNREAD
from jqtools.app.serving.line import GOING_AWAY
from tests.benchmarks.served_clients import ask_states
from tests.processes import kernel_process, server_at
from tests.security.client import PATIENCE, V1, Guest, heard_after, message, older, v1, visitors
from tests.security.conftest import House

PROTOCOLS = pytest.mark.parametrize("protocol", [V1, None], ids=["v1", "older"])
NO_ID = "00000000-0000-4000-8000-000000000000"


def code(file: Path) -> dict[str, Any]:
    """What asks a kernel to make a file."""
    made = f"open({str(file)!r}, 'w')"
    return {"code": made, "silent": False, "store_history": False, "user_expressions": {"x": made}, "allow_stdin": True}


def attacks(file: Path) -> list[tuple[str, dict[str, Any]]]:
    """Everything that a kernel answers to, save what pages need."""
    return [
        ("execute_request", code(file)),
        ("complete_request", {"code": "import o", "cursor_pos": 8}),
        ("inspect_request", {"code": "print", "cursor_pos": 3, "detail_level": 1}),
        ("history_request", {"output": True, "raw": True, "hist_access_type": "tail", "n": 9}),
        ("is_complete_request", {"code": "1"}),
        ("debug_request", {"type": "request", "seq": 1, "command": "debugInfo"}),
        ("input_reply", {"value": "words"}),
        ("usage_request", {}),
        ("create_subshell_request", {}),
        ("interrupt_request", {}),
        ("shutdown_request", {"restart": True}),
    ]


def sent(line: ClientConnection, channel: str, parts: list[Any]) -> str:
    """Send a message by the line's protocol; its id."""
    line.send(v1(channel, parts) if line.subprotocol else older(channel, parts))
    return parts[0]["msg_id"]


def unheard(line: ClientConnection, ids: set[str]) -> bool:
    """Whether the kernel said nothing to the messages with these ids."""
    return not ids & {each["parent_header"].get("msg_id") for each in heard_after(line)}


@PROTOCOLS
def test_no_request_reaches_the_kernel_on_any_channel(guest: Guest, tmp_path: Path, protocol: str | None):
    made = tmp_path / "made by a visitor"
    with guest.line(protocol) as line:
        ids = {
            sent(line, channel, message(kind, content))
            for channel in ("shell", "control", "stdin", "iopub")
            for kind, content in attacks(made)
        }
        assert unheard(line, ids)
    assert not made.exists()


def test_a_header_with_two_kinds_runs_nothing(guest: Guest, tmp_path: Path):
    made = tmp_path / "made by a visitor"
    header, *rest = message("comm_msg", code(made))
    inner, run = json.dumps(header), '"msg_type": "execute_request"'
    for text in (f"{inner[:-1]}, {run}}}", f"{{{run}, {inner[1:]}"):
        with guest.line() as line, guest.line(None) as other:
            line.send(v1("shell", [text, *rest]))
            other.send(older("shell", [header, *rest]).replace(inner, text))
            other.send(older("shell", [header, *rest], msg_type="execute_request"))
            other.send(older("shell", message("execute_request", code(made)), msg_type="comm_msg"))
            assert unheard(line, {header["msg_id"]})
            assert unheard(other, {header["msg_id"]})
    assert not made.exists()


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "nosuch"])
def test_a_visitor_opens_no_widget(guest: Guest, target: str):
    state = {"_model_module": "@jupyter-widgets/controls", "_model_name": "HTMLModel", "value": "<img src=x>"}
    content = {"comm_id": "mine", "target_name": target, "data": {"state": state, "buffer_paths": []}}
    with guest.line() as line:
        asked = sent(line, "shell", message("comm_open", content, version="2.1.0"))
        assert unheard(line, {asked})


@pytest.mark.parametrize("many", [2**31 - 1, 2**62])
def test_a_frame_that_claims_endless_parts_holds_nobody_up(guest: Guest, many: int):
    parts = message("comm_msg", {})
    with guest.line() as line, guest.line(None) as other:
        line.send(struct.pack("<Q", many) + v1("shell", parts)[8:])
        other.send(struct.pack("!I", 2**31 - 1) + older("shell", parts).encode())
        assert heard_after(line)
        assert heard_after(other)


def test_noise_of_every_sort_leaves_the_line_open(guest: Guest):
    header, parent, metadata, content = message("comm_msg", {"comm_id": "c", "data": {}})
    nested = '{"comm_id": "c", "data": ' + "[" * 50_000 + "]" * 50_000 + "}"
    frames = [b"", b"\0" * 7, b"\xff" * 64, "", "[]", "words", v1("nosuch", [header, parent, metadata, content])]
    frames += [v1("shell", [header, parent, metadata, each]) for each in (nested, '{"comm_id": NaN}', "[]", '"x"')]
    with guest.line() as line, guest.line(None) as other:
        for frame in frames:
            line.send(frame)
            other.send(frame)
        assert heard_after(line)
        assert heard_after(other)


def test_a_frame_of_three_megabytes_ends_the_line_and_not_the_kernel(guest: Guest):
    large = {"comm_id": "c", "data": {"method": "update", "state": {"value": "x" * 3_000_000}}}
    with guest.line() as line:
        with suppress(ConnectionClosed):
            line.send(v1("shell", message("comm_msg", large)))
        with pytest.raises(ConnectionClosed):
            heard_after(line)
    with guest.line() as line:
        assert heard_after(line)


def test_ten_thousand_messages_slow_down_who_sends_them_and_nobody_else(arrive: Callable[[], Guest]):
    flood, other = arrive(), arrive()
    frame = v1("shell", message("comm_msg", {"comm_id": "nosuch", "data": {"method": "request_state"}}))
    with flood.line() as line:
        for _ in range(10_000):
            line.send(frame)
        assert other.ask("/healthz").status == 200
        with other.line() as calm:
            assert heard_after(calm)
        # At the pace of a page, the flood takes minutes: it is not through when the other has all their answers.
        last = message("kernel_info_request", {})
        line.send(v1("shell", last))
        until = time.monotonic() + 2
        said = b""
        with suppress(TimeoutError):
            while time.monotonic() < until:
                said += line.recv(timeout=1)
        assert last[0]["msg_id"].encode() + b'"' not in said
    assert other.ask(f"/api/kernels/{other.kernel}").status == 200


def test_who_asks_and_never_listens_is_cut_off_before_much_is_kept_for_them(arrive: Callable[[], Guest]):
    greedy, other = arrive(), arrive()
    server = server_at(greedy.address)
    before = server.memory_info().rss
    until = time.monotonic() + PATIENCE
    with greedy.line(None) as line, suppress(ConnectionClosed):
        while time.monotonic() < until:
            ask_states(line, 10)
            time.sleep(0.2)
    assert time.monotonic() < until
    assert server.memory_info().rss - before < 3 * MOST_UNREAD
    with other.line() as calm:
        assert heard_after(calm)


def test_a_kernel_says_nothing_of_its_code(guest: Guest):
    with guest.line() as line:
        asked = sent(line, "shell", message("comm_msg", {"comm_id": "nosuch", "data": {"method": "update"}}))
        said = heard_after(line)
    assert asked in {each["parent_header"].get("msg_id") for each in said}
    assert {each["header"]["msg_type"] for each in said} <= {"status", "kernel_info_reply"}


def test_another_site_joins_no_kernel(guest: Guest):
    for origin in ("http://evil.example", "null", guest.address.replace("127.0.0.1", "localhost")):
        with pytest.raises(InvalidStatus) as refused, guest.line(Origin=origin):
            pass
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize("kernel", [NO_ID, "a-b-c-d-e", "00000000-0000-4000-8000-00000000000g"])
def test_a_guessed_kernel_is_no_kernel(guest: Guest, kernel: str):
    with pytest.raises(InvalidStatus) as refused, guest.line(kernel=kernel):
        pass
    assert refused.value.response.status_code == 404
    assert guest.ask(f"/api/kernels/{kernel}").status == 404
    assert guest.leave(kernel).status == 404


def test_a_kernel_is_out_of_reach_for_who_only_knows_its_id(arrive: Callable[[], Guest]):
    owner, other = arrive(), arrive()
    nobody = Guest(other.address, other.origin)
    with owner.line() as line:
        for each in (other, nobody):
            with pytest.raises(InvalidStatus) as refused, each.line(kernel=owner.kernel):
                pass
            assert refused.value.response.status_code == 404
            assert each.ask(f"/api/kernels/{owner.kernel}").status == 404
        assert other.leave(owner.kernel).status == 404
        assert heard_after(line)
    assert owner.ask(f"/api/kernels/{owner.kernel}").status == 200


@pytest.mark.parametrize("action", ["", "/restart", "/interrupt", "/shutdown"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_not_even_its_owner_changes_a_kernel_from_outside(house: House, guest: Guest, method: str, action: str):
    for token in ({}, {"X-XSRFToken": guest.cookies["_xsrf"]}):
        assert guest.ask(f"/api/kernels/{guest.kernel}{action}", method, b"{}", **token).status in (403, 404, 405)
    assert guest.ask("/api/kernels", "POST", b"{}", **token).status in (403, 404, 405)
    assert guest.ask(f"/api/kernels/{guest.kernel}").status == 200


def test_a_kernel_ends_for_its_owner_and_only_with_the_pages_token(guest: Guest):
    path = f"/voila/api/shutdown/{guest.kernel}"
    assert guest.ask(path, "POST").status == 403
    assert guest.ask(path, "POST", **{"X-XSRFToken": "made up"}).status == 403
    assert guest.ask(path, "GET").status == 405
    assert guest.ask(f"/api/kernels/{guest.kernel}").status == 200
    assert guest.leave().status == 204
    assert guest.ask(f"/api/kernels/{guest.kernel}").status == 404
    assert guest.leave().status == 404


def test_a_kernel_that_died_is_gone_for_its_owner_and_its_place_is_free(arrive: Callable[[], Guest]):
    guest = arrive()
    with guest.line() as line:
        assert heard_after(line)
        taken = visitors(guest.address, -1, patience=0)
        kernel_process(guest.kernel).kill()
        until = time.monotonic() + PATIENCE
        while guest.ask(f"/api/kernels/{guest.kernel}").status != 404 and time.monotonic() < until:
            time.sleep(0.1)
        assert guest.ask(f"/api/kernels/{guest.kernel}").status == 404
        assert visitors(guest.address, taken - 1) == taken - 1


def test_a_kernel_that_died_gives_its_place_back_and_its_lines_end_when_nobody_asks_for_it(hasty: House):
    guest = Guest(hasty.address)
    assert guest.open_in_time().status == 200
    with guest.line() as line:
        assert heard_after(line)
        kernel_process(guest.kernel).kill()
        assert visitors(hasty.address, 0) == 0
        with pytest.raises(ConnectionClosed) as ended:
            line.recv(PATIENCE)
        assert ended.value.rcvd.code == GOING_AWAY
