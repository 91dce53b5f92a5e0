"""Run by `make words`: every sentence that a person sees, collected for translators in `jqtools/locale/jqtools.pot`.

They come from the Python code, the scripts, the content files and the notebooks, each named with the files it stands
in. There are no line numbers and no date, so that the file changes only when a sentence does.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from jqtools.content import forget
from jqtools.content.loader import FILES, entries
from jqtools.content.words import markdown_turned, turned
from jqtools.widgets.front import SENTENCE as SCRIPT
from jqtools.words import DOMAIN, FOLDER

ROOT = Path(__file__).parents[1]
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
PYTHON = {"_": None, "marked": None, "several": (1, 2)}
HEADER = """\
# Every sentence of the workbook that a person sees. Made by `make words`; docs/translating.md says what to do with it.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
Message = str | tuple[str, ...]


def catalog() -> Catalog:
    """Every sentence, in the order of the files that it stands in."""
    found = Catalog(charset="utf-8")
    for place, message in (*_code(), *_scripts(), *_content(), *_cells()):
        found.add(message, locations=[(place, 0)])
    return found


def template(sentences: Catalog) -> str:
    """The catalog as the file for translators."""
    written = io.BytesIO()
    write_po(written, sentences, width=120, omit_header=True, include_lineno=False)
    return HEADER + written.getvalue().decode("utf-8")


def differences() -> tuple[list[str], list[str]]:
    """The sentences that the file for translators lacks, and those in it that nobody says any more."""
    with TEMPLATE.open("rb") as opened:
        kept = _messages(read_po(opened))
    said = _messages(catalog())
    return sorted(said - kept), sorted(kept - said)


def _messages(sentences: Catalog) -> set[str]:
    return {each.id if isinstance(each.id, str) else " / ".join(each.id) for each in sentences if each.id}


def _code() -> Iterator[tuple[str, Message]]:
    for path in sorted((ROOT / "jqtools").rglob("*.py")):
        with path.open("rb") as opened:
            for _line, message, _comments, _context in extract("python", opened, PYTHON):
                yield _place(path), message


def _scripts() -> Iterator[tuple[str, Message]]:
    for path in sorted((ROOT / "jqtools").rglob("*.js")):
        for found in SCRIPT.finditer(path.read_text(encoding="utf-8")):
            words = tuple(json.loads(each) for each in found.groups() if each)
            yield _place(path), words if len(words) > 1 else words[0]


def _content() -> Iterator[tuple[str, Message]]:
    forget()
    for name in sorted(FILES):
        said: list[str] = []
        for entry in entries(name).values():
            turned(entry, lambda text, said=said: said.append(text) or text)
        yield from ((f"jqtools/content/{name}.toml", text) for text in said)


def _cells() -> Iterator[tuple[str, Message]]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, nbformat.NO_CONVERT)
        said = [notebook.metadata["title"]]
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                markdown_turned(cell.source, lambda text, said=said: said.append(text) or text)
        yield from ((_place(path), text) for text in said)


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(catalog()), encoding="utf-8")
    sys.stdout.write(f"{len(_messages(catalog()))} sentences are in {_place(TEMPLATE)}.\n")
