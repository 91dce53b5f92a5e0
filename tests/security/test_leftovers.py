"""What visitors leave behind, however they go: no process, no handle, no file; and nothing where nobody may write."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jqtools.content.folder import workbook_folder
from tests.benchmarks.soak import Held, held, soaked, soaking
from tests.browser.conftest import serving
from tests.security.client import Guest, heard_after, visitors

linux = pytest.mark.skipif(sys.platform != "linux", reason="it reads what Linux tells of processes")
NOTHING = Held(processes=1, handles=2, sockets=3, threads=4, files=5, memory=100)


def test_what_is_left_over_is_named() -> None:
    assert NOTHING.left_over(NOTHING) == {}
    assert replace(NOTHING, memory=110, threads=1).left_over(NOTHING) == {}
    more = replace(NOTHING, processes=2, files=7, memory=200, threads=40)
    assert more.left_over(NOTHING) == {"processes": 1, "files": 2, "memory": 100, "threads": 36}


@linux
def test_visitors_who_leave_in_every_way_leave_nothing(tmp_path: Path) -> None:
    before, after = soaked(tmp_path, 18, 6)
    assert after.left_over(before) == {}


@linux
def test_a_visitor_who_is_there_is_seen_by_the_same_measure(tmp_path: Path) -> None:
    with soaking(tmp_path) as (address, server, temporary):
        guest = Guest(address)
        before = held(server, temporary)
        assert guest.open_in_time().status == 200
        with guest.line() as line:
            assert heard_after(line)
            more = held(server, temporary).left_over(before)
            assert {"processes", "handles", "files"} <= set(more)
        guest.leave()


def test_notebooks_that_nobody_may_change_are_served_and_stay_as_they_are(tmp_path: Path) -> None:
    workbook = tmp_path / "workbook"
    shutil.copytree(workbook_folder() / "notebooks", workbook / "notebooks")
    everything = [workbook, *workbook.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in everything}
    try:
        with serving(tmp_path, str(workbook)) as address:
            guest = Guest(address)
            assert guest.open_in_time().status == 200
            with guest.line() as line:
                assert heard_after(line)
            guest.leave()
            assert visitors(address, 0) == 0
        after = {path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in workbook.rglob("*")}
        assert after == {path: known for path, known in before.items() if path != workbook}
    finally:
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)
