"""The workbook as an app: pages, the plan store, the served app. The only place that wires."""

from __future__ import annotations

from jqtools.app.workbook import Workbook, open_workbook

__all__ = ["Workbook", "open_workbook"]
