"""Whether this kernel works for a visitor of the served app."""

from __future__ import annotations

import os

SERVED = "JQTOOLS_SERVED"


def is_served() -> bool:
    """Whether a visitor is on the other end: then the plan is in their browser, and nothing is written to disk."""
    return os.environ.get(SERVED) == "1"
