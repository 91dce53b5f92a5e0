"""An agency's colours can be read by everyone and its logo is a picture, or they are refused in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jqtools import content
from jqtools.content.loader import agency_logo
from jqtools.content.look import DARK, LIGHT, MOST_LOGO, contrast, logo_in, wash
from jqtools.style import stylesheet
from tests.content.conftest import Own

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1"/></svg>'
GREEN = 'accent = "#0b5c3b"\naccent_dark = "#7fd1ae"\n'


def token(sheet: str, name: str) -> str:
    return re.search(rf"--jq-{name}: (#[0-9a-f]{{6}});", stylesheet(sheet))[1]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54), ("#005ea2", "#005ea2", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.01)


def test_a_wash_is_between_the_colour_and_its_ground():
    assert [wash("#ff0000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#ffffff", "#ff8080", "#ff0000"]


def test_the_grounds_that_are_checked_are_those_of_the_design():
    assert set(LIGHT) == {token("tokens", name) for name in ("paper", "page", "wash")}
    assert set(DARK) == {token("dark", name) for name in ("paper", "page", "wash", "accent-ink")}


def test_an_accent_that_can_be_read_in_light_and_dark_is_taken(own: Own):
    own(agency=GREEN)
    content.check_content()
    assert (content.agency().accent, content.agency().accent_dark) == ("#0b5c3b", "#7fd1ae")


@pytest.mark.parametrize(
    ("agency", "sentence"),
    [
        (
            'accent = "#77c"',
            "field 'accent': a colour is # and six digits or letters a to f, such as #005ea2, not '#77c'.",
        ),
        ('accent = "red; }"', "field 'accent': a colour is #"),
        (
            'accent = "#1a8cff"',
            "field 'accent': its contrast with the light page is 3.1 to 1 and must be 4.5 to 1: choose",
        ),
        ('accent_dark = "#005ea2"', "field 'accent_dark': its contrast with the dark page is 2."),
        ('accent = "#0b5c3b"', "'accent' and 'accent_dark' are given together"),
    ],
)
def test_an_accent_that_is_hard_to_read_is_refused(agency: str, sentence: str, own: Own):
    own(agency=agency + "\n")
    with pytest.raises(content.ContentError) as refused:
        content.check_content()
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("your agency.toml")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "picture", "kind"), [("logo.png", PNG, "image/png"), ("logo.svg", SVG, "image/svg+xml")]
)
def test_a_logo_is_found_by_its_name(name: str, picture: bytes, kind: str, own: Own):
    folder = own(agency='name = "Harbor County"\n')
    (folder / name).write_bytes(picture)
    content.check_content()
    assert agency_logo() == (picture, kind)


def test_without_a_folder_or_a_file_there_is_no_logo(tmp_path: Path):
    assert agency_logo() is None
    assert logo_in(tmp_path) is None


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"logo.png": b"GIF89a"}, "your logo.png: this is no PNG picture; save it as one again."),
        ({"logo.svg": PNG}, "your logo.svg: this is no SVG picture; save it as one again."),
        ({"logo.svg": b"<html xmlns='http://www.w3.org/1999/xhtml'/>"}, "your logo.svg: this is no SVG picture"),
        ({"logo.svg": b'<!DOCTYPE x [<!ENTITY a "b">]>' + SVG[21:]}, "your logo.svg: this is no SVG picture"),
        (
            {"logo.png": PNG + b"0" * 2 * MOST_LOGO},
            "your logo.png: a logo has at most 200 KB, not 400 KB; save it smaller.",
        ),
        ({"logo.png": PNG, "logo.svg": SVG}, "Your content folder holds logo.svg and logo.png: keep one of them."),
    ],
)
def test_a_logo_that_is_no_small_picture_is_refused(files: dict[str, bytes], sentence: str, own: Own):
    folder = own()
    for name, picture in files.items():
        (folder / name).write_bytes(picture)
    with pytest.raises(content.ContentError) as refused:
        content.check_content()
    assert str(refused.value).startswith(sentence)
