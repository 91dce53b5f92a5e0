"""The settings of the served app. Voila's defaults are for a laptop; these are for the public."""

from __future__ import annotations

import os

from traitlets.config import Config

from jqtools.app.handlers import MAX_FRAME, VisitorConnection
from jqtools.app.notebook_words import said_in_language
from jqtools.app.page_words import page_words, workbook_name
from jqtools.content import steps

# Voila needs inline scripts and styles, and anywidget loads its modules as blobs; eval is not needed.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: blob:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
EXTENSIONS = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget")
IDLE_SECONDS = 1200


def served_config(port: int, warm: int) -> Config:
    """The whole configuration of the server; `warm` kernels wait for visitors of each notebook."""
    config = Config()
    config.Voila.ip = "127.0.0.1"
    # Whoever knows a kernel's id can talk to it: at this level none is logged.
    config.Voila.log_level = "WARN"
    config.Voila.port = port
    config.Voila.port_retries = 0
    config.Voila.open_browser = False
    config.Voila.kernel_websocket_connection_class = VisitorConnection
    config.Voila.tornado_settings = {
        "headers": HEADERS,
        "websocket_max_message_size": MAX_FRAME,
        "ws_ping_interval": 25_000,
    }
    _voila(config.VoilaConfiguration, warm)
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
        "workbook_pages": {file: page_words(file) for file in steps()},
    }


def _kernels(config: Config) -> None:
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = True
    config.VoilaKernelManager.fill_delay = 3
    # A kernel that is started again has none of the page's widgets: better none at all.
    config.KernelManager.autorestart = False
    if os.name == "posix":
        config.KernelManager.transport = "ipc"
