"""Conditions on rows, written as text: `AGEP >= 16 and sex in ['Female', 'Male']`.

The text is parsed, never executed: column names, numbers, quoted text, comparisons, `and`, `or`, `not`,
`in [..]` and parentheses are understood and anything else is refused. A comparison with a missing
value is neither true nor false, and such a row is not selected.
"""

from __future__ import annotations

import ast
import operator

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import column, comparable

LONGEST = 2000
COMPARISONS = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
ALLOWED = "column names, numbers, quoted text, comparisons, and, or, not, in [..] and parentheses"


def rows_where(frame: pd.DataFrame, condition: str) -> np.ndarray:
    """True for each row of `frame` that meets `condition`."""
    if len(condition) > LONGEST:
        raise DataError(f"a condition may have {LONGEST} characters, got {len(condition)}")
    try:
        tree = ast.parse(condition.strip(), mode="eval").body
        return _truth(tree, frame).fillna(False).to_numpy(dtype=bool)
    except DataError:
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise DataError(f'a condition like "AGEP >= 16" is needed, got {condition!r}') from error


def _truth(node: ast.expr, frame: pd.DataFrame) -> pd.Series:
    match node:
        case ast.BoolOp(op=ast.And(), values=[first, *rest]):
            found = _truth(first, frame)
            for other in rest:
                found = found & _truth(other, frame)
            return found
        case ast.BoolOp(op=ast.Or(), values=[first, *rest]):
            found = _truth(first, frame)
            for other in rest:
                found = found | _truth(other, frame)
            return found
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return ~_truth(inner, frame)
        case ast.Compare():
            return _comparisons(node, frame)
        case ast.Name(id=name):
            return _yes_or_no(frame, name)
    raise _refused(node)


def _comparisons(node: ast.Compare, frame: pd.DataFrame) -> pd.Series:
    """`a < b < c` holds where each neighbouring pair holds."""
    found = None
    for left, sign, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
        pair = _comparison(left, sign, right, frame)
        found = pair if found is None else found & pair
    return found


def _comparison(left: ast.expr, sign: ast.cmpop, right: ast.expr, frame: pd.DataFrame) -> pd.Series:
    if isinstance(sign, ast.In | ast.NotIn):
        return _membership(left, sign, right, frame)
    if type(sign) not in COMPARISONS:
        raise _refused(left)
    one, two = _operand(left, frame), _operand(right, frame)
    _check_kinds(left, one, two)
    _check_kinds(right, two, one)
    known = _known(one, frame) & _known(two, frame)
    try:
        found = COMPARISONS[type(sign)](one, two)
    except TypeError as error:
        raise DataError(f"{ast.unparse(left)} can't be compared with {ast.unparse(right)}") from error
    return _marked(found, known, frame)


def _membership(left: ast.expr, sign: ast.cmpop, right: ast.expr, frame: pd.DataFrame) -> pd.Series:
    if not (isinstance(left, ast.Name) and isinstance(right, ast.List | ast.Tuple | ast.Set)):
        raise DataError(f"'in' needs a column and a list, like ESR in [1, 2]; got {ast.unparse(left)!r}")
    choices = tuple(_constant(item) for item in right.elts)
    values = comparable(column(frame, left.id), left.id, choices)
    found = values.isin(choices)
    return _marked(found if isinstance(sign, ast.In) else ~found, _known(values, frame), frame)


def _operand(node: ast.expr, frame: pd.DataFrame) -> object:
    return column(frame, node.id) if isinstance(node, ast.Name) else _constant(node)


def _constant(node: ast.expr) -> object:
    match node:
        case ast.Constant(value=bool() | int() | float() | str() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -value
    raise _refused(node)


def _check_kinds(node: ast.expr, values: object, other: object) -> None:
    if isinstance(node, ast.Name) and not isinstance(other, pd.Series):
        comparable(values, node.id, (other,))


def _known(operand: object, frame: pd.DataFrame) -> np.ndarray:
    if isinstance(operand, pd.Series):
        return operand.notna().to_numpy(dtype=bool)
    return np.ones(len(frame), dtype=bool)


def _marked(found: object, known: np.ndarray, frame: pd.DataFrame) -> pd.Series:
    """`found` as true, false, or unknown where a value is missing."""
    if isinstance(found, pd.Series):
        found = found.astype("boolean").fillna(False).to_numpy(dtype=bool)
    truth = pd.Series(np.broadcast_to(found, len(frame)), index=frame.index, dtype="boolean")
    return truth.where(known, pd.NA)


def _yes_or_no(frame: pd.DataFrame, name: str) -> pd.Series:
    values = column(frame, name)
    if not pd.api.types.is_bool_dtype(values):
        raise DataError(f"column {name!r} isn't true or false; compare it, like {name} == 1")
    return values.astype("boolean")


def _refused(node: ast.expr) -> DataError:
    return DataError(f"a condition may hold {ALLOWED}; got {ast.unparse(node)!r}")
