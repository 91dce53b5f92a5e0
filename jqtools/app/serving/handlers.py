"""What the served app answers to: the pages, the design, and a page for the rest."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from tornado import web
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from jqtools.app.serving.own import address_of, give_cookie, in_use, is_gone

_KERNEL = re.compile(r'"kernelId": "([0-9a-f-]{36})"')


class Page(TornadoVoilaHandler):
    """A notebook as a page. Only the notebooks of the workbook, and only while there is room."""

    busy_for = 0
    kernel_id = ""

    def initialize(self, notebooks: frozenset[str], **settings: object) -> None:
        super().initialize(**settings)
        self.notebooks = notebooks

    async def prepare(self) -> None:
        await super().prepare()
        if self.path_args[0] not in self.notebooks:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.address = address_of(self.request, self.settings["behind_proxy"])
        self.busy_for = self.settings["visitors"].enter(self.address, in_use(self.settings))
        if self.busy_for:
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        await drop_dead_kernels(self.kernel_manager, self.path_args[0])
        give_cookie(self)
        # Sets the cookie without which the page may not end its kernel when it is left.
        _ = self.xsrf_token

    def write(self, chunk: str | bytes | dict[str, Any]) -> None:
        if not self.kernel_id and isinstance(chunk, str) and (found := _KERNEL.search(chunk)):
            self.kernel_id = found[1]
            self.settings["visitors"].settle(self.address, self.kernel_id)
        super().write(chunk)

    def on_finish(self) -> None:
        super().on_finish()
        if hasattr(self, "address") and not self.busy_for:
            self.settings["visitors"].give_up(self.address)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if self.busy_for:
            self.set_header("Retry-After", str(self.busy_for))
            self.set_header("Cache-Control", "no-store")
        if not hasattr(self, "_current_user"):
            self.current_user = None  # an address that can't be read fails before anybody asked who is there
        super().write_error(status_code, **kwargs)

    def render_template(self, name: str, **words: Any) -> str:
        return super().render_template(name, busy_for=self.busy_for, **words)


class Plain(web.RequestHandler):
    """A small answer of our own, with the same headers as every page."""

    def set_default_headers(self) -> None:
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)


class Health(Plain):
    """How many kernels are in use, and how many wait for a visitor, for whoever runs the server."""

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        forks = self.settings["forks"]
        self.finish({"visitors": len(in_use(self.settings)), "waiting": forks.waiting.count() if forks else 0})


class NotFound(BaseVoilaHandler):
    """A friendly page for every other address."""

    async def prepare(self) -> None:
        await super().prepare()
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


async def drop_dead_kernels(kernel_manager: Any, notebook: str) -> None:
    """Take kernels that died while they waited out of the pool, so that no visitor gets one."""
    pool = getattr(kernel_manager, "_pools", {}).get(notebook, [])
    for task in [task for task in pool if task.done()]:
        kernel_id = None if task.exception() else task.result()["kernel_id"]
        if kernel_id is None or await is_gone(kernel_manager, kernel_id):
            pool[:] = [other for other in pool if other is not task]
