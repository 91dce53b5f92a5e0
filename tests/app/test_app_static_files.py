"""The files of the front end: compressed once, and kept by browsers as long as their address says what is in them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado import httputil
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from jqtools.app.serving import static_files
from jqtools.app.serving.static_files import DAY, FOR_EVER, CachedStatic, Squeezed, caching, edition, name_edition

pytestmark = pytest.mark.usefixtures("own_loop")
SCRIPT = b"const words = 'plain words';\n" * 200
PLAIN = f"public, max-age={DAY}"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/voila/static/e-0123456789abcdef/1187.voila.js", FOR_EVER),
        ("/voila/labextensions/anywidget/static/remoteEntry.698dcaf7.js", FOR_EVER),
        ("/voila/static/1cb1c39ea642f26a4dfe.woff", FOR_EVER),
        ("/voila/templates/jq/static/voila-style.js?v=f8119197a6dca998", FOR_EVER),
        ("/voila/static/1187.voila.js", PLAIN),
        ("/voila/static/voila.js?v=", PLAIN),
        ("/voila/static/e-latest/voila.js", PLAIN),
    ],
)
def test_a_browser_keeps_a_file_for_ever_only_if_its_address_changes_with_it(address: str, kept: str) -> None:
    assert caching(address, PLAIN) == kept


@given(st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=20), min_size=1))
def test_an_edition_has_another_name_once_a_single_file_differs(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    before = edition([str(folder)])
    assert edition([str(folder)]) == before
    changed = folder / next(iter(contents))
    changed.write_bytes(changed.read_bytes() + b"!")
    assert edition([str(folder)]) != before


def test_a_page_asks_for_the_scripts_in_their_edition(tmp_path: Path) -> None:
    class Server:
        static_paths = (str(tmp_path),)

    given_config = {"fullStaticUrl": "/jobs/voila/static", "baseUrl": "/jobs/"}
    named = name_edition(given_config, settings={"voila": Server()}, notebook_path="0.ipynb")
    assert named["fullStaticUrl"] == f"/jobs/voila/static/{edition(Server.static_paths)}"
    assert named["baseUrl"] == "/jobs/"
    assert given_config["fullStaticUrl"] == "/jobs/voila/static"


@pytest.fixture
def answer(tmp_path: Path) -> Callable[..., tuple[httputil.HTTPHeaders, bytes, int]]:
    """Asks a server of one script and one picture for a path."""
    (tmp_path / "1187.voila.js").write_bytes(SCRIPT)
    (tmp_path / "shape.png").write_bytes(SCRIPT)

    def ask(path: str, **headers: str) -> tuple[httputil.HTTPHeaders, bytes, int]:
        class Case(AsyncHTTPTestCase):
            def get_app(self) -> Application:
                rule = (r"/static/(.*)", CachedStatic, {"paths": [str(tmp_path)]})
                return Application([rule], transforms=[Squeezed])

            def runTest(self) -> None:
                got = self.fetch(path, headers=headers, decompress_response=False)
                self.found = got.headers, got.body, got.code

        case = Case()
        result = case.run()
        assert result.wasSuccessful(), result.errors
        return case.found

    return ask


def test_a_script_is_compressed_once_for_all_who_can_read_that(
    answer: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    compress = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *given, **more: times.append(1) or compress(*given, **more))
    static_files._compressed.cache_clear()
    for path in ("/static/1187.voila.js", "/static/e-0123456789abcdef/1187.voila.js"):
        headers, body, _ = answer(path, **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(body) == SCRIPT
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Vary"] == "Accept-Encoding"
        assert int(headers["Content-Length"]) == len(body) < len(SCRIPT) / 10
    assert len(times) == 1


def test_others_get_it_as_it_is_and_a_picture_is_not_compressed_again(answer: Callable) -> None:
    for path, encoding in (("/static/1187.voila.js", "identity"), ("/static/shape.png", "gzip")):
        headers, body, _ = answer(path, **{"Accept-Encoding": encoding})
        assert body == SCRIPT
        assert "Content-Encoding" not in headers


def test_a_part_of_a_file_and_a_file_that_the_browser_has_are_answered_as_ever(answer: Callable) -> None:
    headers, body, code = answer("/static/1187.voila.js", **{"Range": "bytes=0-9"})
    assert (code, body) == (206, SCRIPT[:10])
    headers, body, code = answer("/static/1187.voila.js", **{"Accept-Encoding": "gzip"})
    assert answer("/static/1187.voila.js", **{"If-None-Match": headers["Etag"]})[1:] == (b"", 304)
    assert answer("/static/e-0123456789abcdef/nosuch.js")[2] == 404
    assert answer("/static/e-0123456789abcdef/../../etc/passwd")[2] in (403, 404)
