"""The server's folder, and what is hidden of data sets for which no file says it yet."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jqtools.app import menu_files
from jqtools.app.serving.scratch import scratch


@contextmanager
def missing_patterns() -> Iterator[Path]:
    """Beside the server, work out what is hidden of data sets for which no file fits; usually there is none."""
    with scratch() as folder:
        os.environ[menu_files.VARIABLE] = str(folder)
        os.environ["IPYTHONDIR"] = str(folder / "ipython")  # else kernels make one at home
        command = [sys.executable, "-m", "jqtools.app.menu_build", str(folder)]
        work = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            yield folder
        finally:
            work.terminate()
            work.wait()
            del os.environ[menu_files.VARIABLE]
