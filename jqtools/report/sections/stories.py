"""What is told to whom: as a paragraph where its parts are there, as the parts that were given where not."""

from __future__ import annotations

from jqtools.plan.measure import Measure
from jqtools.plan.plan import Plan
from jqtools.plan.progress import overall
from jqtools.plan.review import StoryBrief
from jqtools.report.fields import answered, label
from jqtools.report.markup import Markup, facts, joined, lines, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, measure_name, measured_words, period_words
from jqtools.words import _, in_digits

_TOLD = ("claim", "unknown", "audience", "ask")


def stories(plan: Plan) -> Markup:
    """Each story; nothing without stories."""
    return section("stories", *[_story(each, plan) for each in plan.stories]) if plan.stories else Markup()


def _story(story: StoryBrief, plan: Plan) -> Markup:
    told = _told(story, plan)
    pairs = answered("story", story, skip=_TOLD if told else ())
    measures = [measure for key in story.measures if (measure := plan.measures.get(key))]
    if measures and not told:
        pairs.append((label("story", "measures"), lines("; ".join(map(measure_name, measures)))))
    heading = (
        _("For {readers}").format(readers=" ".join(story.audience.split()))
        if story.audience.strip()
        else _("For readers not named yet")
    )
    missing = tag("p", _("Nothing is written in this story yet."), class_="missing")
    return joined([tag("h3", heading), paragraph(told, "lead"), facts(pairs) if pairs else "" if told else missing])


def _told(story: StoryBrief, plan: Plan) -> str:
    """The story in one paragraph; empty while a part of it is missing."""
    measures = [plan.measures.get(key) for key in story.measures]
    moved = [_moved(measure, plan) for measure in measures if measure]
    if not moved or not all(moved) or not all(getattr(story, name).strip() for name in _TOLD):
        return ""
    said = [
        *moved,
        _sentence(story.claim),
        _("What we do not know: {unknown}").format(unknown=_sentence(story.unknown)),
    ]
    return " ".join(
        [*said, _("We ask {audience}: {ask}").format(audience=story.audience.strip(), ask=_sentence(story.ask))]
    )


def _moved(measure: Measure, plan: Plan) -> str:
    """How the measure moved, for whom, by which source; empty while that is not known."""
    node, source = plan.logic.nodes.get(measure.node), plan.sources.get(measure.source)
    people = ((node.population if node else "") or plan.header.people.who).strip()
    known = [each for each in overall(measure, plan.observations) if each.known is not None]
    since = measure.baseline.period.strip()
    if measure.baseline.known is None or not known or not (people and since and source and measure.name.strip()):
        return ""
    before, after = measured_words(measure.baseline, measure.unit), measured_words(known[-1], measure.unit)
    counted = "" if known[-1].n is None else _("{n} counted").format(n=in_digits(known[-1].n))
    about = and_so_on([source.name, period_words(known[-1].start, known[-1].end, plan.header), counted], ", ")
    how = _("stayed at") if before == after else _("moved from {before} to").format(before=before)
    return _("Since {since}, “{measure}” for {people} {how} {after} ({about}).").format(
        since=since, measure=measure_name(measure), people=people, how=how, after=after, about=about
    )


def _sentence(text: str) -> str:
    words = text.strip()
    return words if words.endswith((".", "?", "!")) else f"{words}."
