"""The served app: Voila's standalone server with our settings, pages and refusals.

Voila must not run as a Jupyter Server extension here: that way it would run visitors' code.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from jqtools.app import handlers, menu_files
from jqtools.app.agency_look import agency_routes
from jqtools.app.served import SERVED
from jqtools.app.settings import served_config
from jqtools.content import steps
from jqtools.content.folder import workbook_folder
from jqtools.errors import JqtoolsError

_CLOSED = ("/voila/query", "/voila/tree", "/voila/api/contents", "/voila/files", "/voila/api/themes", "/log")
_OURS = {
    MultiStaticFileHandler: handlers.CachedStatic,
    TemplateStaticFileHandler: handlers.CachedTemplate,
    FileFindHandler: handlers.CachedExtension,
    KernelHandler: handlers.KernelState,
    TornadoVoilaHandler: handlers.Page,
}


class WorkbookServer(Voila):
    """Voila that serves the workbook's notebooks and nothing else."""

    name = "voila"
    max_visitors = 40
    config_file_paths: list[str] = []  # noqa: RUF012 - overrides a trait: no settings file may loosen ours

    def init_settings(self) -> dict[str, Any]:
        settings = super().init_settings()
        return {
            **settings,
            "compress_response": True,
            "default_handler_class": handlers.NotFound,
            "default_handler_args": {"voila_configuration": self.voila_configuration},
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        kept = [rule for rule in super().init_handlers() if not any(part in rule[0] for part in _CLOSED)]
        root = self.server_url
        first = f"{root}voila/render/{next(iter(steps()))}.ipynb"
        ours = [
            (f"{root}healthz", handlers.Health),
            (f"{root}workbook/design.css", handlers.Design),
            (f"{root}workbook/page.js", handlers.PageScript),
            (root, web.RedirectHandler, {"url": first, "permanent": False}),
        ]
        return [*ours, *agency_routes(root), *(self._rule(*rule) for rule in kept if rule[0] != root)]

    def _rule(self, pattern: str, handler: type, settings: dict[str, Any] | None = None) -> tuple[Any, ...]:
        given = dict(settings or {})
        if handler is TornadoVoilaHandler:
            given["notebooks"] = frozenset(f"{name}.ipynb" for name in steps())
            given["max_visitors"] = self.max_visitors
        if handler is FileFindHandler:
            given = {"path": given["path"]}
        return pattern, _OURS.get(handler, handler), given


def serve(
    folder: Path | None = None,
    port: int = 8866,
    open_browser: bool = True,
    warm: int = 1,
    max_visitors: int = 40,
) -> None:
    """Serve the workbook at http://127.0.0.1:`port` until interrupted.

    `folder` is a workbook folder with `notebooks` in it (default: the workbook that came with jqtools).
    `warm` kernels wait for visitors of each notebook; over `max_visitors` a page says that it is busy.
    """
    notebooks = (folder or workbook_folder()) / "notebooks"
    missing = [name for name in steps() if not (notebooks / f"{name}.ipynb").is_file()]
    if missing:
        raise JqtoolsError(f"There is no workbook in '{notebooks.parent}': it lacks notebooks/{missing[0]}.ipynb.")
    _refuse_taken(port)
    _environment()
    with _missing_patterns():  # first, so that kernels that wait know of its folder
        server = WorkbookServer.instance()
        server.max_visitors = max_visitors
        server.config = served_config(port, warm)
        server.initialize([str(notebooks)])
        # Every notebook is run afresh here, so whether its stored outputs are signed says nothing.
        server.log.addFilter(lambda record: "is not trusted" not in record.getMessage())
        _announce(f"http://127.0.0.1:{port}", open_browser)
        server.start()


def _announce(address: str, open_browser: bool) -> None:
    print(f"The workbook is at {address} (stop it with Ctrl+C).", flush=True)  # noqa: T201
    if open_browser:
        threading.Timer(1.5, webbrowser.open, [address]).start()


@contextmanager
def _missing_patterns() -> Iterator[None]:
    """Beside the server, work out what is hidden of data sets for which no file fits; usually there is none."""
    with tempfile.TemporaryDirectory(prefix="jqtools-") as folder:
        os.environ[menu_files.VARIABLE] = folder
        command = [sys.executable, "-m", "jqtools.app.menu_build", folder]
        work = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            yield
        finally:
            work.terminate()
            work.wait()
            del os.environ[menu_files.VARIABLE]


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise JqtoolsError(
                f"Port {port} is taken, perhaps by a workbook that runs already: choose another with --port."
            )


def _environment() -> None:
    # Set before Voila looks for its templates and starts kernels, which inherit them.
    os.environ[SERVED] = "1"
    os.environ["JUPYTER_WIDGETS_ECHO"] = "0"
    share = str(Path(__file__).with_name("share") / "jupyter")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (share, os.environ.get("JUPYTER_PATH"))))
