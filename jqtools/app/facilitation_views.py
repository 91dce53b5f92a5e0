"""What a group rates together, and what is shown of the answers. Nothing of it is kept but what the group agrees on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jqtools.content import criteria, forms, levers
from jqtools.plan import Plan
from jqtools.plan.lever import LeverKey
from jqtools.plan.spread import (
    LEVELS,
    Ratings,
    Spread,
    answer_in,
    change_questions,
    lever_questions,
    spreads,
    with_agreed,
)
from jqtools.words import _, several

MOST_PEOPLE = 12
# More changes than these are rated one by one: nobody keeps a clear head through more, and a message has a limit.
MOST_AT_ONCE = 20
_PERSON = "person_"


def change_sets(plan: Plan) -> list[dict[str, Any]]:
    """What can be rated in step 1: all changes, or one of them."""
    asked = [_asked_of_change(plan, question) for question in change_questions(plan)]
    if not asked:
        return []
    one_by_one = [
        {"key": each.id, "words": each.wording or _("(no words yet)"), "questions": asked[2 * n : 2 * n + 2]}
        for n, each in enumerate(plan.elements)
    ]
    every = {"key": "all", "words": _("All changes"), "questions": asked}
    return [every, *one_by_one] if 1 < len(one_by_one) <= MOST_AT_ONCE else one_by_one


def lever_sets(plan: Plan) -> list[dict[str, Any]]:
    """What can be rated in step 2: the eight questions of one lever."""
    return [
        {
            "key": lever.value,
            "words": levers()[lever].label,
            "questions": [_asked_of_lever(plan, question) for question in lever_questions(lever)],
        }
        for lever in LeverKey
    ]


def ratings_of(about: Mapping[str, str], questions: Sequence[str]) -> Ratings:
    """The answers of each person, as they come from the browser; what is no answer to a question is left out."""
    people = [about[key] for key in sorted(about) if key.startswith(_PERSON)][:MOST_PEOPLE]
    return [_rating(text, questions) for text in people]


def spread_rows(sets: Sequence[Mapping[str, Any]], chosen: str, about: Mapping[str, str]) -> list[dict[str, Any]]:
    """The answers to each question of the chosen set; empty for no set.

    What people are furthest apart about comes first; the questions of one change stay together.
    """
    asked = {each["key"]: each for each in next((one["questions"] for one in sets if one["key"] == chosen), ())}
    found = spreads(tuple(asked), ratings_of(about, tuple(asked)))
    about = [_about(each.question) for each in found]
    return [
        _row(each, asked[each.question]) for each in sorted(found, key=lambda one: about.index(_about(one.question)))
    ]


def rows_now(plan: Plan, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what the plan says by now."""
    return [{**row, "now": answer_in(plan, row["key"])} for row in rows]


def agreed(plan: Plan, about: Mapping[str, str]) -> Plan:
    """The plan with the answer that the group agreed on; the same plan where there is no such question or answer."""
    answer = about.get("answer", "")
    return with_agreed(plan, about.get("question", ""), int(answer)) if answer in map(str, LEVELS) else plan


def _about(question: str) -> str:
    """The change or the lever that a question is about."""
    return question.rpartition("/")[0]


def _asked_of_change(plan: Plan, question: str) -> dict[str, Any]:
    _section, record, field = question.split("/")
    known = next(each for each in forms()["element"] if each["name"] == field)
    about = plan.elements.get(record).wording or _("(no words yet)")
    words = {level: text for level, text in known["options"]}
    return _asked(plan, question, about, known["label"], [words[level] for level in LEVELS], list(words))


def _asked_of_lever(plan: Plan, question: str) -> dict[str, Any]:
    _section, lever, criterion = question.split("/")
    known = criteria()[criterion]
    return _asked(
        plan, question, levers()[lever].label, f"{known.label}: {known.question}", list(known.levels), list(LEVELS)
    )


def _asked(plan: Plan, question: str, about: str, label: str, words: list[str], order: list[int]) -> dict[str, Any]:
    """A question; `words` are its answers by level, and `order` is how the form itself lists the levels."""
    said = {"key": question, "about": about, "label": label, "words": words, "order": order}
    return {**said, "now": answer_in(plan, question)}


def _rating(text: str, questions: Sequence[str]) -> dict[str, int]:
    try:
        given = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    return {key: each for key, each in given.items() if key in questions and type(each) is int and each in LEVELS}


def _row(each: Spread, asked: Mapping[str, Any]) -> dict[str, Any]:
    people = [several("{n} person", "{n} people", count) for count in each.counts]
    of = sum(each.counts) + each.silent
    return {**asked, "counts": list(each.counts), "of": of, "people": people, "told": _told(each, asked["words"])}


def _told(each: Spread, words: Sequence[str]) -> str:
    """How far apart the answers are, in a sentence."""
    silent = several("{n} did not answer.", "{n} did not answer.", each.silent) if each.silent else ""
    if each.least is None or each.most is None:
        return _("Nobody answered.")
    if each.apart == 0:
        said = _("All who answered agree: {answer}.").format(answer=words[each.least])
    else:
        said = _("From “{least}” to “{most}”.").format(least=words[each.least], most=words[each.most])
    return f"{said} {silent}".strip()
