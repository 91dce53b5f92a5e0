"""The front end of the widgets: JavaScript put together from the files in `static`, and their base class."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import ClassVar

import anywidget
import traitlets as tl


class Widget(anywidget.AnyWidget):
    """A view whose front end is the JavaScript files named in `scripts`, in order; the last one exports it."""

    scripts: ClassVar[tuple[str, ...]] = ()
    _esm = tl.Unicode().tag(sync=True)

    @tl.default("_esm")
    def _module(self) -> str:
        return front_end(self.scripts)


@cache
def front_end(scripts: tuple[str, ...]) -> str:
    """One JavaScript module out of the named files of `static`."""
    folder = files("jqtools.widgets").joinpath("static")
    return "\n".join(folder.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in scripts)
