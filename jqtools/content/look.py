"""What an agency's colours and logo must be, so that everyone can read the workbook and nothing in a logo can run."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from xml.etree import ElementTree

from jqtools.content.entry import ContentError

# What the accent stands on, as in the design's tokens, and how much accent is in its own wash.
LIGHT = ("#ffffff", "#f3f5f8", "#f5f7fa")
DARK = ("#1a2028", "#12161c", "#232b36", "#0b1a2b")
WASH = MappingProxyType({"light": 0.08, "dark": 0.2})
LEAST_CONTRAST = 4.5
MOST_LOGO = 200_000
LOGOS = MappingProxyType({"logo.svg": "image/svg+xml", "logo.png": "image/png"})
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}svg"


class Logo(NamedTuple):
    """The bytes of a logo and what kind of picture they are."""

    content: bytes
    media_type: str


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as "#005ea2", from 1 to 21, as WCAG 2.2 works it out."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def wash(colour: str, ground: str, share: float) -> str:
    """A little of `colour` on `ground`: a `share` from 0 to 1."""
    mixed = (share * a + (1 - share) * b for a, b in zip(_channels(colour), _channels(ground), strict=True))
    return "#" + "".join(f"{round(each):02x}" for each in mixed)


def check_accent(colour: str, dark: bool) -> None:
    """Refuse, with a ValueError, an accent that is hard to read on light grounds, or on dark ones."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError("a colour is # and six digits or letters a to f, such as #005ea2")
    grounds = DARK if dark else LIGHT
    share = WASH["dark" if dark else "light"]
    least = min(contrast(colour, ground) for ground in (*grounds, wash(colour, grounds[0], share)))
    if least < LEAST_CONTRAST:
        where, remedy = ("dark", "lighter") if dark else ("light", "darker")
        raise ValueError(
            f"its contrast with the {where} page is {least:.1f} to 1 and must be {LEAST_CONTRAST} to 1: choose a"
            f" {remedy} colour"
        )


def logo_in(folder: Path | None) -> Logo | None:
    """The logo in an agency's folder: the file logo.svg or logo.png; None where there is none.

    Raises
    ------
    ContentError
        There are two, or it is too large, or not the picture that its name says.
    """
    found = [folder / name for name in LOGOS if (folder / name).is_file()] if folder else []
    if not found:
        return None
    if len(found) > 1:
        raise ContentError("Your content folder holds logo.svg and logo.png: keep one of them.")
    (file,) = found
    size = file.stat().st_size
    if size > MOST_LOGO:
        most, has = MOST_LOGO // 1000, round(size / 1000)
        raise ContentError(f"your {file.name}: a logo has at most {most} KB, not {has} KB; save it smaller.")
    content = file.read_bytes()
    if not (content.startswith(_PNG) if file.suffix == ".png" else _is_svg(content)):
        raise ContentError(f"your {file.name}: this is no {file.suffix[1:].upper()} picture; save it as one again.")
    return Logo(content, LOGOS[file.name])


def _is_svg(content: bytes) -> bool:
    if b"<!ENTITY" in content:
        return False
    try:
        return ElementTree.fromstring(content).tag == _SVG
    except (ElementTree.ParseError, ValueError, LookupError):
        return False


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    parts = [each / 255 for each in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
