"""The panels of a page: what a plan says when it is worked out. Pure functions of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from jqtools.app.equity_views import places
from jqtools.coach import Finding, Severity
from jqtools.content import equity_questions, steps
from jqtools.plan import Plan
from jqtools.plan.equity import Status
from jqtools.plan.measure import Measure
from jqtools.plan.progress import Track
from jqtools.plan.progress import progress as worked_out
from jqtools.plan.scope import scope_statement
from jqtools.report.markup import Markup, joined, listed, paragraph, tag
from jqtools.report.words import measure_name, measured_words, period_words
from jqtools.widgets.panel import place_href
from jqtools.words import _, date_words

_TRACK_TONES = {Track.ON_TRACK: "good", Track.WATCH: "consider", Track.OFF_TRACK: "fix", Track.NO_DATA: "plain"}
# The check that asks for something in place or planned under each of the four named pillars.
PILLARS_CHECK = "E21"


def scope(plan: Plan) -> Markup:
    """The scope statement, or what it waits for."""
    words = scope_statement(plan.elements)
    if not words:
        words = _("Your scope statement writes itself here once you keep a change that you control.")
    return tag("div", paragraph(words), class_="jq-quote")


def progress(plan: Plan) -> Markup:
    """How each measure stands by its latest observation, and why."""
    if not plan.measures:
        return paragraph(_("No measures yet. Add them in step 3; then enter here what they show."))
    return tag("div", listed((_progress(measure, plan) for measure in plan.measures), class_="jq-progress"))


def _progress(measure: Measure, plan: Plan) -> Markup:
    found = worked_out(measure, plan.observations, plan.header.period.start)
    track = tag("span", _(found.track.value).capitalize(), class_=f"jq-tag jq-tone-{_TRACK_TONES[found.track]}")
    latest = Markup()
    if found.latest:
        when = period_words(found.latest.start, found.latest.end, plan.header) or _("no period given")
        latest = paragraph(
            _("Latest: {value}, {when}.").format(value=measured_words(found.latest, measure.unit), when=when)
        )
    return joined((tag("p", tag("strong", measure_name(measure)), " ", track), paragraph(found.reason), latest))


def change_log(plan: Plan) -> Markup:
    """The lines of the change log, the newest first."""
    if not plan.changes:
        return paragraph(_("Nothing yet. Once the plan is adopted, each section that changes is noted here by day."))
    lines = [_line(each.date, each.what, each.why, each.role) for each in reversed(plan.changes)]
    return listed(lines, class_="jq-log")


def _line(day: str, what: str, why: str, role: str) -> Markup:
    rest = " ".join(part for part in (what, why, role and f"({role})") if part.strip())
    return joined((tag("strong", f"{date_words(day)}: "), rest)) if day else joined((rest,))


def equity(plan: Plan, found: Sequence[Finding], here: str, linked: bool) -> Markup:
    """The count of answers by pillar, what is still open to be ready, and where each "not planned" sends you."""
    given = {key: plan.answers.get(key) for key in equity_questions()}
    count = Counter(answer.status if answer else None for answer in given.values())
    done = count[Status.IN_PLACE] + count[Status.PLANNED]
    words = _(
        "{done} of {all} in place or planned; {not_planned} not planned; {apart} do not apply; {rest} not answered."
    ).format(
        done=done,
        all=len(given),
        not_planned=count[Status.NOT_PLANNED],
        apart=count[Status.NOT_APPLICABLE],
        rest=count[None],
    )
    missing = [key for key, answer in given.items() if answer and answer.status is Status.NOT_PLANNED]
    back = [_back(plan, key, here, linked) for key in missing]
    head = tag("h3", _("Go back and change the plan"), class_="jq-further") if back else Markup()
    by_pillar = joined((_pillars(plan), _pillars_open(plan, found)))
    if count[None] == len(given):
        by_pillar = tag("details", tag("summary", _("By pillar")), by_pillar)
    return joined((paragraph(words, "jq-strong"), by_pillar, head, listed(back)))


def _back(plan: Plan, question: str, here: str, linked: bool) -> Markup:
    """A question that is not planned, with the records to change and the section they are in."""
    found = places(plan, question, lambda path: place_href(path, here, linked))
    links = listed(tag("a", words, href=href) if href else words for href, words in found)
    return joined((equity_questions()[question].question, links))


def _pillars(plan: Plan) -> Markup:
    asked: dict[str, list[str]] = {}
    for key, question in equity_questions().items():
        asked.setdefault(question.pillar, []).append(key)
    said = {pillar: sum(_is_said(plan, key) for key in keys) for pillar, keys in asked.items()}
    lines = [
        _("{pillar}: {n} of {all} in place or planned").format(pillar=pillar, n=said[pillar], all=len(keys))
        for pillar, keys in asked.items()
        if said[pillar]
    ]
    nothing = ", ".join(pillar for pillar in asked if not said[pillar])
    rest = _("Nothing in place or planned yet: {pillars}.").format(pillars=nothing) if nothing else ""
    return joined((listed(lines, class_="jq-columns-list") if lines else "", paragraph(rest)))


def _is_said(plan: Plan, key: str) -> bool:
    answer = plan.answers.get(key)
    return answer is not None and answer.status in (Status.IN_PLACE, Status.PLANNED)


def _pillars_open(plan: Plan, found: Sequence[Finding]) -> Markup:
    """What the coach misses in the named pillars, or that each has what a plan needs to be ready."""
    still = [each for each in found if each.code == PILLARS_CHECK and each.is_open]
    if still:
        said = (
            _said_once(fix, [each for each in still if each.fix == fix])
            for fix in dict.fromkeys(each.fix for each in still)
        )
        return joined((tag("h3", _("To be ready"), class_="jq-further"), listed(said)))
    if not (plan.goals or plan.logic.nodes or plan.engagements):
        return Markup()
    return paragraph(_("Each of the four named pillars has something in place, or planned with a date and an owner."))


def _said_once(fix: str, found: Sequence[Finding]) -> str:
    """What the coach says of one pillar, or one sentence where it says the same of more."""
    if len(found) == 1:
        return f"{found[0].message} {fix}"
    pillars = [equity_questions()[each.path.partition("/")[2]].pillar for each in found]
    words = _("Nothing is in place, or planned with a date and an owner, under {pillars}. {fix}")
    return words.format(pillars=", ".join(pillars), fix=fix)


def next_step(found: Sequence[Finding], here: str, linked: bool) -> Markup:
    """What still stands in the way of this step, and the next one by name where no bar under the page leads there."""
    names = list(steps())
    place = names.index(here)
    open_errors = [f for f in found if f.severity is Severity.ERROR and f.section in steps()[here].sections]
    way = (
        _("{n} to fix in this step first, if you can. You may go on and come back.").format(n=len(open_errors))
        if open_errors
        else ""
    )
    if place + 1 == len(names):
        text = _("That was the last step. Where an answer was no, go back and change the plan.")
        back = listed(_step_link(name, linked) for name in names[1:place])
        return joined((paragraph(way), paragraph(text), back))
    following = steps()[names[place + 1]]
    words = _("Next, step {number}: {title}").format(number=following.number, title=following.title)
    return joined((paragraph(way), "" if linked else paragraph(f"{words}.", "jq-strong")))


def _step_link(name: str, linked: bool) -> Markup | str:
    words = _("Step {number}: {title}").format(number=steps()[name].number, title=steps()[name].title)
    return tag("a", words, href=f"{name}.ipynb") if linked else words


def file_name(plan: Plan, ending: str) -> str:
    """A file name from the plan's title, in small letters and dashes."""
    words = re.sub(r"[^a-z0-9]+", "-", plan.header.title.lower()).strip("-")[:60]
    return f"{words or 'plan'}-{ending}"
