"""Every sentence that a person sees in a script is said with `phrase` or `phrases`, so that it can be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.script_tokens import Token, tokens

# The front end of the pages is Jupyter's, and says nothing.
SCRIPTS = sorted(path for path in (ROOT / "jqtools").rglob("*.js") if "front_end" not in path.parts)
TEMPLATE = ROOT / "jqtools" / "app" / "serving" / "share" / "jupyter" / "voila" / "templates" / "jq" / "index.html.j2"
SPOKEN = ("phrase", "phrases")
# Two words; a capital letter at the beginning; a word beside what is filled in; a word with a space at its end.
WORDS = re.compile(
    r"[A-Za-z]{2},? [A-Za-z“]|(?<![\w-])[A-Z][a-z]|\{\w*\} \(?[a-z]{2}|[a-z]{2}[:,]? \{\w*\}|^ [a-z]{2}|[a-z]{2} $"
)
# What has letters and spaces, and is not read by anybody.
UNSEEN = {
    r"(\.?jq(-[\w{}-]*)?|\{\}| )+": "classes of the style sheet",
    r"((change|msg):\w+ ?)+": "events of a model",
    r"((Control|Alt|Shift)\+\w+ ?)+": "keys, as browsers know them",
}
# Calls that take a selector, an event or a name, and the signs beside a key or a tag that is compared.
NAMING = ("querySelector", "querySelectorAll", "closest", "matches", "matchMedia", "supports", "addEventListener")
COMPARED = ("===", "!==")
# Words that stand in a file on purpose, each with its reason.
KEPT = {
    ("opening.js", "Error displaying "): "what the front end's library writes, looked for",
    ("glossary.js", ".jp-MarkdownOutput p, .jp-MarkdownOutput li, .jq-hint"): "a selector",
    (
        "glossary.js",
        "button, a, summary, label, legend, h1, h2, h3, h4, th, caption, code, textarea, select, option, "
        "[aria-hidden=true], [aria-live], [role=status]",
    ): "a selector",
    ("plan_places.js", "job quality plan"): "the name of a file",
}


def found_in(script: str) -> Iterator[str]:
    """The words in a script that a person would see untranslated."""
    known = tokens(script)
    for place, token in enumerate(known):
        if token.kind not in ("string", "template") or not WORDS.search(token.text):
            continue
        if any(re.fullmatch(each, token.text) for each in UNSEEN):
            continue
        if not (is_spoken(known, place) or is_name(known, place)):
            yield token.text


def is_spoken(known: list[Token], place: int) -> bool:
    """Whether the text is what `phrase` says, or one of the two forms of `phrases`."""
    before = [token.text for token in known[max(place - 4, 0) : place]]
    first = before[-1:] == ["("] and before[-2:-1] and before[-2] in SPOKEN
    return bool(first) or (before[-1:] == [","] and before[-3:-2] == ["("] and before[:1] == ["phrases"])


def is_name(known: list[Token], place: int) -> bool:
    """Whether the text names something of the page: it is compared, or is what a call looks for."""
    beside = [known[at].text for at in (place - 1, place + 1) if 0 <= at < len(known)]
    called = place > 1 and known[place - 1].text == "(" and known[place - 2].text in NAMING
    return called or any(text in COMPARED for text in beside)


def wrong_sentences(script: str) -> list[str]:
    """What `phrase` and `phrases` say that is put together, so that nobody could translate it."""
    known = tokens(script)
    wrong = []
    for place, token in enumerate(known[:-1]):
        if token.kind != "word" or token.text not in SPOKEN or known[place + 1].text != "(":
            continue
        said = known[place + 2 : place + 2 + (2 if token.text == "phrase" else 4)]
        kinds = [each.kind for each in said[::2]]
        ends = {each.text for each in said[1::2]}
        if set(kinds) != {"string"} or not ends <= {",", ")"}:
            wrong.append("".join(each.text for each in said))
    return wrong


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_sentence_of_a_script_can_be_translated(path: Path):
    script = path.read_text(encoding="utf-8")
    assert [text for text in found_in(script) if (path.name, text) not in KEPT] == []
    assert wrong_sentences(script) == []


@pytest.mark.parametrize(("name", "text"), KEPT)
def test_words_are_listed_as_kept_only_while_they_are_there(name: str, text: str):
    (path,) = (each for each in SCRIPTS if each.name == name)
    assert text in found_in(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("shape", UNSEEN)
def test_a_shape_is_listed_as_unseen_only_while_a_script_has_it(shape: str):
    known = (token for path in SCRIPTS for token in tokens(path.read_text(encoding="utf-8")))
    assert any(WORDS.search(token.text) and re.fullmatch(shape, token.text) for token in known)


def test_a_script_never_writes_numbers_or_dates_in_a_language_of_its_own():
    for path in SCRIPTS:
        known = tokens(path.read_text(encoding="utf-8"))
        assert not [
            token for token in known if re.fullmatch("[a-z]{2}-[A-Z]{2}|toLocale(Date|Time)?String", token.text)
        ]


def test_the_template_of_the_pages_has_no_words_of_its_own_but_a_name():
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", TEMPLATE.read_text(encoding="utf-8"), flags=re.DOTALL)
    shown = re.findall(r">([^<]*)<", text) + re.findall(r'(?:aria-label|alt|title|content)="([^"]*)"', text)
    assert [words for words in shown if re.search("[A-Za-z]", words)] == ["Job Quality Playbook"]


def test_words_are_found_in_strings_and_templates_and_in_what_is_filled_in():
    assert list(found_in('say("Already first.")')) == ["Already first."]
    assert list(found_in("say(`${n} more`, `Add ${one}`)")) == ["{} more", "Add {}"]
    assert list(found_in('say(`${n === 1 ? " box" : `${n} ${"two boxes"}`}`)')) == [" box", "two boxes"]
    assert list(found_in("make('p', {}, 'It is here')")) == ["It is here"]
    assert list(found_in('const WAYS = { leads_to: "Leads to" }')) == ["Leads to"]
    assert list(found_in('phrase("Undo: {what}", { what: "all of it" })')) == ["all of it"]
    assert list(found_in('other(phrases, "{n} box", "{n} boxes")')) == ["{n} box", "{n} boxes"]


def test_what_is_said_and_what_nobody_sees_is_not_found():
    assert list(found_in('phrase("Undo"); phrases("{n} box here", "{n} boxes here", n)')) == []
    assert list(found_in('// Say it here.\n/* "Say it here." */ const url = a / b / "c";')) == []
    assert list(found_in(r'text.replace(/["`] Say it [/"]/g, "-"); const half = (a) / 2;')) == []
    assert (
        list(found_in('make("p", { class: `jq-button ${css}` }); model.on("change:value change:choices", draw)')) == []
    )
    assert list(found_in('if (event.key === "Escape") all.querySelectorAll("summary, button")')) == []


def test_a_sentence_that_is_put_together_is_found():
    assert wrong_sentences('phrase("Add {what}", { what }); phrases("{n} a", "{n} b", n)') == []
    assert wrong_sentences("phrase(`Add ${what}`)") == ["Add {}${"]
    assert wrong_sentences('phrase("Add " + what)') == ["Add +"]
    assert wrong_sentences("phrase(words)") == ["words)"]
    assert wrong_sentences("phrase('Add')") == []
    assert wrong_sentences('phrases(one, "{n} b", n)') == ["one,{n} b,"]
