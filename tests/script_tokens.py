"""A script in pieces: what is a text in it, and what stands around it."""

from __future__ import annotations

import re
from typing import NamedTuple

REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<word>[\w$]+)"""
    r"|(?P<sign>[=!]==?|=>|.)",
    re.DOTALL,
)
# After one of these, a slash begins a regular expression; after anything else it divides.
BEFORE_REGEX = ("(", ",", "=", ":", "[", "!", "&", "|", "?", "{", "}", ";", "=>", "===", "!==", "return", "${")


class Token(NamedTuple):
    """A piece of a script: a `string`, a `template` with {} for what is filled in, a `word` or a `sign`."""

    kind: str
    text: str


def tokens(script: str) -> list[Token]:
    """The pieces of a script, without spaces, comments and regular expressions."""
    return list(_read(script, 0)[0])


def _read(script: str, at: int, end: str = "") -> tuple[list[Token], int]:
    """The pieces from a place on, and where they end: with the script, or after the sign `end` of this level."""
    found: list[Token] = []
    depth = 0
    while at < len(script):
        before = found[-1].text if found and found[-1].kind != "string" else ""
        if script[at] == "`":
            whole, at = _template(script, at + 1)
            found += whole
        elif script[at] == "/" and (not found or before in BEFORE_REGEX) and (pattern := REGEX.match(script, at)):
            at = pattern.end()
            found.append(Token("sign", "/"))
        else:
            token = TOKEN.match(script, at)
            at, text = token.end(), token[0]
            if text == end and not depth:
                return found, at
            depth += {"{": 1, "}": -1}.get(text, 0)
            if token.lastgroup != "space":
                found.append(Token(token.lastgroup, text[1:-1] if token.lastgroup == "string" else text))
    return found, at


def _template(script: str, at: int) -> tuple[list[Token], int]:
    """The text of a template from after its first sign on, and then the pieces of what is filled in."""
    text, inside = "", []
    while script[at] != "`":
        if script.startswith("${", at):
            filled, at = _read(script, at + 2, "}")
            text += "{}"
            inside += [Token("sign", "${"), *filled, Token("sign", "}")]
        else:
            step = 2 if script[at] == "\\" else 1
            text += script[at : at + step]
            at += step
    return [Token("template", text), *inside], at + 1
