"""A visitor's own kernel: what only the browser may ask of it that joined it first."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import httputil, web
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from jqtools.app.serving.limits import origin
from jqtools.app.serving.visitors import Visitors

COOKIE = "jq_browser"


def address_of(request: httputil.HTTPServerRequest, behind_proxy: bool) -> str:
    """The address that the limits count a request to."""
    return origin(request.remote_ip, request.headers.get("X-Forwarded-For", ""), behind_proxy)


def give_cookie(handler: web.RequestHandler) -> None:
    """Give a browser that has none the cookie by which its kernels know it; it ends with the browser."""
    if not handler.get_cookie(COOKIE):
        secure = handler.request.protocol == "https"
        path = handler.settings["base_url"]
        handler.set_cookie(COOKIE, secrets.token_urlsafe(24), httponly=True, samesite="Lax", secure=secure, path=path)


class OwnKernel(JupyterHandler):
    """Answers to the browser whose kernel it is. To all others there is no such kernel."""

    @property
    def visitors(self) -> Visitors:
        return self.settings["visitors"]

    @property
    def browser(self) -> str:
        return self.get_cookie(COOKIE, "")

    @property
    def asked_for(self) -> str:
        return self.path_kwargs.get("kernel_id") or self.path_args[0]

    async def prepare(self) -> None:
        await super().prepare()
        if not self.visitors.owns(self.asked_for, self.browser) or await is_gone(self.kernel_manager, self.asked_for):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)


class KernelState(OwnKernel, KernelHandler):
    """Whether a page's own kernel is still there; nothing about it can be changed."""

    SUPPORTED_METHODS = ("GET", "HEAD", "OPTIONS")


class KernelEnd(OwnKernel, VoilaShutdownKernelHandler):
    """Where a page that is left ends its own kernel."""

    SUPPORTED_METHODS = ("POST",)


def in_use(settings: dict[str, Any]) -> frozenset[str]:
    """Kernels in use: all that run, less those that wait for a visitor."""
    kernel_manager, forks = settings["kernel_manager"], settings["forks"]
    if forks:
        return frozenset(kernel_manager.list_kernel_ids()) - forks.waiting.ids
    tasks = [task for pool in getattr(kernel_manager, "_pools", {}).values() for task in pool if task.done()]
    waiting = {task.result()["kernel_id"] for task in tasks if not task.exception()}
    return frozenset(kernel_manager.list_kernel_ids()) - waiting


async def is_gone(kernel_manager: Any, kernel_id: str) -> bool:
    """Whether there is no such kernel; what is left of one that died is cleared away."""
    if kernel_id not in kernel_manager:
        return True
    if await kernel_manager.get_kernel(kernel_id).is_alive():
        return False
    await kernel_manager.shutdown_kernel(kernel_id, now=True)
    return True
