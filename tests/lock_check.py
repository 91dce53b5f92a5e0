"""Run by `make check`: the lock files hold hashes and no address of any host or folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"https?:|file:|--(extra-)?index-url|--find-links|@ /|\bgit\+")


def problems(text: str) -> list[str]:
    """A sentence for each line that holds an address, and for each pinned package without a hash."""
    found = [f"line {at}: {line.strip()}" for at, line in enumerate(text.splitlines(), 1) if ADDRESS.search(line)]
    for block in re.split(r"\n(?=\S)", text.strip()):
        if "==" in block and "--hash=sha256:" not in block:
            found.append(f"no hash: {block.splitlines()[0]}")
    return found


if __name__ == "__main__":
    wrong = [
        f"{lock.name}: {p}" for lock in sorted(ROOT.glob("requirements*.lock")) for p in problems(lock.read_text())
    ]
    sys.exit("\n".join(wrong) if wrong else 0)
