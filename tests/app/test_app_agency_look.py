"""An agency's colour and logo as the served app gives them out: a picture in which nothing runs, and a few tokens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpclient import HTTPResponse
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from jqtools import content
from jqtools.app.serving.agency_look import agency_css, agency_routes
from jqtools.app.serving.page_words import page_words
from jqtools.app.serving.settings import HEADERS
from jqtools.content.loader import VARIABLE
from tests.app.workbooks import START

pytestmark = pytest.mark.usefixtures("own_loop")
SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>top.hit = 1</script></svg>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An agency's own content folder, with its colours."""
    (tmp_path / "agency.toml").write_text('name = "Harbor"\naccent = "#0b5c3b"\naccent_dark = "#7fd1ae"\n')
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    content.forget()
    yield tmp_path
    monkeypatch.delenv(VARIABLE)
    content.forget()


class Served(AsyncHTTPTestCase):
    """The addresses of an agency's look, asked once."""

    path = ""

    def get_app(self) -> Application:
        return Application(agency_routes("/"), headers=HEADERS)

    def runTest(self) -> None:
        self.answer = self.fetch(self.path)


def asked(path: str) -> HTTPResponse:
    served = Served()
    served.path = path
    result = served.run()
    assert result.wasSuccessful(), result.errors
    return served.answer


def test_a_logo_is_served_as_a_picture_that_can_neither_run_nor_load_anything(folder: Path):
    (folder / "logo.svg").write_bytes(SCRIPTED)
    answer = asked("/workbook/logo")
    assert (answer.code, answer.body) == (200, SCRIPTED)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    (policy,) = answer.headers.get_list("Content-Security-Policy")
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_without_a_logo_there_is_none_at_its_address(folder: Path):
    assert asked("/workbook/logo").code == 404


def test_the_colours_are_tokens_for_light_and_for_dark(folder: Path):
    answer = asked("/workbook/agency.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    light, dark = answer.body.decode().split("@media screen and (prefers-color-scheme: dark)")
    assert light.strip() == ":root { --jq-accent: #0b5c3b; --jq-accent-wash: #ebf2ef; }"
    assert "--jq-accent: #7fd1ae;" in dark


def test_a_page_knows_what_it_may_load(folder: Path):
    assert page_words(START)["look"] == {"logo": False, "colours": True}
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    content.forget()
    assert page_words(START)["look"] == {"logo": True, "colours": True}


def test_an_agency_without_colours_changes_none():
    assert agency_css() == ""
    assert page_words(START)["look"] == {"logo": False, "colours": False}
