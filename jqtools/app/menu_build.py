"""Work out anew what is hidden of the tables on offer: `python -m jqtools.app.menu_build`.

It takes minutes. Run it after a change of the data sets, of what is offered of them, or of how tables are made safe.
With the name of a folder it writes there, and only what doesn't fit the data and rules at hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jqtools.app.menu import agency_policy, digest, work_out
from jqtools.app.menu_files import FOLDER, read_hidden, write_hidden
from jqtools.survey import Policy, Sample, policy, samples


def build(data: Sample, rules: Policy, folder: Path = FOLDER) -> Path:
    """Work out what is hidden of `data`, and write it to a file in `folder`."""
    rows = data.load()
    return write_hidden(data.key, rules.name, digest(data, rows, rules), work_out(data, rows, rules), folder)


def build_all() -> list[Path]:
    """Do so for every data set that comes with the workbook, under the usual policy."""
    return [build(data, policy()) for data in samples()]


def build_missing(folder: Path) -> list[Path]:
    """Do so, in `folder`, for the data sets that no file fits under the rules that hold now."""
    rules = agency_policy()
    lacking = [
        data for data in samples() if read_hidden(data.key, rules.name, digest(data, data.load(), rules)) is None
    ]
    return [build(data, rules, folder) for data in lacking]


if __name__ == "__main__":
    build_missing(Path(sys.argv[1])) if sys.argv[1:] else build_all()
