"""A server whose pages stand ready: the pages are those of any kernel, and all ends with it."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

import pytest

from jqtools.app.serving.forked.line import KERNEL_NAME, PAGE_NAME, PARENT_NAME
from jqtools.content import steps
from tests.app.workbooks import EQUITY, START
from tests.browser.conftest import serving
from tests.processes import PATIENCE, family, is_over, needs_forks, server_at, until


def page(address: str, step: str) -> tuple[str, str]:
    """A page as a visitor gets it, without what is new each time, and the id of its kernel."""
    with urllib.request.urlopen(f"{address}/voila/render/{step}.ipynb", timeout=PATIENCE) as answer:
        text = answer.read().decode()
    config = text.split('id="jupyter-config-data" type="application/json">', 1)[1].split("</script>", 1)[0]
    kernel = json.loads(config)["kernelId"]
    masked = re.sub(r"\b[0-9a-f]{32}\b", "WIDGET", text.replace(kernel, "KERNEL"))
    masked = re.sub(r'\s*<link rel="modulepreload" href="/workbook/w-[^>]*>', "", masked)
    return re.sub(r'0x[0-9a-f]+|(?<="execution_count": )(null|\d+)', "_", masked), kernel


@needs_forks
@pytest.mark.parametrize("step", [START, EQUITY])
def test_a_page_drawn_beforehand_is_the_page_that_an_ordinary_kernel_gives(step: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with serving(tmp_path) as quick, serving(tmp_path / "other", "--warm=0") as ordinary:
        pages = [page(quick, step), page(quick, step), page(ordinary, step)]
    assert len({text for text, _ in pages}) == 1
    assert len({kernel for _, kernel in pages}) == 3
    assert "WIDGET" in pages[0][0]


@needs_forks
def test_a_server_that_is_killed_takes_its_kernels_with_it(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        page(address, START)
        server = server_at(address)
        found = family(server)
        server.kill()
        assert until(lambda: all(is_over(each) for some in found.values() for each in some))
    assert len(found[PAGE_NAME]) == len(steps())
    assert found[KERNEL_NAME]


@needs_forks
def test_without_pages_that_stand_ready_a_visitor_gets_an_ordinary_kernel_and_the_log_says_so(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        server = server_at(address)
        assert until(lambda: len(family(server).get(PAGE_NAME, [])) == len(steps()))
        found = family(server)
        for process in (*found[PARENT_NAME], *found[PAGE_NAME]):
            process.kill()
        assert page(address, START)[0] == page(address, START)[0]
        log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "A visitor gets an ordinary kernel, which is slower" in log
