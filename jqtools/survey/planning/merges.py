"""Groups that may be shown as one: the analyst names them, because only groups that recognise themselves in it may.

Nothing is ever merged into a silent "Other".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jqtools.errors import DataError
from jqtools.survey.columns import ALL, MISSING

Merges = Mapping[str, Sequence[object]]

_OF_NOBODY = re.compile(
    r"(?:(?:all|any|some|the|and)\s+)*(?:others?|rest|remaining|remainder|residual|misc(?:ellaneous)?|everyone\s+else)"
    r"(?:\s+(?:groups?|races?|people|persons?|categor(?:y|ies)|combinations?))?",
    re.IGNORECASE,
)


def checked_merges(merges: Merges, groups: Sequence[object]) -> dict[str, tuple[object, ...]]:
    """The merges of `groups`, by name.

    Raises
    ------
    DataError
        A merge that is called "Other" or the like, or as a group that is there; of fewer than two groups, or of one
        that isn't there; or of "(missing)", because nobody knows who they are.
    """
    if not isinstance(merges, Mapping):
        raise DataError(f"merges are a mapping of a name to the groups it stands for; got {merges!r}")
    return {name: _checked(name, parts, groups) for name, parts in merges.items()}


def _checked(name: object, parts: Sequence[object], groups: Sequence[object]) -> tuple[object, ...]:
    if not isinstance(name, str) or not name.strip() or name in (ALL, MISSING):
        raise DataError(f"a merge needs a name that its groups would call themselves, got {name!r}")
    if _OF_NOBODY.fullmatch(name.strip()):
        raise DataError(
            f"a merge called {name!r} hides who is in it; give it a name that its groups would call themselves, or "
            "leave them apart"
        )
    if name in groups:
        raise DataError(f"{name!r} is a group already; a merge needs a name of its own")
    found = (parts,) if isinstance(parts, str) else tuple(dict.fromkeys(parts))
    if len(found) < 2:
        raise DataError(f"a merge stands for two groups or more; {name!r} stands for {len(found)}")
    for part in found:
        if part not in groups:
            known = ", ".join(str(group) for group in groups)
            raise DataError(f"{name!r} can't hold {part!r}, which is no group; the groups are {known}")
        if part == MISSING:
            raise DataError(f"{name!r} can't hold {MISSING}: nobody knows which group they are in")
    return found


def in_one_merge(merges: Mapping[str, Sequence[object]], column: str) -> dict[object, str]:
    """The merge that each group is in; a group in two is refused, because one table shows people once."""
    found: dict[object, str] = {}
    for name, parts in merges.items():
        for part in parts:
            if part in found:
                raise DataError(
                    f"of {column!r}, group {part!r} is in two merges, {found[part]!r} and {name!r}; choose one of them"
                )
            found[part] = name
    return found
