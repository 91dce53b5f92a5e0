"""What is hidden of the tables on offer, in files: row numbers and no values.

Each file says for which data, tables and rules it holds, and has a checksum; one that doesn't fit is never used.
`python -m jqtools.app.menu_build` makes those of the data sets that come with the workbook.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).with_name("patterns")
VARIABLE = "JQTOOLS_PATTERNS"
"""Names a second folder of such files to a served app's kernels: what the server worked out because none fitted."""
Hidden = Mapping[str, tuple[int, ...] | str]
"""By grouping (its columns, joined by commas): which rows of its table are hidden, or why it isn't published."""


def path_of(key: str, policy_name: str, folder: Path) -> Path:
    """Where the file of a data set and a policy is."""
    return folder / f"{key}_{policy_name}.json"


def read_hidden(key: str, policy_name: str, digest: str) -> Hidden | None:
    """What is hidden, by grouping; None if there is no file for these data, tables and rules that is whole."""
    second = os.environ.get(VARIABLE)
    folders = [FOLDER, *([Path(second)] if second else [])]
    found = (_read(path_of(key, policy_name, folder), digest) for folder in folders)
    return next((hidden for hidden in found if hidden is not None), None)


def write_hidden(key: str, policy_name: str, digest: str, hidden: Hidden, folder: Path = FOLDER) -> Path:
    """Write what is hidden, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = path_of(key, policy_name, folder)
    given = {"digest": digest, "checksum": _checksum(digest, hidden), "hidden": hidden}
    half = path.with_suffix(".part")
    half.write_text(_text(given), encoding="utf-8", newline="\n")
    return half.replace(path)


def _read(path: Path, digest: str) -> Hidden | None:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        hidden = {by: rows if isinstance(rows, str) else tuple(rows) for by, rows in given["hidden"].items()}
        fits = given["digest"] == digest and given["checksum"] == _checksum(digest, hidden)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return hidden if fits else None


def _checksum(digest: str, hidden: Hidden) -> str:
    return hashlib.sha256(json.dumps([digest, hidden]).encode("utf-8")).hexdigest()


def _text(given: dict[str, object]) -> str:
    """JSON with one line a grouping."""
    lines = [f"  {json.dumps(by)}: {json.dumps(rows)}" for by, rows in given["hidden"].items()]
    head = [f"{json.dumps(name)}: {json.dumps(given[name])}" for name in ("digest", "checksum")]
    return "{\n" + ",\n".join([*head, '"hidden": {\n' + ",\n".join(lines) + "\n}"]) + "\n}\n"
