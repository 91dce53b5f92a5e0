"""Pages that run once, and kernels that are forks of them: alike in what is shown, never in what is private."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from jupyter_client import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from traitlets.config import Config

from jqtools.app.served import SERVED
from jqtools.app.serving.forked import forks as module
from jqtools.app.serving.forked.forks import Forks, can_fork, forking
from jqtools.app.serving.forked.line import KERNEL_NAME, PAGE_NAME, PARENT_NAME, hear, place, say
from jqtools.app.serving.forked.notebook import run, start_afresh
from jqtools.app.serving.forked.provisioner import NAME, ForkedProcess, use_forks
from jqtools.app.serving.forked.scripts import script_file
from jqtools.widgets.front import front_end
from jqtools.widgets.plan_bar import PlanBar
from tests.processes import PATIENCE, family, is_over, needs_forks, until

pytestmark = pytest.mark.usefixtures("own_loop")
VIEW = "application/vnd.jupyter.widget-view+json"


OPEN = """import random, uuid
import numpy
from jqtools.app import open_workbook
workbook = open_workbook("0_start_here")"""


PAGE, BROKEN = "page.ipynb", "broken.ipynb"


def write(path: Path, *cells: str) -> Path:
    """A notebook with these code cells, each after a text."""
    made = [cell for source in cells for cell in (new_markdown_cell("Text"), new_code_cell(source))]
    nbformat.write(new_notebook(cells=made), path)
    return path


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """A page that stands ready, and one that can't be run, in a home with code that starts with every kernel."""
    home = tmp_path_factory.mktemp("home")
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("stranger = True", encoding="utf-8")
    notebooks = tmp_path_factory.mktemp("notebooks")
    write(notebooks / PAGE, OPEN, "workbook.bar", "opened = 1")
    write(notebooks / BROKEN, "1 / 0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv(SERVED, "1")
        KernelProvisionerFactory.clear_instance()
        config = Config()
        use_forks(config)
        KernelProvisionerFactory.instance(config=config)
        with forking(notebooks, 1) as made:
            yield made
    del KernelProvisionerFactory.provisioners[NAME]
    KernelProvisionerFactory.clear_instance()


async def _outputs(notebook: str, outputs: list[dict[str, Any]], scripts: list[str]) -> tuple[str, ...]:
    """Stands in for drawing a page: the outputs themselves."""
    return tuple(str(each.get(VIEW, {}).get("model_id")) for each in outputs)


def shown(forks: Forks, notebook: str = PAGE) -> tuple[str, ...]:
    """The widgets that the cells of a page show."""
    return asyncio.run(forks.text(notebook, _outputs))


class Fork:
    """A visitor's kernel."""

    def __init__(self, forks: Forks) -> None:
        shown(forks)
        self.manager = KernelManager()
        self.manager.start_kernel(env=forks.environment(PAGE))
        self._client = self.manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=PATIENCE)
        self.process = psutil.Process(self.manager.provisioner.pid)

    def says(self, code: str) -> str:
        """The value of an expression in the kernel."""
        reply = self._client.execute(code="", user_expressions={"it": code}, reply=True, timeout=PATIENCE)
        told = reply["content"]["user_expressions"]["it"]
        return told["data"]["text/plain"] if told["status"] == "ok" else told["ename"]

    def tells(self, code: str) -> list[dict[str, Any]]:
        """What its widgets tell the browser while it runs `code`."""
        told: list[dict[str, Any]] = []
        self._client.execute_interactive(code, timeout=PATIENCE, output_hook=told.append)
        return [each["content"] for each in told if each["msg_type"] == "comm_msg"]

    def close(self) -> None:
        """End it."""
        self._client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def fork(forks: Forks) -> Iterator[Callable[[], Fork]]:
    """Makes kernels that are ended after the test."""
    made: list[Fork] = []

    def make() -> Fork:
        made.append(Fork(forks))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.mark.parametrize(
    ("platform", "has_fork", "warm", "expected"),
    [
        ("linux", True, 1, True),
        ("linux", True, 0, False),
        ("linux", False, 1, False),
        ("darwin", True, 1, False),
        ("win32", False, 1, False),
    ],
)
def test_kernels_are_forked_where_that_is_safe_and_wanted(
    platform: str, has_fork: bool, warm: int, expected: bool
) -> None:
    assert can_fork(platform, has_fork, warm) is expected


def test_without_forks_nothing_is_started(tmp_path: Path) -> None:
    before = psutil.Process().children()
    with forking(tmp_path, 0) as forks:
        assert forks is None
        assert psutil.Process().children() == before


def test_a_notebook_shows_the_value_of_the_last_line_of_each_cell(tmp_path: Path) -> None:
    ran = run(write(tmp_path / PAGE, "one = 1", "two = one + 1\ntwo", "(\n    one,\n    two,\n)", "", "None"))
    assert ran.outputs == [{}, {"text/plain": "2"}, {"text/plain": "(1, 2)"}, {}, {}]
    assert ran.names["two"] == 2


def test_a_fresh_start_gives_a_workbook_another_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVED, "1")
    names = run(write(tmp_path / PAGE, OPEN)).names
    before = names["workbook"].session.plan
    start_afresh(names)
    assert names["workbook"].session.plan.plan_id != before.plan_id
    assert names["workbook"].session.plan.is_empty()
    assert names["workbook"].bar.value["plan_id"] == names["workbook"].session.plan.plan_id
    assert not names["workbook"].session.can_undo()


def test_a_message_arrives_whole_and_silence_is_an_error() -> None:
    near, far = socket.socketpair()
    with near, far:
        say(near, {"words": "ä\n" * 9})
        assert hear(far) == {"words": "ä\n" * 9}
        near.close()
        with pytest.raises(ConnectionError, match="ended"):
            hear(far)


def test_a_process_lives_as_long_as_its_end_of_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    near, far = socket.socketpair()
    process = ForkedProcess(near, 7)
    assert process.poll() is None
    process.terminate()
    process.kill()
    far.close()
    process.kill()
    assert (process.poll(), process.wait(), process.returncode) == (0, 0, 0)
    assert sent == [(7, signal.SIGTERM), (7, signal.SIGKILL)]


@needs_forks
def test_a_visitors_kernel_has_the_widgets_that_the_page_shows(forks: Forks, fork: Callable[[], Fork]) -> None:
    none_before, bar, none_after = shown(forks)
    assert (none_before, none_after) == ("None", "None")
    one, two = fork(), fork()
    assert one.says("workbook.bar.model_id") == two.says("workbook.bar.model_id") == repr(bar)


@needs_forks
def test_what_changes_in_the_workbook_is_told_to_the_visitors_browser(forks: Forks, fork: Callable[[], Fork]) -> None:
    told = fork().tells("workbook.bar.message = 'Hello'")
    assert [(each["comm_id"], each["data"]["state"]) for each in told] == [(shown(forks)[1], {"message": "Hello"})]


@needs_forks
@pytest.mark.parametrize(
    "drawn",
    [
        "random.random()",
        "numpy.random.random()",
        "numpy.random.default_rng().random()",
        "uuid.uuid4()",
        "workbook.session.plan.plan_id",
    ],
)
def test_no_two_visitors_draw_the_same(fork: Callable[[], Fork], drawn: str) -> None:
    values = [fork().says(drawn) for _ in range(3)]
    assert len(set(values)) == 3
    assert not [value for value in values if "Error" in value]


@needs_forks
def test_what_one_visitor_changes_no_other_sees(fork: Callable[[], Fork]) -> None:
    one, two = fork(), fork()
    assert one.says("globals().update(opened=2) or opened") == "2"
    assert two.says("opened") == "1"
    assert fork().says("opened") == "1"


@needs_forks
def test_a_kernel_takes_nothing_from_the_home_of_whoever_runs_the_server(fork: Callable[[], Fork]) -> None:
    kernel = fork()
    assert kernel.says("stranger") == "NameError"
    assert kernel.says("get_ipython().history_manager.enabled") == "False"
    assert kernel.says("__import__('os').environ.get('JQTOOLS_PAGE')") == "None"


@needs_forks
def test_a_kernel_holds_its_own_line_and_neither_another_ones_nor_the_door(
    forks: Forks, fork: Callable[[], Fork]
) -> None:
    first, second = fork(), fork()
    for kernel in (first, second):
        lines = [
            line for line in kernel.process.net_connections("unix") if str(place(forks.folder, "page")) in line.laddr
        ]
        assert len(lines) == 1
    first.close()
    assert until(lambda: is_over(first.process))
    assert second.says("opened") == "1"


@needs_forks
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_kernel_that_was_ended_is_seen_to_be(fork: Callable[[], Fork], number: signal.Signals) -> None:
    kernel = fork()
    assert kernel.manager.is_alive()
    kernel.process.send_signal(number)
    assert until(lambda: not kernel.manager.is_alive())
    assert until(lambda: is_over(kernel.process))


@needs_forks
def test_a_kernel_ends_when_it_is_asked_to_and_leaves_nothing_behind(fork: Callable[[], Fork]) -> None:
    kernel = fork()
    files = Path(kernel.manager.connection_file)
    kernel.manager.shutdown_kernel()
    assert until(lambda: is_over(kernel.process))
    assert not files.exists()


@needs_forks
def test_widgets_of_the_page_name_a_file_in_place_of_their_script(forks: Forks, fork: Callable[[], Fork]) -> None:
    shown(forks)
    kernel = fork()
    named = re.search(r"workbook/(w-[0-9a-f]{16}/plan_bar\.js)", kernel.says("workbook.bar._esm"))[1]
    script = front_end(PlanBar.scripts)
    assert asyncio.run(forks.script(named)) == script.encode()
    assert named == script_file("plan_bar", script) != script_file("plan_bar", script + " ")
    assert asyncio.run(forks.script("w-0123456789abcdef/plan_bar.js")) is None
    own = "__import__('jqtools.widgets.plan_bar').widgets.plan_bar.PlanBar(lambda *said: None)._esm"
    assert kernel.says(f"{own} == {script!r}") == "True"


@needs_forks
def test_a_script_is_found_by_a_server_that_has_drawn_no_page_yet(forks: Forks) -> None:
    fresh = Forks(forks.notebooks, forks.folder, forks.parent)
    script = front_end(PlanBar.scripts)
    assert asyncio.run(fresh.script(script_file("plan_bar", script))) == script.encode()


@needs_forks
def test_a_page_that_could_not_tell_its_scripts_is_asked_again(forks: Forks, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Forks(forks.notebooks, forks.folder, forks.parent)
    script = front_end(PlanBar.scripts)

    def away(folder: Path, page: str) -> dict[str, Any]:
        raise ConnectionError(page)

    async def asked_twice() -> list[bytes | None]:
        with monkeypatch.context() as patch:
            patch.setattr(module, "_ask", away)
            first = await fresh.script(script_file("plan_bar", script))
        return [first, await fresh.script(script_file("plan_bar", script))]

    assert asyncio.run(asked_twice()) == [None, script.encode()]


@needs_forks
def test_nobody_else_on_the_machine_can_ask_for_a_kernel(forks: Forks) -> None:
    shown(forks)
    assert stat.S_IMODE(forks.folder.stat().st_mode) == 0o700


@needs_forks
def test_a_page_that_cannot_be_run_says_so_at_once(forks: Forks) -> None:
    with pytest.raises(OSError, match="refused"):
        shown(forks, BROKEN)


@needs_forks
def test_a_notebook_changed_since_is_not_shown_as_it_was(forks: Forks) -> None:
    shown(forks)
    path = forks.notebooks / PAGE
    known = path.stat()
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns + 1))
    with pytest.raises(ConnectionError, match=r"page\.ipynb was changed after the server started"):
        shown(forks)
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert shown(forks)


@needs_forks
def test_a_page_that_was_killed_comes_back_and_its_kernels_never_notice(forks: Forks, fork: Callable[[], Fork]) -> None:
    kernel = fork()
    (page,) = family(psutil.Process(forks.parent.pid))[PAGE_NAME]
    page.kill()
    assert until(lambda: family(psutil.Process(forks.parent.pid)).get(PAGE_NAME, [page]) != [page])
    assert kernel.says("opened") == "1"
    assert until(lambda: _answers(fork))
    assert fork().says("workbook.bar.model_id") == repr(shown(forks)[1]) != kernel.says("workbook.bar.model_id")


def _answers(fork: Callable[[], Fork]) -> bool:
    try:
        return fork().says("opened") == "1"
    except (OSError, RuntimeError):
        return False


@needs_forks
def test_when_parent_and_page_are_gone_kernels_go_on_and_no_new_one_is_made(tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    write(notebooks / PAGE, "opened = 1")
    with forking(notebooks, 1) as forks, closing(Fork(forks)) as kernel:
        parent = family(psutil.Process(forks.parent.pid))
        for process in (*parent[PARENT_NAME], *parent[PAGE_NAME]):
            process.kill()
        assert until(lambda: all(map(is_over, parent[PAGE_NAME])))
        assert kernel.says("opened") == "1"
        with pytest.raises(OSError, match="refused"):
            Fork(forks)


@needs_forks
def test_all_processes_end_with_the_server(tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    write(notebooks / PAGE, "opened = 1")
    with forking(notebooks, 1) as forks:
        shown(forks)
        found = family(psutil.Process(forks.parent.pid))
    assert (len(found[PARENT_NAME]), len(found[PAGE_NAME])) == (1, 1)
    assert until(lambda: all(is_over(each) for some in found.values() for each in some))
    assert not forks.folder.exists()
    assert KERNEL_NAME not in found
