"""How wide text is and where it wraps, from a table of Arial's widths: no browser, no font file."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ASCII = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHER, _WIDE, _BOLD = 600, 1000, 1.09


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` set in Arial, in the unit of `size`."""
    return sum(map(_width, text)) / 1000 * size * (_BOLD if bold else 1)


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """The lines of `text` broken at spaces and hyphens to fit `width`; a word that is too long is cut."""
    lines = [""]
    for piece, space in _pieces(text, width, size):
        longer = lines[-1] + space * bool(lines[-1]) + piece
        if text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(line for line in lines if line)


def _pieces(text: str, width: float, size: float) -> list[tuple[str, str]]:
    """The parts of `text` that stay whole, each with what stands before it: a space or nothing."""
    pieces = []
    for word in text.split():
        for place, part in enumerate(re.split(r"(?<=\w-)(?=\w)", word)):
            pieces += [(cut, " " if place == at == 0 else "") for at, cut in enumerate(_cuts(part, width, size))]
    return pieces


def _cuts(word: str, width: float, size: float) -> list[str]:
    if text_width(word, size) <= width:
        return [word]
    cuts = [""]
    for character in word:
        if cuts[-1] and text_width(cuts[-1] + character, size) > width:
            cuts.append("")
        cuts[-1] += character
    return cuts


@lru_cache(maxsize=1024)
def _width(character: str) -> int:
    place = ord(character) - 32
    if 0 <= place < len(_ASCII):
        return _ASCII[place]
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    letter = unicodedata.normalize("NFD", character)[0]
    return _ASCII[ord(letter) - 32] if letter != character and " " <= letter <= "~" else _OTHER
