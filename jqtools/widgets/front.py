"""The front end of the widgets: JavaScript put together from the files in `static`, and their base class."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import ClassVar

import anywidget
import traitlets as tl

from jqtools.words import locale_tag, translations

_LITERAL = r'"(?:[^"\\]|\\.)*"'
# A sentence that a script says; where a number decides, one and many of it.
SENTENCE = re.compile(rf"\b(?:phrase\(\s*({_LITERAL})|phrases\(\s*({_LITERAL}),\s*({_LITERAL}))")


class Widget(anywidget.AnyWidget):
    """A view whose front end is the JavaScript files named in `scripts`, in order; the last one exports it.

    Where a server gives browsers the scripts as files, `fetched` turns the name and text of one into a script that
    fetches it; else each view sends its own with its state.
    """

    scripts: ClassVar[tuple[str, ...]] = ()
    fetched: ClassVar[Callable[[str, str], str] | None] = None
    _esm = tl.Unicode().tag(sync=True)

    @tl.default("_esm")
    def _module(self) -> str:
        script, fetched = front_end(self.scripts), type(self).fetched
        return fetched(self.scripts[-1], script) if fetched and self.scripts else script


def front_end(scripts: tuple[str, ...]) -> str:
    """One JavaScript module out of the named files of `static`, with what it says in the language of the workbook."""
    known = translations()
    said = {text: known.sentences[text] for text in _sentences(scripts) if text in known.sentences}
    speech = {
        "LANGUAGE": json.dumps(locale_tag()),
        "SENTENCES": json.dumps(said),
        "formOf": f"(n) => Number({known.form})",
    }
    first = (" ".join(("const", name, "=", value)) + ";" for name, value in speech.items())
    return "\n".join((*first, _joined(scripts)))


@cache
def _joined(scripts: tuple[str, ...]) -> str:
    folder = files("jqtools.widgets").joinpath("static")
    return "\n".join(folder.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in scripts)


@cache
def _sentences(scripts: tuple[str, ...]) -> tuple[str, ...]:
    found = SENTENCE.finditer(_joined(scripts))
    return tuple(dict.fromkeys(json.loads(each[1] or each[2]) for each in found))
