"""What a page may say to its kernel: frames read strictly, a short list of what is let in, and frames written anew.

Nothing that a browser sent goes to a kernel as it came. A frame is taken apart, and put together again from the few
fields that the kernel's protocol knows, so that no two programs can read the same frame in two ways.
"""

from __future__ import annotations

import json
import struct
from typing import Any, NamedTuple

MAX_FRAME = 2_000_000
MOST_PARTS = 64
MOST_LETTERS = 256
CHANNEL = "shell"
# What the pages send, listened to in a browser on all steps: their state is asked for over the one comm they open.
# `comm_info_request` is their second way to it, where the first takes too long.
KINDS = frozenset({"kernel_info_request", "comm_info_request", "comm_open", "comm_msg", "comm_close"})
OPENED = "jupyter.widget.control"
HEADER = ("msg_id", "session", "username", "date", "msg_type", "version")
METADATA = ("version",)
# What a kernel writes beside its answers holds code and names of files; pages need none of it.
UNSAID = frozenset({"stream", "error", "execute_input", "execute_result"})


class Frame(NamedTuple):
    """A message from a page: the channel it wants, and its parts as read."""

    channel: str
    header: dict[str, Any]
    parent: dict[str, Any]
    metadata: dict[str, Any]
    content: dict[str, Any]
    buffers: list[bytes]


def let_in(raw: str | bytes, v1: bool) -> list[bytes] | None:
    """What goes to the kernel of the frame `raw`, read by protocol `v1` or the older one; None where nothing does."""
    if len(raw) > MAX_FRAME:
        return None
    try:
        frame = _read_v1(raw) if v1 else _read_older(raw)
        return _written(frame) if _may_pass(frame) else None
    except (ValueError, KeyError, TypeError, RecursionError, struct.error):
        return None


def _may_pass(frame: Frame) -> bool:
    kind = frame.header["msg_type"]
    if frame.channel != CHANNEL or kind not in KINDS:
        return False
    if kind == "comm_open" and frame.content.get("target_name") != OPENED:
        return False
    return kind not in ("comm_open", "comm_msg", "comm_close") or _is_short(frame.content.get("comm_id"))


def _written(frame: Frame) -> list[bytes]:
    known = ((frame.header, HEADER), (frame.parent, HEADER), (frame.metadata, METADATA))
    parts = [{name: part[name] for name in names if _is_short(part.get(name))} for part, names in known]
    return [*(json.dumps(part, allow_nan=False).encode() for part in (*parts, frame.content)), *frame.buffers]


def _read_v1(raw: str | bytes) -> Frame:
    if isinstance(raw, str):
        raise ValueError("text where bytes are due")
    (many,) = struct.unpack_from("<Q", raw)
    _, *parts = _slices(raw, 8 * (many + 1), _offsets(raw, f"<{many}Q", many, 8))
    channel, header, parent, metadata, content, *buffers = parts
    texts = (_strict(each.decode()) for each in (header, parent, metadata, content))
    return _frame(channel.decode(), *texts, buffers)


def _read_older(raw: str | bytes) -> Frame:
    buffers: list[bytes] = []
    if isinstance(raw, bytes):
        (many,) = struct.unpack_from("!I", raw)
        _, text, *buffers = _slices(raw, 4 * (many + 1), [*_offsets(raw, f"!{many}I", many, 4), len(raw)])
        raw = text.decode()
    message = _dict(_strict(raw))
    if message.get("msg_type", message["header"]["msg_type"]) != message["header"]["msg_type"]:
        raise ValueError("two kinds")
    parts = (message.get(name, {}) for name in ("header", "parent_header", "metadata", "content"))
    return _frame(message["channel"], *parts, buffers)


def _frame(channel: Any, header: Any, parent: Any, metadata: Any, content: Any, buffers: list[bytes]) -> Frame:
    if not (isinstance(channel, str) and _is_short(_dict(header)["msg_type"]) and _is_short(header["msg_id"])):
        raise TypeError("no message")
    return Frame(channel, header, _dict(parent), _dict(metadata), _dict(content), buffers)


def _offsets(raw: bytes, form: str, many: int, start: int) -> list[int]:
    # Asked before anything is made of it: a frame may claim more parts than there are atoms.
    if not 0 < many <= MOST_PARTS:
        raise ValueError("too many parts")
    return list(struct.unpack_from(form, raw, start))


def _slices(raw: bytes, first: int, ends: list[int]) -> list[bytes]:
    """The pieces of `raw` from 0 to each end and the next; the first, the table of the ends, is `first` bytes long."""
    if ends[0] != first or ends != sorted(ends) or ends[-1] != len(raw):
        raise ValueError("parts that overlap")
    return [raw[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _strict(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_without_twins, parse_constant=_no_number)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("no names")
    return value


def _is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_LETTERS
