"""Where the app stands: its address, its path, what is before it; and what can be read of docs/deploy."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from jqtools.app.serving.server import WorkbookServer
from jqtools.app.serving.settings import Place, path_of, served_config
from jqtools.cli import _parser
from jqtools.errors import JqtoolsError
from tests.conftest import ROOT

DEPLOY = ROOT / "docs" / "deploy"
GUIDE = ROOT / "docs" / "deploy.md"
SERVICE = DEPLOY / "jqtools@.service"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/", "/"),
        ("", "/"),
        ("jobs", "/jobs/"),
        ("/jobs/", "/jobs/"),
        ("/a//b", "/a/b/"),
        ("/user/ann%40x.org/", "/user/ann%40x.org/"),
    ],
)
def test_a_base_url_has_a_slash_at_both_ends(given: str, path: str) -> None:
    assert path_of(given) == path


@pytest.mark.parametrize("given", ["http://x/y", "a b", "/jobs/(.*)", "/a/../b/", "/ä/", "/a?b/"])
def test_a_base_url_that_is_no_path_is_refused_in_words(given: str) -> None:
    with pytest.raises(JqtoolsError, match="is no path: give one such as /jobs/"):
        path_of(given)


@pytest.mark.parametrize(
    ("place", "url"),
    [
        (Place(), "http://127.0.0.1:8866/"),
        (Place("0.0.0.0", 80, "/jobs/"), "http://127.0.0.1:80/jobs/"),
        (Place("::1", 9000), "http://[::1]:9000/"),
    ],
)
def test_the_address_that_is_told_can_be_opened_on_this_machine(place: Place, url: str) -> None:
    assert place.url == url


def test_the_server_listens_on_this_machine_only_unless_it_is_told_otherwise() -> None:
    assert served_config(Place(), 1).Voila.ip == "127.0.0.1"
    config = served_config(Place("10.0.0.7", 9000, "/jobs/"), 1)
    assert (config.Voila.ip, config.Voila.port, config.Voila.base_url) == ("10.0.0.7", 9000, "/jobs/")


class Asked(Exception):
    """What a server would have listened with."""


class Listener:
    """Stands for the web application of a server, and tells how it was asked to listen."""

    def listen(self, *place: object, **options: object) -> None:
        raise Asked(place, options)


@pytest.mark.parametrize("told", [False, True])
def test_a_visitors_address_is_taken_from_a_proxy_only_where_there_is_one(told: bool) -> None:
    server = WorkbookServer()
    server.app, server.ip, server.port, server.behind_proxy = Listener(), "127.0.0.1", 9000, told
    with pytest.raises(Asked) as asked:
        server.listen()
    assert asked.value.args == ((9000, "127.0.0.1"), {"xheaders": told})


def shipped_commands() -> list[list[str]]:
    """The `jqtools serve` commands of the guide and of the files beside it, without what comes before."""
    found = []
    for path in (GUIDE, *(path for path in DEPLOY.rglob("*") if path.is_file())):
        text = path.read_text(encoding="utf-8").replace('", "', " ").replace('",\n    "', " ")
        found += re.findall(r"\bjqtools serve((?: +[\w./:={}%-]+)*)", text)
    return [
        shlex.split(re.sub(r"\{port\}|%i|\$\w+", "8866", command).replace("{base_url}", "/x/")) for command in found
    ]


def test_every_command_that_the_guide_gives_is_understood() -> None:
    commands = shipped_commands()
    assert len(commands) >= 6
    for command in commands:
        _parser().parse_args(["serve", *command])


def test_the_guide_names_every_file_beside_it_and_no_other() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    files = {path.relative_to(DEPLOY.parent).as_posix() for path in DEPLOY.rglob("*") if path.is_file()}
    named = set(re.findall(r"\]\((deploy/[^)]+)\)", text))
    assert named == files


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.py")), ids=lambda path: path.name)
def test_the_settings_files_are_python_that_keeps_to_the_standalone_server(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ast.parse(text)
    assert "ServerApp.jpserver_extensions" not in text
    assert "jqtools" in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_the_service(tmp_path: Path) -> None:
    program = shutil.which("true")
    text = SERVICE.read_text(encoding="utf-8").replace("/opt/jqtools/bin/jqtools", program)
    unit = tmp_path / "jqtools@8866.service"
    unit.write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_the_container_takes_only_what_the_package_is_made_of_and_is_not_root() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    sources = [name for line in re.findall(r"^COPY (.+)", text, re.MULTILINE) for name in line.split()[:-1]]
    assert [name for name in sources if not (ROOT / name).exists()] == []
    assert "--require-hashes" in text
    assert text.index("\nUSER jqtools") < text.index("\nCMD")
