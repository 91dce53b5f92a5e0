"""Checks of step 3a, the words of a box: guesses that are only ever hints, one box at a time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from jqtools.coach.checks.origins import PRACTICE
from jqtools.coach.checks.wording import (
    joins_two_changes,
    key_words,
    nearly_the_same,
    raises_awareness,
    reads_as_change,
    reads_as_count,
    reads_as_result,
)
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, quoted, rule, words_of
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.words import _, marked

_SOUNDS = {
    Stage.OUTPUT: (
        reads_as_change,
        marked("This output sounds like a change, and a change is an outcome."),
        marked("Count what you deliver here, and move the change to the outcomes."),
    ),
    Stage.OUTCOME: (
        reads_as_count,
        marked("This outcome sounds like a product or a count, which is an output."),
        marked("Say what will be different and for whom; keep the count as an output."),
    ),
    Stage.ACTIVITY: (
        reads_as_result,
        marked("This activity sounds like a result."),
        marked("Say what you will do, with a verb in the present."),
    ),
}


_TO_FILL_IN = re.compile(r"\((?:name who|say how much|what will be different|your lever)\b", re.IGNORECASE)


@rule("M11", Severity.HINT, reason="Doing, delivering and changing are measured differently.", source=PRACTICE)
def sounds_like_another_stage(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.nodes:
        if node.stage in _SOUNDS:
            sounds, message, fix = _SOUNDS[node.stage]
            if sounds(node.text):
                yield about(node, _(message), _(fix))


@rule("M22", Severity.HINT, reason="The same thing said twice is counted twice.", source=PRACTICE)
def twins(plan: Plan) -> Iterator[Seen]:
    nodes = plan.logic.nodes
    words = [key_words(node.text) for node in nodes]
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        shared = Counter(other for word in words[place] for other in by_word[word])
        likely = [other for other, count in shared.items() if 5 * count >= 4 * len(words[place])]
        twin = next((other for other in sorted(likely) if nearly_the_same(words[other], words[place])), None)
        if twin is not None:
            yield about(
                node,
                _("This says nearly the same as {other}.").format(other=quoted(words_of(nodes[twin]))),
                _("Merge the two, or say what differs."),
            )
        for word in words[place]:
            by_word[word].append(place)


@rule("M28", Severity.HINT, reason="Two things that can fail apart need two boxes.", source=PRACTICE)
def two_in_one(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.nodes:
        if node.stage in (Stage.ACTIVITY, Stage.OUTCOME) and joins_two_changes(node.text):
            yield about(
                node,
                _("This box sounds like two things, and one may happen without the other."),
                _("Split it, so that each can have an owner and a measure."),
            )


@rule("M29", Severity.HINT, reason="Awareness is a means.", source=PRACTICE)
def awareness_of_nobody(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.nodes:
        if raises_awareness(node.text) and not node.population.strip():
            yield about(
                node,
                _("This speaks of awareness and does not say whose."),
                _("Say whose awareness, of what, and what they would then do."),
            )


@rule("M31", Severity.HINT, reason="A draft is done when its brackets are filled in.", source=PRACTICE)
def words_to_fill_in(plan: Plan) -> Iterator[Seen]:
    for each in (*plan.goals, *plan.logic.nodes):
        if found := _TO_FILL_IN.search(each.text):
            yield about(
                each,
                _("This still holds words to fill in: {text}.").format(text=quoted(each.text[found.start() :], 50)),
                _("Put your own words in place of the brackets."),
            )
