"""Run before the tests: make sure that there is a browser, or say in one line how to get one."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import chromium

if __name__ == "__main__" and not (chromium.chromium() or chromium.install()):
    print(chromium.ADVICE)  # noqa: T201
