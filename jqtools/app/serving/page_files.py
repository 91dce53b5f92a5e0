"""The style sheet and scripts of the pages: few files, which a browser keeps; their address changes with them."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from tornado import web

from jqtools.app.serving.handlers import Plain
from jqtools.app.serving.static_files import FOR_EVER
from jqtools.style import WORKBOOK, stylesheet

FRONT_END = "front_end.js"
_TYPES = {"css": "text/css", "js": "text/javascript"}
_STATIC = re.compile(rb'\b(?:from|import)\s*"\./([\w.-]+\.js)"')
_ANY = re.compile(rb'\b(?:from|import)\s*\(?"\./([\w.-]+\.js)"')


@cache
def page_files() -> dict[str, bytes]:
    """All of them, by name. `front_end/built` is made by `make front_end`; the rest is as it stands in the package."""
    here = files("jqtools.app.serving")
    built = {each.name: each.read_bytes() for each in here.joinpath("front_end", "built").iterdir()}
    design = stylesheet(*WORKBOOK, "page", "meeting", "dark").encode("utf-8")
    return {
        **{name: content for name, content in built.items() if name.endswith(".js")},
        "design.css": built["styles.css"] + design,
        "page.js": b"\n".join(here.joinpath(name).read_bytes() for name in ("page.js", "glossary.js")),
        **{name: here.joinpath(name).read_bytes() for name in ("opening.js", "busy.js")},
    }


def scripts_at_once() -> list[str]:
    """The names of the scripts that the front end needs to begin; others come when a widget asks for them."""
    names = {FRONT_END: None}
    found = [name.decode() for name in _ANY.findall(page_files()[FRONT_END])]
    while found:
        names.update(dict.fromkeys(found))
        found = [name.decode() for each in found for name in _STATIC.findall(page_files()[each])]
        found = [name for name in found if name not in names]
    return list(names)


@cache
def edition() -> str:
    """A name for all that is in them, such as `e-0123456789abcdef`."""
    found = hashlib.sha256()
    for name, content in sorted(page_files().items()):
        found.update(name.encode("utf-8") + b"\0" + content)
    return f"e-{found.hexdigest()[:16]}"


class PageFile(Plain):
    """One of the files, at an address that tells its edition."""

    def get(self, asked_edition: str, name: str) -> None:
        content = page_files().get(name)
        if content is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8")
        self.set_header("Cache-Control", FOR_EVER if asked_edition == edition() else "no-cache")
        self.finish(content)


class WidgetScript(Plain):
    """The script of a widget, at an address that tells its content."""

    async def get(self, file: str) -> None:
        forks = self.settings["forks"]
        content = await forks.script(file) if forks else None
        if content is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", f"{_TYPES['js']}; charset=utf-8")
        self.set_header("Cache-Control", FOR_EVER)
        self.finish(content)


def page_file_routes(root: str) -> list[tuple[str, type[web.RequestHandler]]]:
    """The addresses of the files, under the server's `root`."""
    return [
        (rf"{root}workbook/(e-[0-9a-f]{{16}})/([\w.-]+)", PageFile),
        (rf"{root}workbook/(w-[0-9a-f]{{16}}/\w+\.js)", WidgetScript),
    ]
