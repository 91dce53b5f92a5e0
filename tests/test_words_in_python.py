"""Every sentence that a person sees in Python goes through `jqtools.words`, so that it can be translated.

What stays English: the errors of `jqtools.errors`, which an analyst reads in the shell; the reasons and sources of the
checks, which are printed in docs/checks.md only; and what is listed below.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jqtools.app.examples import ABOUT, example_plan
from jqtools.coach import check, rewrites, summary
from jqtools.report import report_html
from tests import made_up_language
from tests.conftest import ROOT

PACKAGES = ("coach", "plan", "report", "widgets", "app")
IN_WORDS = ("_", "marked", "several")
SENTENCE = re.compile(r"[“\"(]?[A-Z][^ ]* .*[.:?!][”\")]?", re.DOTALL)
PIECES = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|\b[a-zA-Z][a-z]+:? \{\}|\{\} \(?[a-z]{2,}")
LABEL = re.compile(r"[A-Z][a-z]+ [a-z]+|[^.\\|]*\b[A-Za-z]+ [a-z]+ [a-z]+\b[^\\|]*")
MARKUP = re.compile(r"<[^>]*>|\bjq-\S*")
# Calls whose words nobody sees in the workbook.
UNSEEN = {
    "rule": "the reason and source of a check are printed in docs/checks.md, which is English",
    "compile": "an expression that reads English, not a sentence",
    "gives_advantage": "words that a check looks at",
    "print": "the shell is English",
    "Unicode": "the help of a trait is for programmers",
    "Int": "the help of a trait is for programmers",
    "PlanError": "errors are English",
    "DataError": "errors are English",
    "PublicationError": "errors are English",
    "set_header": "a header of HTTP",
}
# Arguments that name classes of a style sheet.
STYLES = ("class_", "css")
# Files that hold English on purpose.
ENGLISH = {
    "app/serving/forked/page.py": "a line of the server's log",
    "coach/reference.py": "it writes docs/checks.md, which is English",
    "coach/checks/origins.py": "what checks rest on, printed in docs/checks.md",
    "plan/boxes.py": "the mistakes in a table that is read in, joined to an error",
    "plan/conflicts.py": "notes that a merge of files writes into a plan, under ids that come from their words",
    "plan/importing.py": "the mistakes in a table that is read in, joined to an error",
    "plan/stage_names.py": "the column names that are known, named in an error",
    "plan/values.py": "parts of errors",
    "app/serving/server.py": "what the shell prints, and the marks of its warnings",
    "app/serving/agency_look.py": "a style sheet",
    "plan/migrations.py": "a line written into the plan file, which people of any language may open",
    "plan/parsing.py": "parts of errors",
    "plan/planfile.py": "parts of errors",
    "plan/problems.py": "the mistakes in a plan file, joined to an error",
    "plan/schema.py": "the published schema of the plan file",
}


def files() -> list[Path]:
    """The files of the packages, without those that are English on purpose."""
    found = (path for package in PACKAGES for path in sorted((ROOT / "jqtools" / package).rglob("*.py")))
    return [path for path in found if name_of(path) not in ENGLISH]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "jqtools").as_posix()


def called(node: ast.AST) -> str:
    """The name that is called; "" where the node is no call."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", None) or getattr(function, "id", "")


def is_documentation(node: ast.AST) -> bool:
    """A text that stands alone: a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def seen(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is in it, without what is in words already or is seen by nobody."""
    if called(node) in (*IN_WORDS, *UNSEEN) or is_documentation(node) or isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.keyword) and node.arg in STYLES:
        return
    yield node
    inside = node.values if isinstance(node, ast.JoinedStr) else ast.iter_child_nodes(node)
    for child in inside:
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from seen(child)


def bare_words(node: ast.AST) -> str:
    """The sentence or label, or the words of an f-string, that would be seen as they are; "" where there are none."""
    if isinstance(node, ast.JoinedStr):
        text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return text if PIECES.search(MARKUP.sub("", text)) else ""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if SENTENCE.fullmatch(text) or LABEL.fullmatch(text) else ""


def found_in(source: str) -> list[str]:
    """The words in a piece of Python that would be seen untranslated."""
    return [text for node in seen(ast.parse(source)) if (text := bare_words(node))]


def wrong_first_arguments(source: str) -> list[str]:
    """The calls of `_`, `marked` and `several` whose sentence is put together, so that nobody could translate it.

    A literal is right everywhere; `_` may also say words that a table holds, which `marked` found there.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    by_name = [(node.func.id, node) for node in calls if isinstance(node.func, ast.Name) and node.func.id in IN_WORDS]
    return [ast.unparse(node) for name, node in by_name if not all(is_literal(each, name) for each in node.args[:2])]


def lost_in_f_strings(source: str) -> list[str]:
    """The sentences said inside an f-string, where what collects them for translators does not look."""
    outer = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = [each for node in outer for each in ast.walk(node) if called(each) in IN_WORDS]
    return [ast.unparse(each) for each in calls if any(isinstance(part, ast.Constant) for part in each.args)]


def is_literal(argument: ast.AST, name: str) -> bool:
    """Whether the argument is a sentence as it stands, or for `_` one that is looked up."""
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    looked_up = isinstance(argument, ast.Name | ast.Attribute | ast.Subscript) or called(argument) == "get"
    return name == "_" and looked_up


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_every_sentence_of_a_file_can_be_translated(path: Path):
    source = path.read_text(encoding="utf-8")
    assert found_in(source) == []
    assert wrong_first_arguments(source) == []
    assert lost_in_f_strings(source) == []


@pytest.mark.parametrize("name", ENGLISH)
def test_a_file_is_listed_as_english_only_while_it_is_there_and_needs_it(name: str):
    assert found_in((ROOT / "jqtools" / name).read_text(encoding="utf-8")) != []


def test_bare_sentences_are_found_and_words_that_nobody_sees_are_not():
    assert found_in('said = "Say who decides."') == ["Say who decides."]
    assert found_in('said = f"at least {least} of the groups"') == ["at least {} of the groups"]
    assert found_in('said = f"{_(name)}, {who}"') == []
    assert found_in('def of():\n    """Say who decides."""\n    raise PlanError("Say who decides.")') == []
    assert found_in('said = _("Say who decides.")\ncode = "no_sentence"') == []
    assert found_in("""said = f"{told('Say who decides.')}" """) == ["Say who decides."]


def test_a_sentence_that_is_put_together_is_found():
    assert wrong_first_arguments('_("Say {who}").format(who=who)\n_(_TITLES[key])\nseveral("{n} a", "{n} b", n)') == []
    assert wrong_first_arguments('_(f"Say {who}")') == ["_(f'Say {who}')"]
    assert wrong_first_arguments('_("Say " + who)') == ["_('Say ' + who)"]
    assert wrong_first_arguments("marked(words)") == ["marked(words)"]
    assert wrong_first_arguments('several(one, "{n} b", n)') == ["several(one, '{n} b', n)"]


def test_a_sentence_said_inside_an_f_string_is_found():
    assert lost_in_f_strings("""said = f"{who} {_('decides')}" """) == ["_('decides')"]
    assert lost_in_f_strings("""said = f"{who} {_(word)}" """) == []


def test_what_the_coach_says_and_offers_is_all_in_the_language_of_the_workbook(brackets: None):
    for plan in map(example_plan, ABOUT):
        found = check(plan, date(2027, 3, 1))
        said = [text for each in found for text in (each.message, each.fix)]
        offered = [each.words for finding in found for each in rewrites(plan, finding)]
        assert [text for text in (*said, *offered, summary(found)) if made_up_language.not_said(text)] == []


def test_the_report_names_its_language_and_its_titles_are_in_it(brackets: None):
    page = report_html(example_plan("procurement_living_wage"), (), made_on=date(2027, 3, 1))
    heads = re.findall('<(?:h2|dt|th scope="col")(?: [^>]*)?>([^<]*)<', page)
    assert f'<html lang="{made_up_language.NAME}">' in page
    assert len(heads) > 50
    assert [head for head in heads if made_up_language.not_said(head)] == []
