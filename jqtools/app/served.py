"""Whether this kernel works for a visitor of the served app."""

from __future__ import annotations

import os

from jqtools.errors import JqtoolsError

SERVED = "JQTOOLS_SERVED"


def is_served() -> bool:
    """Whether a visitor is on the other end: then the plan is in their browser, and nothing is written to disk."""
    return os.environ.get(SERVED) == "1"


def refuse_other_servers() -> None:
    """Refuse to work in a kernel that Voila started without our settings.

    Inside Jupyter, Voila runs visitors' code; by itself, it would let every visitor write the one plan of the folder.

    Raises
    ------
    JqtoolsError
        Voila started this kernel, and not `jqtools serve`.
    """
    if os.environ.get("SERVER_SOFTWARE", "").startswith("voila/") and not is_served():
        raise JqtoolsError(
            "The workbook is not shown by Voila alone, where visitors could run code or change your plan: "
            "serve it with 'jqtools serve'."
        )
