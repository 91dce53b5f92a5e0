"""The scripts and fonts of the front end: read and compressed once, and kept by browsers as long as their name holds.

An address that changes with the content is kept for ever. Voila's own scripts have plain names, so the pages ask for
them below a folder that is named after what is in them all.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from tornado import httputil, web
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler

DAY = 86_400
FOR_EVER = "public, max-age=31536000, immutable"
_EDITION = re.compile(r"e-[0-9a-f]{16}/")
_HASHED = re.compile(r"\b[0-9a-f]{8,64}\.[a-z0-9]+$|\?v=[0-9a-f]{8,}$")
_KEPT = 400


def caching(address: str, given: str) -> str:
    """How long a browser keeps the answer of an address: for ever if the address changes with the content."""
    return FOR_EVER if _EDITION.search(address) or _HASHED.search(address) else given


def edition(folders: Iterable[str]) -> str:
    """A name for all that these folders hold; another one if a single file differs."""
    found = hashlib.sha256()
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file()):
        found.update(path.name.encode("utf-8"))
        found.update(path.read_bytes())
    return f"e-{found.hexdigest()[:16]}"


class _Whole:
    """A file is answered in one piece, so that `Squeezed` can know it again."""

    @classmethod
    def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> bytes:
        """The content of a file, or a range of it."""
        return b"".join(super().get_content(abspath, start, end))

    def set_headers(self) -> None:
        super().set_headers()
        self.set_header("Cache-Control", caching(self.request.uri, f"public, max-age={DAY}"))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in plain text that there is no such file: no page is made for what only scripts ask for."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {HTTPStatus(status_code).phrase}\n")


class CachedStatic(_Whole, MultiStaticFileHandler):
    """Voila's own scripts."""

    def parse_url_path(self, url_path: str) -> str:
        return super().parse_url_path(_EDITION.sub("", url_path, count=1))


class CachedTemplate(_Whole, TemplateStaticFileHandler):
    """The template's static files."""

    def parse_url_path(self, url_path: str) -> str:
        parts = url_path.split("/")
        if len(parts) < 3 or parts[1] != "static" or ".." in parts or "\0" in url_path:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return super().parse_url_path(url_path)


class CachedExtension(_Whole, FileFindHandler):
    """The widgets' front end."""


class Squeezed(web.GZipContentEncoding):
    """Compresses answers for browsers that can read that, and a file that doesn't change only once."""

    def transform_first_chunk(
        self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        if not (self._gzipping and _is_kept(status_code, headers, chunk)):
            return super().transform_first_chunk(status_code, headers, chunk, finishing)
        self._gzipping = False
        headers.add("Vary", "Accept-Encoding")
        if self._compressible_type(headers["Content-Type"].split(";")[0]):
            chunk = _compressed(chunk)
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(chunk))
        return status_code, headers, chunk


def _is_kept(status_code: int, headers: httputil.HTTPHeaders, chunk: bytes) -> bool:
    """Whether this is the whole of a file that browsers may keep."""
    whole = headers.get("Content-Length") == str(len(chunk)) and "Content-Encoding" not in headers
    kept = headers.get("Cache-Control", "").startswith("public")
    return status_code == HTTPStatus.OK and whole and kept and "Content-Type" in headers


@lru_cache(maxsize=_KEPT)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def name_edition(page_config: dict[str, Any], **of_the_page: Any) -> dict[str, Any]:
    """The settings of a page, which then asks for Voila's scripts in this edition of them."""
    address = page_config["fullStaticUrl"]
    server = of_the_page["settings"]["voila"]
    return {**page_config, "fullStaticUrl": f"{address}/{_edition(tuple(server.static_paths))}"}


@lru_cache(maxsize=1)
def _edition(folders: tuple[str, ...]) -> str:
    return edition(folders)
