"""Step 2 in the report: the lever that people chose and why, how they will use it, and the scores behind the talk."""

from __future__ import annotations

from jqtools.content import criteria, levers
from jqtools.plan.comparison import fit, gate, score, scores, sensitivity, too_close
from jqtools.plan.lever import Criteria, LeverKey, Levers, ReachBands
from jqtools.plan.plan import Plan
from jqtools.report.fields import answered, in_their_term, records_table
from jqtools.report.markup import Markup, detail, facts, joined, lines, listed, paragraph, table, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import coded
from jqtools.words import _, in_digits


def lever(plan: Plan) -> Markup:
    """The choice with its reason, how each chosen lever will be used, then how the levers scored."""
    used = joined(_use(plan, key) for key in plan.choice.chosen())
    said = facts(_choice(plan)) if plan.choice.chosen() else paragraph(_("No lever is chosen yet."), "missing")
    return section("lever", said, used, _scores(plan))


def _choice(plan: Plan) -> list[tuple[str, object]]:
    choice = plan.choice
    levers_by_term = [(_("First lever"), choice.primary), (_("Second lever"), choice.secondary)]
    levers_by_term += [(_("Further lever"), key) for key in choice.chosen() if key in choice.more]
    pairs = [(term, _named(plan, key)) for term, key in levers_by_term if key]
    pairs.append((_("Why"), lines(choice.reason) or _("no reason given yet")))
    rest = [
        (_("Why two"), choice.why_two),
        (_("The outcome that needs both"), coded(plan.logic, choice.shared_outcome)),
        (_("How we will use it"), choice.ways),
    ]
    return pairs + [(term, lines(words)) for term, words in rest if words.strip()]


def _named(plan: Plan, key: LeverKey) -> Markup:
    about = in_their_term(levers()[key].what, plan.header.term)
    return Markup(tag("strong", levers()[key].label) + detail(about) + detail(fit(key, plan.elements).reason))


def _use(plan: Plan, key: LeverKey) -> Markup:
    pairs = answered(key.value, plan.lever_details, term=plan.header.term)
    tables = _tables(plan) if key is LeverKey.PROCUREMENT else Markup()
    if not pairs and not tables:
        return Markup()
    name = levers()[key].label
    heading = tag("h3", _("How we will use {name}").format(name=name if name.startswith("HR") else name.lower()))
    return joined([heading, facts(pairs) if pairs else "", tables])


def _tables(plan: Plan) -> Markup:
    details = plan.lever_details.procurement
    pipeline = records_table(_("Contracts that come up"), "contract", details.pipeline, "what")
    scoring = records_table(
        _("How bids are scored"), "scoring_row", details.scoring, "criterion", term=plan.header.term
    )
    return joined([pipeline, scoring])


def _scores(plan: Plan) -> Markup:
    if not any(_answered(plan.levers.criteria(key)) for key in LeverKey):
        return paragraph(_("The levers are not scored yet."), "missing")
    chosen = plan.choice.chosen()
    heads = [_("Question"), _("Weight"), *[_head(key, key in chosen) for key in LeverKey]]
    shown = table(_("Answers and score of each lever"), heads, _rows(plan.levers), "figures totals")
    note = _("Answers run from 0 to 3. The score helps a conversation; people chose.")
    told = [tag("h3", _("How the levers compare")), paragraph(too_close(plan.levers), "note"), shown]
    return joined([*told, paragraph(note + _bands(plan.levers.reach), "detail"), _notes(plan.levers), _swings(plan)])


def _rows(found: Levers) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (
            text.label,
            getattr(found.weights, name),
            *[_points(getattr(found.criteria(key), name)) for key in LeverKey],
        )
        for name, text in criteria().items()
    ]
    return [*rows, (_("Score, of 100"), "", *[_score(found, key) for key in LeverKey])]


def _head(key: LeverKey, is_chosen: bool) -> str:
    return _("{lever} (chosen)").format(lever=levers()[key].label) if is_chosen else levers()[key].label


def _answered(answers: Criteria) -> bool:
    return any(getattr(answers, name) not in (None, "") for name in Criteria.model_fields)


def _points(value: int | None) -> str:
    return _("no answer") if value is None else str(value)


def _score(found: Levers, key: LeverKey) -> str:
    answers = found.criteria(key)
    points = score(answers, found.weights)
    return gate(answers) or (_("not scored yet") if points is None else str(points))


def _bands(reach: ReachBands) -> str:
    if reach == ReachBands():
        return ""
    return _(" Reach counts 1 from {some} people, 2 from {many} and 3 from {most}.").format(
        some=in_digits(reach.some), many=in_digits(reach.many), most=in_digits(reach.most)
    )


def _notes(found: Levers) -> Markup:
    notes = [(levers()[key].label, lines(found.criteria(key).note)) for key in LeverKey]
    told = [pair for pair in notes if pair[1]]
    return facts(told) if told else Markup()


def _swings(plan: Plan) -> Markup:
    """Whether the lever on top hangs on one weight; nothing while fewer than two levers have a score."""
    if len(scores(plan.levers)) < 2:
        return Markup()
    said = [
        _("With the weight of {criterion} {change}, {lever} comes out on top.").format(
            criterion=criteria()[swing.criterion].label, change=_(swing.change), lever=levers()[swing.top].label
        )
        for swing in sensitivity(plan.levers)
    ]
    none = _("No single weight, halved or doubled, changes which lever comes out on top.")
    return listed(said) or paragraph(none, "detail")
