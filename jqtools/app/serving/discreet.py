"""What the server's log may say: what failed, never whose kernel it was, from which address, or what was asked."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus

from tornado import web

LOGGERS = ("tornado.access", "tornado.application", "tornado.general", "asyncio")
_KERNEL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ADDRESS = re.compile(r" \([0-9a-f.:]+\)", re.IGNORECASE)
_QUERY = re.compile(r"\?[^\s'\"]*")
# Jupyter tells Tornado its milliseconds as if they were seconds. Nothing follows from it, and nobody here can mend it.
_NOISE = "The websocket_ping_timeout"
_log = logging.getLogger("tornado.access")


class Discreet(logging.Filter):
    """Takes ids of kernels, addresses of visitors and queries out of a line and its traceback, and drops noise."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.getMessage().startswith(_NOISE):
            return False
        record.msg, record.args = discreet(record.getMessage()), None
        if record.exc_info:
            record.exc_text = discreet(logging.Formatter().formatException(record.exc_info))
        return True


def discreet(text: str) -> str:
    """The text without ids of kernels, addresses and queries."""
    return _QUERY.sub("?...", _ADDRESS.sub("", _KERNEL.sub("(a kernel)", text)))


def be_discreet(log: logging.Logger) -> None:
    """From now on, `log` and the server's other logs say no more than they should."""
    for logger in (log, *map(logging.getLogger, LOGGERS)):
        logger.addFilter(Discreet())


def log_answer(handler: web.RequestHandler) -> None:
    """Note an answer that is a fault of ours. A refusal, or a full house, is none."""
    status = handler.get_status()
    ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.SERVICE_UNAVAILABLE
    _log.log(logging.ERROR if ours else logging.DEBUG, "%s %s %a", status, handler.request.method, handler.request.path)
