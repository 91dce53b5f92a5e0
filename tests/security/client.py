"""A visitor without a browser: raw requests and frames, well made or not, and what comes back."""

from __future__ import annotations

import http.client
import itertools
import json
import re
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

# Seconds that an answer may take where every core is busy.
PATIENCE = 120
V1 = "v1.kernel.websocket.jupyter.org"
PAGE = "/voila/render/{}.ipynb"
_numbers = itertools.count()


@dataclass(frozen=True)
class Answer:
    """What the server said to one request."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def plug(address: str) -> socket.socket:
    """A connection to the server, on which nothing was said yet."""
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port), timeout=PATIENCE)


def ask(address: str, target: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """The answer to one request; `target` goes out letter by letter, whatever is in it."""
    given = {"Host": urlsplit(address).netloc, "Connection": "close", "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in given.items())]
    with plug(address) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        answer = http.client.HTTPResponse(line, method=method)
        answer.begin()
        return Answer(answer.status, answer.headers, answer.read())


def message(kind: str, content: dict[str, Any], **metadata: Any) -> list[dict[str, Any]]:
    """The four parts of a message as a page makes it, with an id of its own."""
    header = {"msg_id": f"m{next(_numbers)}", "session": "s", "username": "", "date": "", "msg_type": kind}
    return [{**header, "version": "5.3"}, {}, metadata, content]


def v1(channel: str, parts: list[Any], *buffers: bytes) -> bytes:
    """A binary frame of the protocol that pages speak; a part may be text already, however it was made."""
    texts = (part if isinstance(part, str) else json.dumps(part) for part in parts)
    pieces = [channel.encode(), *(text.encode() for text in texts), *buffers]
    ends = list(itertools.accumulate(map(len, pieces), initial=8 * (len(pieces) + 2)))
    return struct.pack(f"<{len(ends) + 1}Q", len(ends), *ends) + b"".join(pieces)


def older(channel: str, parts: list[Any], **more: Any) -> str:
    """A text frame of the older protocol."""
    names = ("header", "parent_header", "metadata", "content")
    return json.dumps({"channel": channel, "buffers": [], **dict(zip(names, parts, strict=True)), **more})


@dataclass
class Guest:
    """Somebody who asks for pages: the address they come from, their cookies, and the kernel of their last page."""

    address: str
    origin: str = "203.0.113.1"
    cookies: dict[str, str] = field(default_factory=dict)
    kernel: str = ""

    def ask(self, target: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One request with the guest's cookies, from the guest's address."""
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers = {"X-Forwarded-For": self.origin, **(cookies if self.cookies else {}), **headers}
        answer = ask(self.address, target, method, body, **headers)
        for given in answer.headers.get_all("Set-Cookie") or ():
            name, value = given.split(";", 1)[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def open(self, step: str = "0_start_here") -> Answer:
        """Ask for a page; the kernel is the one that it names."""
        answer = self.ask(PAGE.format(step))
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', answer.text)
        self.kernel = found[1] if found else ""
        return answer

    def open_in_time(self, step: str = "0_start_here") -> Answer:
        """Ask for a page until there is a place, or after long waiting."""
        until = time.monotonic() + PATIENCE
        while (answer := self.open(step)).status != 200 and time.monotonic() < until:
            time.sleep(0.5)
        return answer

    def line(self, subprotocol: str | None = V1, kernel: str = "", **headers: str) -> ClientConnection:
        """A line to the guest's own kernel, or to another."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        root = self.address.replace("http", "ws", 1)
        url = f"{root}/api/kernels/{kernel or self.kernel}/channels?session_id=s{next(_numbers)}"
        protocols = [Subprotocol(subprotocol)] if subprotocol else None
        given = {"Cookie": cookie, "Origin": self.address, "X-Forwarded-For": self.origin, **headers}
        return connect(url, subprotocols=protocols, additional_headers=given, max_size=None, open_timeout=PATIENCE)

    def leave(self, kernel: str = "") -> Answer:
        """End the kernel as a page does that is left."""
        token = self.cookies.get("_xsrf", "")
        return self.ask(f"/voila/api/shutdown/{kernel or self.kernel}", "POST", **{"X-XSRFToken": token})


def heard(line: ClientConnection) -> dict[str, Any]:
    """The next message from the kernel, of either protocol."""
    raw = line.recv(timeout=PATIENCE)
    if isinstance(raw, str):
        return json.loads(raw)
    (many,) = struct.unpack_from("<Q", raw)
    ends = struct.unpack_from(f"<{many}Q", raw, 8)
    channel, *parts = (raw[start:end] for start, end in itertools.pairwise(ends))
    names = ("header", "parent_header", "metadata", "content")
    return {"channel": channel.decode(), **{name: json.loads(part) for name, part in zip(names, parts, strict=False)}}


def heard_after(line: ClientConnection) -> list[dict[str, Any]]:
    """All that the kernel says until it has answered two questions asked now, so that it has read all before them."""
    said = []
    for _ in range(2):
        parts = message("kernel_info_request", {})
        line.send(v1("shell", parts) if line.subprotocol else older("shell", parts))
        done = {"kernel_info_reply", "status"}
        while done:
            said.append(heard(line))
            if said[-1]["parent_header"].get("msg_id") == parts[0]["msg_id"]:
                idle = said[-1]["content"].get("execution_state") != "busy"
                done -= {said[-1]["header"]["msg_type"]} if idle else set()
    return said


def visitors(address: str, expected: int, patience: float = PATIENCE, of: str = "visitors") -> int:
    """How many kernels are in use (or `of` those waiting), once it is the expected number, or after long waiting."""
    until = time.monotonic() + patience
    while (found := json.loads(ask(address, "/healthz").body)[of]) != expected and time.monotonic() < until:
        time.sleep(0.1)
    return found
