"""jqtools: a workbook for public agencies that want to improve jobs.

`import jqtools as jq` gives everything that data need: `jq.Design`, `jq.disaggregate`, `jq.mean` and the rest of
`jqtools.survey`. It is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    is_part = name.startswith("_") or find_spec(f"jqtools.{name}") is not None
    if is_part or name not in import_module("jqtools.survey").__all__:
        raise AttributeError(f"module 'jqtools' has no attribute {name!r}")
    return getattr(import_module("jqtools.survey"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("jqtools.survey").__all__})
