"""Step 2 in the report: the lever that people chose and why, and the scores that helped them talk."""

from __future__ import annotations

from jqtools.content import criteria, levers
from jqtools.plan.comparison import fit, gate, score, too_close
from jqtools.plan.lever import Criteria, LeverKey
from jqtools.plan.plan import Plan
from jqtools.report.markup import Markup, detail, facts, lines, paragraph, table, tag
from jqtools.report.sections.titles import section


def lever(plan: Plan) -> Markup:
    """The choice with its reason, then how each lever scored."""
    choice = plan.choice
    if choice.primary is None and choice.secondary is None:
        said = paragraph("No lever is chosen yet.", "missing")
    else:
        said = facts(_choice(plan))
    return section("lever", said, _scores(plan))


def _choice(plan: Plan) -> list[tuple[str, object]]:
    choice = plan.choice
    pairs = []
    for term, key in (("First lever", choice.primary), ("Second lever", choice.secondary)):
        if key:
            name, found = levers()[key], fit(key, plan.elements)
            about = Markup(detail(name.what) + detail(found.reason))
            pairs.append((term, Markup(tag("strong", name.label) + about)))
    pairs.append(("Why", lines(choice.reason) or "no reason given yet"))
    if choice.why_two.strip():
        pairs.append(("Why two", lines(choice.why_two)))
    if choice.ways.strip():
        pairs.append(("How we will use it", lines(choice.ways)))
    return pairs


def _scores(plan: Plan) -> Markup:
    if not any(_answered(plan.levers.criteria(key)) for key in LeverKey):
        return paragraph("The levers are not scored yet.", "missing")
    chosen = plan.choice.chosen()
    heads = ["Question", "Weight", *[_head(key, key in chosen) for key in LeverKey]]
    rows = [
        (
            text.label,
            getattr(plan.levers.weights, name),
            *[_points(getattr(plan.levers.criteria(key), name)) for key in LeverKey],
        )
        for name, text in criteria().items()
    ]
    rows.append(("Score of 100", "", *[_score(plan, key) for key in LeverKey]))
    close = paragraph(too_close(plan.levers), "note")
    note = "Answers run from 0 to 3. The score helps a conversation; people chose."
    shown = table("How the levers compare", heads, rows, "figures totals")
    return Markup(close + shown + paragraph(note, "detail"))


def _head(key: LeverKey, is_chosen: bool) -> str:
    return f"{levers()[key].label} (chosen)" if is_chosen else levers()[key].label


def _answered(answers: Criteria) -> bool:
    return any(getattr(answers, name) is not None for name in Criteria.model_fields)


def _points(value: int | None) -> str:
    return "no answer" if value is None else str(value)


def _score(plan: Plan, key: LeverKey) -> str:
    answers = plan.levers.criteria(key)
    found = score(answers, plan.levers.weights)
    return gate(answers) or ("not scored yet" if found is None else str(found))
