"""Step 4 in the report: the seventeen questions by pillar, and who takes part for what pay.

Answers are counted; there is no score.
"""

from __future__ import annotations

from collections import Counter

from jqtools.content import equity_questions
from jqtools.plan.equity import Answer, Engagement, Status, cost_reason
from jqtools.plan.plan import Plan
from jqtools.report.fields import option
from jqtools.report.markup import Markup, detail, facts, headed, joined, line, lines, paragraph, scrolling, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, counted
from jqtools.words import _, date_words, in_digits, marked

_HEADS = (marked("Question"), marked("Answer"), marked("Who and by when"), marked("In our words"))


def equity(plan: Plan) -> Markup:
    """Counts, the questions pillar by pillar, and the people who take part."""
    return section(
        "equity",
        tag("p", f"{_counts(plan)}.", class_="lead"),
        _questions(plan),
        _not_answered(plan),
        tag("h3", _("Who takes part")),
        *([_engagement(found) for found in plan.engagements] or [paragraph(_("Nobody yet."), "missing")]),
    )


def _status(plan: Plan, key: str) -> Status | None:
    answer = plan.answers.get(key)
    return answer.status if answer else None


def _settled(plan: Plan, keys: list[str]) -> int:
    return sum(_status(plan, key) in (Status.IN_PLACE, Status.PLANNED) for key in keys)


def _counts(plan: Plan) -> str:
    keys = list(equity_questions())
    rest = Counter(_status(plan, key) for key in keys)
    others = [
        (rest[Status.NOT_PLANNED], _("not planned")),
        (
            rest[Status.NOT_APPLICABLE],
            _("that does not apply") if rest[Status.NOT_APPLICABLE] == 1 else _("that do not apply"),
        ),
        (rest[None], _("not answered yet")),
    ]
    first = _("{plan} of {keys} in place or planned").format(plan=_settled(plan, keys), keys=len(keys))
    return "; ".join([first, *[f"{count} {words}" for count, words in others if count]])


def _pillars() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, question in equity_questions().items():
        found.setdefault(question.pillar, []).append(key)
    return found


def _is_blank(plan: Plan, key: str) -> bool:
    """Nothing is said about a question."""
    return plan.answers.get(key) in (None, Answer(id=key))


def _not_answered(plan: Plan) -> Markup:
    """The questions about which nothing is said yet, counted by pillar."""
    left = {pillar: sum(_is_blank(plan, key) for key in keys) for pillar, keys in _pillars().items()}
    by_pillar = ", ".join(f"{pillar} {in_digits(count)}" for pillar, count in left.items() if count)
    words = _("Not answered yet: {n}, by pillar: {pillars}.").format(n=in_digits(sum(left.values())), pillars=by_pillar)
    return paragraph(words, "missing") if by_pillar else Markup()


def _questions(plan: Plan) -> Markup:
    asked = {pillar: [key for key in keys if not _is_blank(plan, key)] for pillar, keys in _pillars().items()}
    rows = [
        tag("tbody", _pillar(pillar, _pillars()[pillar], plan), *[_row(key, plan) for key in keys])
        for pillar, keys in asked.items()
        if keys
    ]
    if not rows:
        return Markup()
    head = tag("thead", tag("tr", *[tag("th", _(head), scope="col") for head in _HEADS]))
    caption = _("The seventeen questions and our answers")
    inner = tag("table", tag("caption", caption), head, *rows, class_="grouped")
    return scrolling(inner, caption)


def _pillar(pillar: str, keys: list[str], plan: Plan) -> Markup:
    said = _("{pillar}: {plan} of {keys} in place or planned").format(
        pillar=pillar, plan=_settled(plan, keys), keys=len(keys)
    )
    return tag("tr", tag("th", said, scope="rowgroup", colspan=len(_HEADS), class_="group"))


def _row(key: str, plan: Plan) -> Markup:
    answer = plan.answers.get(key) or Answer(id=key)
    status = option("answer", "status", answer.status, _("Not answered yet"))
    how = and_so_on([answer.channel, answer.languages and _("languages: {names}").format(names=answer.languages)])
    said = joined([line(answer.reason), line(answer.note), detail(how)])
    cells = (status, and_so_on([answer.owner, date_words(answer.date)]), said)
    question = tag("th", equity_questions()[key].question, scope="row")
    return tag("tr", question, *headed(cells, map(_, _HEADS[1:])))


def _engagement(found: Engagement) -> Markup:
    people = "" if found.people is None else counted(found.people, "person", "people")
    pairs = [
        (
            _("How many, when and how"),
            and_so_on([people, option("engagement", "stage", found.stage), found.method]),
        ),
        (_("What they can decide"), lines(found.decision_right)),
        (_("Paid as"), option("engagement", "paid_as", found.paid_as)),
        (_("Cost"), cost_reason(found)),
        (_("Languages and access"), found.access),
        (_("What changed because of them"), lines(found.what_changed)),
    ]
    rest = [
        (_("Supports are for"), lines(found.support_kinds)),
        (_("Who invites them"), lines(found.recruiter)),
        (_("How they agree to take part"), lines(found.consent)),
    ]
    name = tag("h4", " ".join(found.who.split()) or _("People not named yet"))
    told = [(term, said or _("not said yet")) for term, said in pairs]
    return tag("div", name, facts([*told, *[pair for pair in rest if pair[1]]]), class_="engagement")
