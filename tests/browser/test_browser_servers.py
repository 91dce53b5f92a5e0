"""Beyond one server: under a path, two servers in turn, a server that is killed and comes back, nginx in front."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.conftest import PATIENCE, free_port, running, serving
from tests.browser.walker import Visitor
from tests.conftest import ROOT
from tests.wire import Wire

DEPLOY = ROOT / "docs" / "deploy"
GONE = "lost its connection to the workbook. Your answers are safe in this browser."


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of two servers of the workbook, both behind a proxy."""
    one, two = (tmp_path_factory.mktemp("server") for _ in range(2))
    with serving(one, "--behind-proxy") as first, serving(two, "--behind-proxy") as second:
        yield first, second


@pytest.fixture
def balancer(servers: tuple[str, str]) -> Iterator[Wire]:
    """A line to the first of the servers, which can be turned to the second."""
    wire = Wire(servers[0])
    yield wire
    wire.close()


def connection(visitor: Visitor) -> Locator:
    """Where the page tells how its line to the server is."""
    return visitor.page.locator("#jq-connection")


def reload_by_link(visitor: Visitor) -> None:
    """Do what the page asks for when its server is gone."""
    with visitor.leaving():
        connection(visitor).get_by_role("link", name="Reload the page").click()
    expect(connection(visitor)).to_be_empty()


def barred(visitor: Visitor, words: str) -> Locator:
    """Add a change that the law bars, and wait until the workbook has told that it is a concern."""
    card = visitor.add("a change")
    visitor.fill("The change", words, card)
    visitor.choose("What the law allows", "Barred", card)
    expect(card.locator("summary .jq-tag")).to_have_text("Concern")
    return card


def test_under_a_path_every_page_file_and_link_is_under_that_path(
    profile: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    options = ("serve", "--no-browser", "--base-url=jobs")
    with running("jqtools", *options, folder=tmp_path, asked="/jobs/healthz") as address:
        root = f"{address}/jobs"
        visitor = Visitor(profile().new_page(), root)
        lines: list[str] = []
        visitor.page.on("websocket", lambda line: lines.append(line.url))
        visitor.page.goto(f"{root}/")
        visitor.ready()
        with visitor.leaving():
            visitor.page.locator(".jq-steps a").nth(1).click()
        barred(visitor, "Under a path")
        assert "Under a path" in visitor.download("Report")
        assert [url for url in visitor.asked if not url.startswith((f"{root}/", "data:", "blob:"))] == []
        assert lines
        assert [url for url in lines if not url.startswith(root.replace("http", "ws"))] == []
        assert visitor.troubles == []
        assert status(f"{address}/healthz") == 404


def test_the_next_page_may_come_from_another_server(
    profile: Callable[..., BrowserContext], balancer: Wire, servers: tuple[str, str]
) -> None:
    visitor = Visitor(profile().new_page(), balancer.address)
    visitor.open(1)
    card = barred(visitor, "Told to the first server")
    balancer.turn_to(servers[1])
    visitor.fill("The change", "Told to the first server again", card)
    visitor.open(1)
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Told to the first server again")
    expect(visitor.page.locator(".jq-records summary .jq-tag")).to_have_text("Concern")
    barred(visitor, "Told to the second server")


def test_a_page_whose_server_is_gone_says_so_and_a_reload_mends_it(
    profile: Callable[..., BrowserContext], balancer: Wire, servers: tuple[str, str]
) -> None:
    visitor = Visitor(profile().new_page(), balancer.address)
    visitor.open(1)
    card = barred(visitor, "Before")
    balancer.turn_to(servers[1])
    visitor.fill("The change", "While the server was gone", card)
    expect(connection(visitor)).to_contain_text(GONE, timeout=60_000)
    reload_by_link(visitor)
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("While the server was gone")
    expect(visitor.page.locator(".jq-records summary .jq-tag")).to_have_text("Concern")


def test_a_server_that_is_killed_and_started_again_at_its_port_loses_nothing(
    profile: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    port = free_port()
    command = [sys.executable, "-m", "jqtools", "serve", "--no-browser", "--warm=0", f"--port={port}"]
    with Restarted(command, f"http://127.0.0.1:{port}", tmp_path) as server:
        visitor = Visitor(profile().new_page(), server.address)
        visitor.open(0)
        visitor.fill("Name of the plan", "Before")
        server.kill()
        expect(connection(visitor)).to_contain_text("Connection lost", timeout=60_000)
        visitor.fill("Name of the plan", "While there was no server")
        server.start()
        expect(connection(visitor)).to_contain_text(GONE, timeout=60_000)
        reload_by_link(visitor)
        expect(visitor.page.get_by_label("Name of the plan")).to_have_value("While there was no server")


class Restarted:
    """A program that answers at `address`, and can be killed with all that it started, and started again."""

    def __init__(self, command: list[str], address: str, folder: Path) -> None:
        self.address = address
        self._command = command
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Restarted:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(self._command, cwd=self._folder, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not status(f"{self.address}/healthz"):
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < until, "no answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once, as a machine that loses its power would."""
        whole = psutil.Process(self._process.pid)
        for process in (whole, *whole.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)


def status(url: str) -> int:
    """The number that an address answers with; 0 where nobody does."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def settings_for_here(servers: list[str], port: int, folder: Path) -> Path:
    """The shipped nginx files for two servers, with ports of this machine and without TLS."""
    site = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in ("servers_two.conf", "jqtools.conf"))
    changes = {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "listen [::]:443 ssl http2;": "",
        "127.0.0.1:8866": servers[0].removeprefix("http://"),
        "127.0.0.1:8867": servers[1].removeprefix("http://"),
        "; Secure": "",
    }
    for shipped, here in changes.items():
        assert shipped in site, shipped
        site = site.replace(shipped, here)
    site = "\n".join(line for line in site.splitlines() if not line.strip().startswith("ssl_"))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    around = f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error;\nevents {{}}\n"
    settings = folder / "nginx.conf"
    settings.write_text(f"{around}http {{\naccess_log {folder}/access;\n{places}{site}\n}}\n", encoding="utf-8")
    return settings


@pytest.fixture
def wires(servers: tuple[str, str]) -> Iterator[list[Wire]]:
    """A line to each of the servers."""
    made = [Wire(address) for address in servers]
    yield made
    for wire in made:
        wire.close()


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed: try apt-get install nginx-light")
def test_behind_nginx_with_our_files_a_visitor_stays_with_one_server_and_the_other_takes_over(
    profile: Callable[..., BrowserContext], wires: list[Wire], tmp_path: Path
) -> None:
    port = free_port()
    settings = settings_for_here([wire.address for wire in wires], port, tmp_path)
    with Restarted(["nginx", "-c", str(settings)], f"http://127.0.0.1:{port}", tmp_path) as nginx:
        context = profile()
        visitor = Visitor(context.new_page(), nginx.address)
        with visitor.page.expect_response("**/voila/render/*") as waiting:
            visitor.open(1)
        assert waiting.value.headers["content-encoding"] == "gzip"
        card = barred(visitor, "Behind nginx")
        (mine,) = (cookie["value"] for cookie in context.cookies() if cookie["name"] == "jq_server")
        wires["ab".index(mine)].cut_off()
        visitor.fill("The change", "While one server was gone", card)
        expect(connection(visitor)).to_contain_text(GONE, timeout=60_000)
        reload_by_link(visitor)
        expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("While one server was gone")
        expect(visitor.page.locator(".jq-records summary .jq-tag")).to_have_text("Concern")
        with ThreadPoolExecutor(40) as many:
            told = set(many.map(status, [f"{nginx.address}/voila/render/nosuch.ipynb"] * 40))
        assert told == {404, 429}
    written = (tmp_path / "access").read_text()
    assert "/voila/render/" in written
    assert "/api/" not in written + (tmp_path / "error").read_text()
