"""What of a frame goes to a kernel: a few kinds on one channel, made anew; of everything else nothing."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.app.serving.frames import HEADER, KINDS, MAX_FRAME, MOST_PARTS, let_in
from tests.security.client import message, older, v1

UPDATE = {"comm_id": "c", "data": {"method": "update", "state": {"value": "words"}, "buffer_paths": []}}
OPEN = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
CONTENTS = {
    "kernel_info_request": {},
    "comm_info_request": {"target_name": "jupyter.widget"},
    "comm_open": OPEN,
    "comm_msg": UPDATE,
    "comm_close": {"comm_id": "c", "data": {}},
}
REFUSED = (
    "execute_request",
    "complete_request",
    "inspect_request",
    "history_request",
    "is_complete_request",
    "debug_request",
    "input_reply",
    "shutdown_request",
    "interrupt_request",
    "connect_request",
    "create_subshell_request",
    "usage_request",
    "COMM_MSG",
    "comm_msg ",
    "",
)


def both(channel: str, parts: list[Any]) -> list[list[bytes] | None]:
    """What is let in of a message, sent in either protocol."""
    return [let_in(v1(channel, parts), True), let_in(older(channel, parts), False)]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_pages_send_goes_in_as_it_was_meant(kind: str):
    parts = message(kind, CONTENTS[kind], version="1.0.0")
    for let in both("shell", parts):
        assert [json.loads(part) for part in let] == parts


@pytest.mark.parametrize("kind", REFUSED)
def test_every_other_kind_is_dropped(kind: str):
    assert both("shell", message(kind, {"code": "1", "comm_id": "c", "target_name": "jupyter.widget"})) == [None, None]


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "Shell", "", "shell\0"])
def test_only_the_shell_is_spoken_to(channel: str):
    for kind, content in CONTENTS.items():
        assert both(channel, message(kind, content)) == [None, None]


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "x", None, ["jupyter.widget.control"]])
def test_a_page_opens_no_widget_of_its_own(target: object):
    assert both("shell", message("comm_open", {**OPEN, "target_name": target})) == [None, None]


@pytest.mark.parametrize("comm_id", [None, 3, [], {"a": 1}, "c" * 300])
def test_a_message_names_its_comm_in_a_short_text(comm_id: object):
    assert both("shell", message("comm_msg", {**UPDATE, "comm_id": comm_id})) == [None, None]


def test_a_header_keeps_only_the_fields_of_the_protocol():
    header, *rest = message("comm_msg", UPDATE)
    for let in both("shell", [{**header, "subshell_id": "x", "__proto__": {}, "username": "u" * 300}, *rest]):
        assert set(json.loads(let[0])) == set(HEADER) - {"username"}


def test_a_name_given_twice_is_no_message():
    header, *rest = message("comm_msg", UPDATE)
    twice = json.dumps(header)[:-1] + ', "msg_type": "execute_request"}'
    first = '{"msg_type": "execute_request", ' + json.dumps(header)[1:]
    for text in (twice, first):
        assert let_in(v1("shell", [text, *rest]), True) is None
        assert let_in(older("shell", [header, *rest]).replace(json.dumps(header), text), False) is None


def test_an_outer_kind_that_differs_from_the_inner_is_no_message():
    parts = message("comm_msg", UPDATE)
    assert let_in(older("shell", parts, msg_type="comm_msg"), False)
    assert let_in(older("shell", parts, msg_type="execute_request"), False) is None


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_numbers_that_are_none_are_refused(number: str):
    header, parent, metadata, _ = message("comm_msg", UPDATE)
    content = '{"comm_id": "c", "data": {"state": {"value": ' + number + "}}}"
    assert let_in(v1("shell", [header, parent, metadata, content]), True) is None


def test_lists_in_lists_without_end_are_refused():
    header, parent, metadata, _ = message("comm_msg", UPDATE)
    content = '{"comm_id": "c", "data": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert let_in(v1("shell", [header, parent, metadata, content]), True) is None


def test_a_frame_over_the_limit_is_dropped():
    large = {**UPDATE, "data": "x" * MAX_FRAME}
    assert both("shell", message("comm_msg", large)) == [None, None]
    assert None not in both("shell", message("comm_msg", {**UPDATE, "data": "x" * (MAX_FRAME - 1000)}))


@pytest.mark.parametrize("many", [0, 1, MOST_PARTS + 1, 2**31 - 1, 2**32 - 1, 2**62, 2**64 - 1])
def test_a_frame_that_claims_more_parts_than_it_has_is_dropped_at_once(many: int):
    parts = message("comm_msg", UPDATE)
    whole = v1("shell", parts)
    assert let_in(struct.pack("<Q", many) + whole[8:], True) is None
    assert let_in(struct.pack("!I", many % 2**32) + older("shell", parts).encode(), False) is None


def test_buffers_pass_and_parts_may_not_overlap():
    parts = message("comm_msg", UPDATE)
    assert let_in(v1("shell", parts, b"one", b"two"), True)[4:] == [b"one", b"two"]
    text = older("shell", parts).encode()
    assert let_in(struct.pack("!3I", 2, 12, 12 + len(text)) + text + b"one", False)[4:] == [b"one"]
    frame = bytearray(v1("shell", parts))
    frame[8:16], frame[16:24] = frame[16:24], frame[8:16]
    assert let_in(bytes(frame), True) is None


@given(st.binary(max_size=400), st.booleans())
def test_noise_is_dropped(noise: bytes, by_v1: bool):
    assert let_in(noise, by_v1) is None


@given(st.integers(0, 400), st.binary(min_size=1, max_size=16))
def test_a_damaged_frame_is_dropped_or_still_of_an_allowed_kind(at: int, damage: bytes):
    frame = v1("shell", message("comm_msg", UPDATE))
    let = let_in(frame[:at] + damage + frame[at + len(damage) :], True)
    assert let is None or json.loads(let[0])["msg_type"] in KINDS


@pytest.mark.parametrize("text", ["", "null", "[]", "3", '{"channel": "shell"}', '{"channel": [], "header": {}}', "{"])
def test_text_that_is_no_message_is_dropped(text: str):
    assert let_in(text, False) is None
    assert let_in(text, True) is None
