"""What a ledger tells a reviewer of each published table: how it was made and how much is hidden, without numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from jqtools.survey.disclosure.ledger.record import Record
from jqtools.survey.disclosure.ledger.releases import cells_shown
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.request import Request


class LogLine(NamedTuple):
    """A published table: how many of its rows, roll-ups too, are `shown` and `hidden`."""

    date: str
    table: str
    filter: str
    policy: str
    shown: int
    hidden: int

    @classmethod
    def of(cls, date: str, request: Request, decided: Decided) -> LogLine:
        """The line of a table that is published now."""
        filtered = "rows given as true or false" if request.conditions is None else _and(request.conditions)
        shown, rows = len(cells_shown(request, decided)), decided.answers.shape[1] * len(request.outcomes)
        return cls(date, request.name, filtered, decided.policy.name, shown, rows - shown)

    @classmethod
    def of_record(cls, record: Record) -> LogLine:
        """The line of a table that a file remembers."""
        rows = len(record.answers[0]) * len(record.recipe.outcomes)
        filtered, shown = _and(record.recipe.filters), len(record.shown)
        return cls(record.date, record.name, filtered, record.policy.name, shown, rows - shown)


def log_frame(lines: Iterable[LogLine]) -> pd.DataFrame:
    """A row a line."""
    columns = list(zip(*lines, strict=True)) or [()] * len(LogLine._fields)
    kinds = dict.fromkeys(LogLine._fields, object) | {"shown": np.int64, "hidden": np.int64}
    return pd.DataFrame(
        {name: np.array(values, dtype=kinds[name]) for name, values in zip(LogLine._fields, columns, strict=True)}
    )


def _and(conditions: tuple[str, ...]) -> str:
    return conditions[0] if len(conditions) == 1 else " and ".join(f"({condition})" for condition in conditions)
