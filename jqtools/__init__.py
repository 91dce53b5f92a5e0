"""jqtools: a workbook for public agencies that want to improve jobs."""

from __future__ import annotations

__version__ = "0.1.0"
