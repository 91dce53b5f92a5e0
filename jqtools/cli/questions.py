"""What the command line asks of data: `--share 'ESR in 1,2,4,5'`, `--ratio 'a / b'` and the like, as outcomes."""

from __future__ import annotations

import argparse
import re

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey import Outcome, mean, median, quantile, ratio, share, total

_TEST = re.compile(r"^\s*(?P<column>.+?)\s*(?P<sign>\bin\b|>=|==|=|<)\s*(?P<value>.+?)\s*$")


def outcomes_asked(arguments: argparse.Namespace, frame: pd.DataFrame) -> list[Outcome]:
    """The outcomes of `--mean`, `--total`, `--share`, `--ratio`, `--median` and `--quantile`, in that order."""
    found = [
        *map(mean, arguments.mean),
        *map(total, arguments.total),
        *(_share(text, frame) for text in arguments.share),
        *(ratio(*_two(text, "/", "--ratio 'separations / headcount'")) for text in arguments.ratio),
        *map(median, arguments.median),
        *(_quantile(text) for text in arguments.quantile),
    ]
    if not found:
        raise DataError("say what to estimate: --mean, --total, --share, --ratio, --median or --quantile")
    return found


def _share(text: str, frame: pd.DataFrame) -> Outcome:
    match = _TEST.match(text)
    if not match:
        raise DataError(f"a share needs a test with in, >=, < or ==, like 'ESR in 1,2' or 'wage >= 17'; got {text!r}")
    column, sign, value = match["column"], match["sign"], match["value"]
    if sign == "in":
        return share(column, isin=[_value(part, column, frame) for part in value.strip("[]()").split(",")])
    if sign in ("=", "=="):
        return share(column, equals=_value(value, column, frame))
    limit = _number(value, text)
    return share(column, at_least=limit) if sign == ">=" else share(column, below=limit)


def _value(text: str, column: str, frame: pd.DataFrame) -> object:
    """`text` as the column holds its values: a number, true or false, or text."""
    text = text.strip().strip("'\"")
    if column not in frame.columns:
        return text
    kind = frame[column].dtype
    if pd.api.types.is_bool_dtype(kind):
        if text.lower() not in ("true", "false"):
            raise DataError(f"column {column!r} holds true and false, got {text!r}")
        return text.lower() == "true"
    if pd.api.types.is_numeric_dtype(kind):
        return _number(text, f"{column} {text}")
    return text


def _quantile(text: str) -> Outcome:
    column, p = _two(text, None, "--quantile 'wage 0.1'")
    return quantile(column, _number(p, text))


def _two(text: str, sign: str | None, example: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.rsplit(sign, 1)]
    if len(parts) != 2 or not all(parts):
        raise DataError(f"two parts are needed, as in {example}; got {text!r}")
    return parts[0], parts[1]


def _number(text: str, whole: str) -> float:
    try:
        number = float(text)
        return int(number) if number.is_integer() else number
    except (ValueError, OverflowError):
        raise DataError(f"a number is needed in {whole!r}, got {text!r}") from None
