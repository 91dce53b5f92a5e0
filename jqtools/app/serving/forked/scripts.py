"""The scripts of a page's widgets: files that browsers keep, in place of text that each visitor's kernel would send."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from jqtools.widgets.front import Widget

# The page says where the workbook is: behind a proxy, only the browser knows.
_FETCH = """const file = new URL(document.body.dataset.baseUrl + "workbook/{file}", location.href);
const { default: widget } = await import(file.href);
export default widget;
"""


def script_file(name: str, script: str) -> str:
    """Where a script is found under `workbook/`: another text has another address."""
    return f"w-{hashlib.sha256(script.encode('utf-8')).hexdigest()[:16]}/{name}.js"


@contextmanager
def scripts_apart() -> Iterator[dict[str, str]]:
    """While the block runs, new widgets only name their scripts, which come into this dictionary, by file."""
    files: dict[str, str] = {}

    def fetched(name: str, script: str) -> str:
        file = script_file(name, script)
        files[file] = script
        return _FETCH.replace("{file}", file)

    Widget.fetched = staticmethod(fetched)
    try:
        yield files
    finally:
        Widget.fetched = None
