"""The line between a page and its kernel: whose it is, what passes on it, and how fast."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Container
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any, ClassVar

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from tornado.iostream import StreamBufferFullError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from jqtools.app.serving.frames import CHANNEL, UNSAID, let_in
from jqtools.app.serving.limits import Bucket
from jqtools.app.serving.own import OwnKernel

V1 = "v1.kernel.websocket.jupyter.org"
# A page sends a handful of frames when it opens, and few while somebody types.
FRAMES_AT_ONCE = 200
FRAMES_A_SECOND = 40
GOING_AWAY = 1001


class VisitorConnection(ZMQChannelsWebsocketConnection):
    """A page's line to its kernel: what is not let in is dropped without a word, and no code comes out."""

    def request_kernel_info(self) -> Future[dict[str, Any]]:
        """Ask nothing before the line is open: it speaks as all our kernels do, and `connect` sees that it answers."""
        told: Future[dict[str, Any]] = Future()
        told.set_result({})
        return told

    async def prepare(self) -> None:
        await super().prepare()
        if getattr(self.kernel_manager, "execution_state", None) == "starting":
            self.kernel_manager.execution_state = "idle"  # its page ran already

    def handle_incoming_message(self, incoming_msg: bytes | str) -> None:
        parts = let_in(incoming_msg, self.subprotocol == V1)
        if parts and self.channels:
            self.session.send_raw(self.channels[CHANNEL], parts)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        _, parts = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(parts[1])["msg_type"] in UNSAID:
            return
        try:
            super().handle_outgoing_message(stream, outgoing_msg)
        except StreamBufferFullError:  # a page that asks and never listens
            self.websocket_handler.close()


class VisitorLine(OwnKernel, VoilaKernelWebsocketHandler):
    """Where a page joins its kernel. Who sends too much waits; nothing that was sent is lost."""

    joined = False
    all_open: ClassVar[weakref.WeakSet[VisitorLine]] = weakref.WeakSet()

    async def prepare(self) -> None:
        await super().prepare()
        if not self.visitors.may_join(self.asked_for, self.browser):
            raise web.HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
        self.bucket = Bucket(FRAMES_AT_ONCE, FRAMES_A_SECOND)

    async def open(self, kernel_id: str) -> None:
        self.visitors.join(kernel_id, self.browser)
        self.joined = True
        self.all_open.add(self)
        await super().open(kernel_id)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Refuse by the number alone: no page shows what would be said to a line."""
        self.finish()

    def write_message(self, message: Any, binary: bool = False) -> asyncio.Future[None]:
        """Send a message; that it didn't arrive, because the page was just left, is nothing to report."""
        sent = super().write_message(message, binary)
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())
        return sent

    async def on_message(self, ws_message: bytes | str) -> None:
        if wait := self.bucket.take():
            await asyncio.sleep(wait)
        if self.connection is not None:
            super().on_message(ws_message)

    def on_close(self) -> None:
        if self.joined:
            self.visitors.leave(self.asked_for)
        self.all_open.discard(self)
        super().on_close()

    @classmethod
    def hang_up(cls, kernels: Container[str]) -> None:
        """Close the lines to kernels other than these, which ended: a page would wait for answers for ever."""
        for line in [each for each in cls.all_open if each.asked_for not in kernels]:
            line.close(GOING_AWAY)
