"""The served app: Voila's standalone server with our settings, pages and refusals.

Voila must not run as a Jupyter Server extension here: that way it would run visitors' code.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from jqtools.app.served import SERVED
from jqtools.app.serving import handlers
from jqtools.app.serving.agency_look import agency_routes
from jqtools.app.serving.discreet import be_discreet, log_answer
from jqtools.app.serving.doors import CONNECTIONS_FROM_ONE, Doors
from jqtools.app.serving.forked.forks import Forks, forking
from jqtools.app.serving.forked.page import ForkedPage
from jqtools.app.serving.forked.provisioner import meet_soon, use_forks
from jqtools.app.serving.headers import SafeHeaders
from jqtools.app.serving.line import VisitorLine
from jqtools.app.serving.own import KernelEnd, KernelState, in_use, is_gone
from jqtools.app.serving.page_files import page_file_routes
from jqtools.app.serving.patterns import missing_patterns
from jqtools.app.serving.scratch import connect_in, remove_left_behind, was_removed
from jqtools.app.serving.settings import EVERY_ADDRESS, Place, served_config
from jqtools.app.serving.static_files import CachedExtension, CachedStatic, CachedTemplate, Squeezed
from jqtools.app.serving.visitors import Visitors
from jqtools.content import steps
from jqtools.content.folder import workbook_folder
from jqtools.errors import JqtoolsError

DEFAULT_PLACE = Place()
TIDY_SECONDS = 10
_CLOSED = ("/voila/query", "/voila/tree", "/voila/api/contents", "/voila/files", "/voila/api/themes", "/log")
_OURS = {
    MultiStaticFileHandler: CachedStatic,
    TemplateStaticFileHandler: CachedTemplate,
    FileFindHandler: CachedExtension,
    KernelHandler: KernelState,
    VoilaKernelWebsocketHandler: VisitorLine,
    VoilaShutdownKernelHandler: KernelEnd,
    TornadoVoilaHandler: ForkedPage,
}


class WorkbookServer(Voila):
    """Voila that serves the workbook's notebooks and nothing else."""

    name = "voila"
    visitors = Visitors(40, 30)
    behind_proxy = False
    forks: Forks | None = None
    folders: tuple[Path, ...] = ()
    config_file_paths: list[str] = []  # noqa: RUF012 - overrides a trait: no settings file may loosen ours

    def init_settings(self) -> dict[str, Any]:
        settings = super().init_settings()
        if self.forks:
            meet_soon(settings["kernel_manager"].context)
            self.forks.kernels_of(settings["kernel_manager"])
        return {
            **settings,
            "transforms": [SafeHeaders, Squeezed],
            "visitors": self.visitors,
            "forks": self.forks,
            "behind_proxy": self.behind_proxy,
            "log_function": log_answer,
            "default_handler_class": handlers.NotFound,
            "default_handler_args": {"voila_configuration": self.voila_configuration},
        }

    def listen(self) -> None:
        # Only a proxy that we were told of may say what a visitor's address is.
        self.app.listen = partial(self.app.listen, xheaders=self.behind_proxy)
        HTTPServer.configure(Doors, from_one=sys.maxsize if self.behind_proxy else CONNECTIONS_FROM_ONE)
        PeriodicCallback(self.tidy, timedelta(seconds=TIDY_SECONDS)).start()
        super().listen()

    def stop(self) -> None:
        Path(self.connection_dir).mkdir(parents=True, exist_ok=True)  # Voila removes it, even if somebody else has
        super().stop()

    async def tidy(self) -> None:
        """End kernels of pages that never came to life, forget those that died, and hang up on both."""
        if any(map(was_removed, self.folders)):
            self.ioloop.stop()
            return
        for kernel_id in self.visitors.abandoned(in_use(self.app.settings)):
            await self.kernel_manager.shutdown_kernel(kernel_id, now=True)
        for kernel_id in self.kernel_manager.list_kernel_ids():
            await is_gone(self.kernel_manager, kernel_id)
        VisitorLine.hang_up(self.kernel_manager)
        if self.forks:
            await self.forks.look_after_waiting()

    def init_handlers(self) -> list[tuple[Any, ...]]:
        kept = [rule for rule in super().init_handlers() if not any(part in rule[0] for part in _CLOSED)]
        root = self.server_url
        first = f"{root}voila/render/{next(iter(steps()))}.ipynb"
        ours = [
            (f"{root}healthz", handlers.Health),
            (root, web.RedirectHandler, {"url": first, "permanent": False}),
        ]
        return [
            *ours,
            *agency_routes(root),
            *page_file_routes(root),
            *(self._rule(*rule) for rule in kept if rule[0] != root),
        ]

    def _rule(self, pattern: str, handler: type, settings: dict[str, Any] | None = None) -> tuple[Any, ...]:
        given = dict(settings or {})
        if handler is TornadoVoilaHandler:
            given["notebooks"] = frozenset(f"{name}.ipynb" for name in steps())
            given["forks"] = self.forks
        if handler is FileFindHandler:
            given = {"path": given["path"]}
        return pattern, _OURS.get(handler, handler), given


def serve(
    folder: Path | None = None,
    place: Place = DEFAULT_PLACE,
    open_browser: bool = True,
    warm: int = 1,
    max_visitors: int = 40,
    max_per_address: int = 30,
) -> None:
    """Serve the workbook at `place` until interrupted.

    `folder` is a workbook folder with `notebooks` in it (default: the workbook that came with jqtools).
    With `warm` each page stands ready, run and drawn, and a visitor's kernel is a fork of it; where a system has no
    forks, that many kernels wait for visitors of each notebook. 0 keeps nothing ready. Over `max_visitors` in all,
    or over `max_per_address` from one internet address, a page says that it is busy.
    """
    notebooks = (folder or workbook_folder()) / "notebooks"
    missing = [name for name in steps() if not (notebooks / f"{name}.ipynb").is_file()]
    if missing:
        raise JqtoolsError(f"There is no workbook in '{notebooks.parent}': it lacks notebooks/{missing[0]}.ipynb.")
    _refuse_taken(place)
    _environment()
    remove_left_behind()
    # The folder of the patterns comes first, so that kernels that wait know of it.
    with missing_patterns() as scratch_folder, forking(notebooks, warm) as forks:
        server = WorkbookServer.instance()
        server.visitors = Visitors(max_visitors, max_per_address)
        server.behind_proxy = place.behind_proxy
        server.forks = forks
        server.folders = (scratch_folder, forks.folder) if forks else (scratch_folder,)
        config = served_config(place, 0 if forks else warm)
        connect_in(config, scratch_folder)
        if forks:
            use_forks(config)
        server.config = config
        server.initialize([str(notebooks)])
        be_discreet(server.log)
        # Every notebook is run afresh here, so whether its stored outputs are signed says nothing.
        server.log.addFilter(lambda record: "is not trusted" not in record.getMessage())
        _announce(place.url, open_browser)
        server.start()
        _refuse_without(server.folders)


def _announce(address: str, open_browser: bool) -> None:
    print(f"The workbook is at {address} (stop it with Ctrl+C).", flush=True)  # noqa: T201
    if open_browser:
        threading.Timer(1.5, webbrowser.open, [address]).start()


def _refuse_taken(place: Place) -> None:
    host = "127.0.0.1" if place.address in EVERY_ADDRESS else place.address
    with suppress(OSError), socket.create_connection((host, place.port), timeout=2):
        raise JqtoolsError(
            f"Port {place.port} is taken, perhaps by a workbook that runs already: choose another with --port."
        )


def _refuse_without(folders: Iterable[Path]) -> None:
    for gone in filter(was_removed, folders):
        raise JqtoolsError(
            f"The workbook's temporary folder '{gone}' was removed while it ran: start it again. "
            "Answers are safe in visitors' browsers."
        )


def _environment() -> None:
    # Set before Voila looks for its templates and starts kernels, which inherit them.
    os.environ[SERVED] = "1"
    os.environ["JUPYTER_WIDGETS_ECHO"] = "0"
    share = str(Path(__file__).with_name("share") / "jupyter")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (share, os.environ.get("JUPYTER_PATH"))))
