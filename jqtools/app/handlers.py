"""What the served app answers to: the pages, the state of one's own kernel, the design, and a page for the rest."""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from voila.handler import BaseVoilaHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from jqtools.style import WORKBOOK, stylesheet

MAX_FRAME = 2_000_000
DAY = 86_400


class VisitorConnection(ZMQChannelsWebsocketConnection):
    """A page's line to its kernel: frames over `MAX_FRAME` bytes are dropped before they are read."""

    def handle_incoming_message(self, incoming_msg: bytes | str) -> None:
        if len(incoming_msg) <= MAX_FRAME:
            super().handle_incoming_message(incoming_msg)


class Page(TornadoVoilaHandler):
    """A notebook as a page. Only the notebooks of the workbook, and only while there is room."""

    def initialize(self, notebooks: frozenset[str], max_visitors: int, **settings: object) -> None:
        super().initialize(**settings)
        self.notebooks = notebooks
        self.max_visitors = max_visitors

    async def prepare(self) -> None:
        await super().prepare()
        if self.path_args[0] not in self.notebooks:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        if visitors(self.kernel_manager) >= self.max_visitors:
            self.set_header("Retry-After", "60")
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        await drop_dead_kernels(self.kernel_manager, self.path_args[0])
        # Sets the cookie without which the page may not end its kernel when it is left.
        _ = self.xsrf_token


class KernelState(KernelHandler):
    """Whether a page's own kernel is still there; nothing about it can be changed."""

    SUPPORTED_METHODS = ("GET", "HEAD", "OPTIONS")


class CachedStatic(MultiStaticFileHandler):
    """Voila's own scripts, kept for a day."""

    def get_cache_time(self, path: str, modified: object, mime_type: str) -> int:
        return DAY


class CachedTemplate(TemplateStaticFileHandler):
    """The template's static files, kept for a day."""

    def parse_url_path(self, url_path: str) -> str:
        parts = url_path.split("/")
        if len(parts) < 3 or parts[1] != "static" or ".." in parts:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return super().parse_url_path(url_path)

    def get_cache_time(self, path: str, modified: object, mime_type: str) -> int:
        return DAY


class CachedExtension(FileFindHandler):
    """The widgets' front end, kept for a day."""

    def set_headers(self) -> None:
        super().set_headers()
        self.set_header("Cache-Control", f"public, max-age={DAY}")


class Plain(web.RequestHandler):
    """A small answer of our own, with the same headers as every page."""

    def set_default_headers(self) -> None:
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)


class Design(Plain):
    """The style sheet of the pages and widgets."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(stylesheet(*WORKBOOK, "page", "dark"))


class PageScript(Plain):
    """What shows a page one part at a time, and explains the words of the glossary."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        scripts = (files("jqtools.app").joinpath(name).read_bytes() for name in ("page.js", "glossary.js"))
        self.finish(b"\n".join(scripts))


class Health(Plain):
    """How many kernels there are, for whoever runs the server."""

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish({"visitors": visitors(self.settings["kernel_manager"])})


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
        if kernel_id is None or kernel_id not in kernel_manager:
            pool.remove(task)
        elif not await kernel_manager.get_kernel(kernel_id).is_alive():
            await kernel_manager.shutdown_kernel(kernel_id, now=True)


def visitors(kernel_manager: Any) -> int:
    """Kernels in use: all that run, less those that wait for a visitor."""
    tasks = [task for pool in getattr(kernel_manager, "_pools", {}).values() for task in pool if task.done()]
    waiting = {task.result()["kernel_id"] for task in tasks if not task.exception()}
    return len(set(kernel_manager.list_kernel_ids()) - waiting)
