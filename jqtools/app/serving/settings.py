"""The settings of the served app. Voila's defaults are for a laptop; these are for the public."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from traitlets.config import Config

from jqtools.app.serving.doors import Nobody
from jqtools.app.serving.frames import MAX_FRAME
from jqtools.app.serving.headers import HEADERS
from jqtools.app.serving.line import VisitorConnection
from jqtools.app.serving.notebook_words import said_in_language
from jqtools.app.serving.page_files import edition, scripts_at_once
from jqtools.app.serving.page_words import page_words, refusal_words, workbook_name
from jqtools.app.serving.static_files import name_edition
from jqtools.content import steps
from jqtools.errors import JqtoolsError

EXTENSIONS = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget")
IDLE_SECONDS = 1200
IDLE_LOOK_SECONDS = 60
EVERY_ADDRESS = ("0.0.0.0", "::")


class Place(NamedTuple):
    """Where the app stands: the address and the port that it listens on, and the path that its pages are under.

    Behind a proxy, a visitor's address is what the proxy says it is.
    """

    address: str = "127.0.0.1"
    port: int = 8866
    path: str = "/"
    behind_proxy: bool = False

    @property
    def url(self) -> str:
        """What a browser on this machine asks for."""
        return f"http://{self._here}:{self.port}{self.path}"

    @property
    def _here(self) -> str:
        here = "127.0.0.1" if self.address in EVERY_ADDRESS else self.address
        return f"[{here}]" if ":" in here else here


def path_of(base_url: str) -> str:
    """The path with a slash at both ends, such as "/jobs/"; letters, digits and - . _ ~ @ % between slashes."""
    path = f"/{base_url.strip('/')}/".replace("//", "/")
    if not re.fullmatch(r"/((?!\.)[\w.~@%-]+/)*", path, re.ASCII):
        raise JqtoolsError(f"The base URL '{base_url}' is no path: give one such as /jobs/, without a host.")
    return path


def served_config(place: Place, warm: int) -> Config:
    """The whole configuration of the server; `warm` kernels wait for visitors of each notebook."""
    config = Config()
    config.Voila.ip = place.address
    config.Voila.base_url = place.path
    # Whoever knows a kernel's id can talk to it: at this level none is logged.
    config.Voila.log_level = "WARN"
    config.Voila.port = place.port
    config.Voila.port_retries = 0
    config.Voila.open_browser = False
    config.Voila.kernel_websocket_connection_class = VisitorConnection
    config.Voila.identity_provider_class = Nobody
    config.Voila.tornado_settings = {
        "headers": HEADERS,
        "jinja_template_vars": {"refused": {**refusal_words(), "edition": edition()}},
        "websocket_max_message_size": MAX_FRAME,
        "ws_ping_interval": 25_000,
        "xsrf_cookie_kwargs": {"samesite": "Lax", "expires_days": None},
    }
    _voila(config.VoilaConfiguration, warm)
    # Every notebook is run afresh, so nothing is learnt from signatures, and none is kept on the disk.
    config.NotebookNotary.db_file = ":memory:"
    config.NotebookNotary.secret = os.urandom(32)
    config.VoilaExecutor.timeout = 60
    config.VoilaExporter.exclude_anchor_links = True
    config.VoilaExporter.preprocessors = [said_in_language]
    config.HTMLExporter.exclude_anchor_links = True
    _kernels(config)
    return config


def _voila(voila: Config, warm: int) -> None:
    voila.template = "jq"
    voila.theme = "light"
    voila.allow_template_override = "NO"
    voila.page_config_hook = name_edition
    voila.allow_theme_override = "NO"
    voila.strip_sources = True
    voila.show_tracebacks = False
    voila.file_allowlist = [r"(?!)"]
    voila.file_denylist = [r".*"]
    voila.extension_allowlist = list(EXTENSIONS)
    voila.preheat_kernel = warm > 0
    voila.default_pool_size = warm
    voila.resources = {
        "workbook_steps": [
            {"file": file, "number": step.number, "label": step.label} for file, step in steps().items()
        ],
        "workbook_name": workbook_name(),
        "workbook_edition": edition(),
        "workbook_scripts": scripts_at_once(),
        "workbook_pages": {file: page_words(file) for file in steps()},
    }


def _kernels(config: Config) -> None:
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_interval = IDLE_LOOK_SECONDS
    config.MappingKernelManager.cull_connected = True
    config.VoilaKernelManager.fill_delay = 3
    # A kernel that is started again has none of the page's widgets: better none at all.
    config.KernelManager.autorestart = False
