"""How hard a text is to read: the Flesch-Kincaid grade, and the texts of the workbook that people read."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jqtools.content.loader import entries

ROOT = Path(__file__).parents[2]
# Fewer words than these make no sentence, and the formula says nothing of them.
LEAST_WORDS = 8
_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_SILENT = re.compile(r"[^aeiouyl]e[sd]?$|[aeiouy]le[sd]?$")
_HEARD = re.compile(r"[td]ed$|([sxzcg]|sh|ch)es$")
_TWO_VOWELS = re.compile(r"(?<![tscg])i[ao]|(?<!l)iu|eo(?!u|pl)|idea|area|creat|[lt]ua|flue")
# Titles of publications are what they are.
_CITED = {"source", "signals"}
_TOLD = {"whole", "about", "about_question"}
_PROSE = ("kinds", "levers", "criteria", "equity_questions", "stages", "objections", "agenda", "definition_rules")
_MORE_PROSE = ("glossary", "refinements", "legal_prompts", "steps", "forms")


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, some of them two, less an e that is not heard."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    count = len(_VOWELS.findall(letters)) + len(_TWO_VOWELS.findall(letters))
    return max(1, count - bool(_SILENT.search(letters) and not _HEARD.search(letters)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: the school year in which a text can be read. A line is a sentence too."""
    words = _WORD.findall(text)
    sentences = [each for each in _SENTENCE_END.split(text) if _WORD.search(each)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def texts() -> dict[str, str]:
    """Every text of the workbook that is long enough to have a grade, by where it stands."""
    found = {**dict(_notebooks()), **dict(_content()), **dict(_coach())}
    return {place: text for place, text in found.items() if len(_WORD.findall(text)) >= LEAST_WORDS}


def _notebooks() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        prose = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        for text in prose:
            for n, block in enumerate(re.split(r"\n{2,}", text)):
                plain = re.sub(r"\]\([^)]*\)|[*\[\]`]|^#+ |^\d+\. ", "", block, flags=re.MULTILINE)
                yield f"{file.stem}, {text.splitlines()[0]}, {n}", plain


def _content() -> Iterator[tuple[str, str]]:
    for sort in (*_PROSE, *_MORE_PROSE):
        for key, entry in entries(sort).items():
            yield from _inside(f"{sort}.toml, {key}", entry.model_dump())


def _inside(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        named = value.get("name", "") if isinstance(value.get("name"), str) else ""
        for key, each in value.items():
            if key in _CITED:
                continue
            yield from _inside(f"{place}, {named} {key}" if named else f"{place}, {key}", each)
    elif isinstance(value, list | tuple):
        for n, each in enumerate(value):
            yield from _inside(f"{place}, {n}", each)


def _coach() -> Iterator[tuple[str, str]]:
    """What the coach says, what it saw and how to mend it, with "this" for what a plan fills in."""
    for file in sorted((ROOT / "jqtools" / "coach" / "checks").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TOLD:
                for n, said in enumerate(node.args[-2:]):
                    yield f"{file.stem}, line {node.lineno}, {('saw', 'fix')[n]}", _said(said)


def _said(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return re.sub(r"\{[^}]*\}", "this", _said(node.func.value))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "marked", "several"):
        return re.sub(r"\{[^}]*\}", "this", _said(node.args[node.func.id == "several"]))
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "this" for each in node.values)
    return ""


def words_of_texts() -> str:
    """All that people read in notebooks, content and what the coach says, short texts too."""
    return "\n".join({**dict(_notebooks()), **dict(_content()), **dict(_coach())}.values())
