"""Folders of a server's own: whoever was killed leaves them, and the next server removes them and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from traitlets.config import Config

from jqtools.app.serving.scratch import (
    LEFT_SECONDS,
    LOCK,
    MOST_LETTERS,
    PREFIX,
    connect_in,
    remove_left_behind,
    scratch,
)
from tests.app.test_app_forked_server import page
from tests.app.workbooks import START
from tests.browser.conftest import serving
from tests.processes import family, is_over, server_at, until
from tests.security.client import visitors

HOLDER = "from jqtools.app.serving.scratch import scratch\nwith scratch() as folder: print(folder, flush=True); input()"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is this test's alone for temporary files, also those of servers."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def left(folder: Path, seconds: float = LEFT_SECONDS + 1) -> Path:
    """Make this folder one that a server left so long ago."""
    folder.mkdir(exist_ok=True)
    (folder / "page.sock").touch()
    lock = folder / LOCK
    lock.touch()
    then = lock.stat().st_mtime - seconds
    os.utime(lock, (then, then))
    return folder


def test_what_a_killed_server_left_is_removed(temporary: Path) -> None:
    folder = left(temporary / f"{PREFIX}x")
    remove_left_behind()
    assert not folder.exists()


def test_a_folder_in_use_stays_until_who_holds_it_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER], stdin=-1, stdout=-1, text=True) as holder:
        folder = left(Path(holder.stdout.readline().strip()))
        remove_left_behind()
        assert folder.exists()
        holder.kill()
        holder.wait()
    assert folder.exists()
    remove_left_behind()
    assert not folder.exists()


def test_a_server_takes_its_own_folder_for_in_use_and_removes_it_in_the_end() -> None:
    with scratch() as folder:
        left(folder)
        remove_left_behind()
        assert (folder / "page.sock").exists()
    assert not folder.exists()


def test_what_is_young_has_no_lock_or_another_name_stays(temporary: Path) -> None:
    left(temporary / "other")
    left(temporary / f"{PREFIX}young", 0)
    (left(temporary / f"{PREFIX}bare") / LOCK).unlink()
    (temporary / f"{PREFIX}file").touch()
    remove_left_behind()
    names = {f"{PREFIX}young", f"{PREFIX}bare", f"{PREFIX}file", "other"}
    assert {path.name for path in temporary.iterdir()} == names


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no such links or owners")
def test_a_link_is_not_followed_and_what_is_anothers_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    precious = left(temporary / "precious")
    (temporary / f"{PREFIX}link").symlink_to(precious)
    (left(temporary / f"{PREFIX}inside") / "link").symlink_to(precious)
    remove_left_behind()
    assert (precious / LOCK).exists()
    assert not (temporary / f"{PREFIX}inside").exists()
    anothers = left(temporary / f"{PREFIX}anothers")
    monkeypatch.setattr(os, "getuid", lambda: anothers.stat().st_uid + 1)
    remove_left_behind()
    assert anothers.exists()


@pytest.mark.skipif(os.name != "posix", reason="this system's sockets are no files")
@pytest.mark.parametrize(("letters", "transport"), [(MOST_LETTERS, "ipc"), (MOST_LETTERS + 1, None)])
def test_sockets_are_files_where_the_path_is_short_enough(letters: int, transport: str | None) -> None:
    config = Config()
    folder = Path("/" + "x" * (letters - 1))
    connect_in(config, folder)
    assert config.Voila.connection_dir_root == str(folder)
    assert config.KernelManager.get("transport") == transport


@pytest.mark.skipif(os.name != "posix", reason="this system has no cleaner that looks for locks of folders")
def test_a_cleaner_that_heeds_locks_passes_by_a_folder_in_use() -> None:
    with scratch() as folder:
        asked = [sys.executable, "-c", f"import fcntl, os; fcntl.flock(os.open({str(folder)!r}, os.O_RDONLY), 2 | 4)"]
        assert b"BlockingIOError" in subprocess.run(asked, stderr=-1).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="it waits for kernels that are forked")
@pytest.mark.parametrize("warm", ["1", "0"])
def test_a_server_whose_folder_was_removed_ends_and_says_so(
    temporary: Path, tmp_path_factory: pytest.TempPathFactory, warm: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with serving(elsewhere, "--warm", warm) as address:
        page(address, START)
        ready = 5 * int(warm)
        assert visitors(address, ready, of="waiting") == ready
        server = server_at(address)
        found = [each for some in family(server).values() for each in some]
        for folder in temporary.iterdir():
            shutil.rmtree(folder)
        assert until(lambda: all(map(is_over, found)))
    log = (elsewhere / "server.log").read_text()
    assert "jqtools: The workbook's temporary folder" in log
    assert "Traceback" not in log
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at the children of a process that was killed")
@pytest.mark.parametrize("warm", ["1", "0"])
def test_of_a_server_that_was_killed_nothing_is_left_once_another_ran(
    temporary: Path, tmp_path_factory: pytest.TempPathFactory, warm: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with serving(elsewhere, "--warm", warm) as address:
        page(address, START)
        server = server_at(address)
        found = [each for some in family(server).values() for each in some]
        server.kill()
        assert until(lambda: all(map(is_over, found)))
    folders = list(temporary.iterdir())
    assert {path.name[: len(PREFIX)] for path in folders} == {PREFIX}
    for folder in folders:
        left(folder)
    with serving(elsewhere, "--warm", warm) as address:
        page(address, START)
        assert not [folder for folder in folders if folder.exists()]
    assert list(temporary.iterdir()) == []
