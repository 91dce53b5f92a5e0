"""A language for tests: every sentence of the workbook in brackets, so that what was not translated stands out."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from jqtools.words import DOMAIN
from tests.words_extract import catalog

NAME = "bracketed"
_PIECE = re.compile(r"⟦[^⟦⟧]*⟧")


def put_into(folder: Path) -> Path:
    """Write the catalog of the made-up language below a folder for translations."""
    spoken = Catalog(charset="utf-8")
    for each in catalog():
        if each.id:
            spoken.add(each.id, said(each.id) if isinstance(each.id, str) else tuple(said(form) for form in each.id))
    place = folder / NAME / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{DOMAIN}.mo").open("wb") as opened:
        write_mo(opened, spoken)
    return folder


def said(text: str) -> str:
    """A sentence in the made-up language."""
    return f"⟦{text}⟧"


def not_said(text: str) -> str:
    """What of a text is not in the made-up language, "" when all of its words are."""
    before = None
    while before != text:
        before, text = text, _PIECE.sub("", text)
    return text.strip() if re.search(r"[A-Za-z]{2}", text) else ""
