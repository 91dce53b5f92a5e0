"""Step 1, determine what you control: the things that would have to change, and who can change them.

A rating is computed from authority, implementation and law, never stored: the weaker of deciding and
carrying out, because what you may decide but cannot carry out is not yours, nor the reverse.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Strict

from jqtools.plan.control_words import control_words
from jqtools.plan.records import Record
from jqtools.plan.values import Level, PartDate, Secured, Text
from jqtools.words import _, marked


class Kind(StrEnum):
    """What sort of thing would have to change; step 2 reads the fitting lever from it."""

    CONTRACT_TERM = "contract_term"
    GRANT_CONDITION = "grant_condition"
    PROGRAM_RULE = "program_rule"
    DEPARTMENT_POLICY = "department_policy"
    ORGANIZATION_POLICY = "organization_policy"
    LOCAL_LAW = "local_law"
    STAFF_PAY = "staff_pay"
    STAFF_HIRING = "staff_hiring"
    STAFF_SCHEDULES = "staff_schedules"
    DECISION_BODY = "decision_body"
    PARTICIPANT_INPUT = "participant_input"
    WORKER_INFORMATION = "worker_information"
    EMPLOYER_HELP = "employer_help"
    MONITORING = "monitoring"
    INVESTIGATION = "investigation"
    DATA_SYSTEM = "data_system"
    OTHER = "other"


class Ring(StrEnum):
    """How far from home the change lies."""

    OWN_AGENCY = "own_agency"
    OUR_PROGRAMS = "our_programs"
    PARTNERS = "partners"
    COMMUNITY = "community"


class Legal(StrEnum):
    """What the law lets you do about it."""

    CLEAR = "clear"
    NEEDS_REVIEW = "needs_review"
    KNOWN_LIMIT = "known_limit"
    BARRED = "barred"


class Action(StrEnum):
    """What you decide to do with an element once it is rated."""

    KEEP = "keep"
    REFINE = "refine"
    PARTNER = "partner"
    PARK = "park"


class Rating(StrEnum):
    """How much of an element is yours to change."""

    DIRECT = marked("direct control")
    STRONG = marked("strong influence")
    SOME = marked("some influence")
    CONCERN = marked("concern")


_BY_LEVEL = {3: Rating.DIRECT, 2: Rating.STRONG, 1: Rating.SOME, 0: Rating.CONCERN}
_DEFAULT_ACTION = {
    Rating.DIRECT: Action.KEEP,
    Rating.STRONG: Action.KEEP,
    Rating.SOME: Action.REFINE,
    Rating.CONCERN: Action.PARK,
}


# What is asked again of a change in new words: the answers were about the old ones.
ASKED_AGAIN = ("kind", "ring", "authority", "implementation", "legal", "rating_override")


class Element(Record):
    """One change: a rule, a contract term, a pay scale, a form, a meeting, a habit.

    `authority`, `implementation` and `data_access` run from 0 (none) to 3 (all ours); None is not yet rated.
    `rating_override` replaces the worked out rating once `override_reason` says why; it can't lift a bar in law.
    """

    text: Text = ""
    kind: Kind | None = None
    ring: Ring | None = None
    authority: Level | None = None
    implementation: Level | None = None
    legal: Legal | None = None
    principles: tuple[Text, ...] = ()
    decider: Text = ""
    decider_outside: Annotated[bool, Strict()] = False
    owner: Text = ""
    resources: Secured | None = None
    data_access: Level | None = None
    window: PartDate = ""
    window_what: Text = ""
    leadership_hook: Text = ""
    rating_override: Rating | None = None
    override_reason: Text = ""
    action: Action | None = None
    refined_text: Text = ""
    partner_name: Text = ""
    partner_ask: Text = ""
    evidence: Text = ""

    @property
    def wording(self) -> str:
        """The text to work with: the rewrite where the element was refined."""
        return self.refined_text if self.action is Action.REFINE and self.refined_text else self.text


def rating(element: Element) -> Rating | None:
    """How much of the element is yours, or None while authority or implementation is blank.

    The rule is a minimum, not an average; a bar in law makes it a concern, a known limit caps it at
    some influence. Data access never makes up for missing authority. A person may override the result
    with a reason, but not a bar in law.
    """
    if is_overridden(element):
        return element.rating_override
    return worked_out_rating(element)


def is_overridden(element: Element) -> bool:
    """Whether a person set the rating, with a reason."""
    given = element.rating_override is not None and bool(element.override_reason.strip())
    return given and element.legal is not Legal.BARRED


def worked_out_rating(element: Element) -> Rating | None:
    """The rating by the rule alone."""
    if element.legal is Legal.BARRED:
        return Rating.CONCERN
    if element.authority is None or element.implementation is None:
        return None
    level = min(element.authority, element.implementation)
    return _BY_LEVEL[min(level, 1) if element.legal is Legal.KNOWN_LIMIT else level]


def rating_reason(element: Element, *, ours: bool = False) -> str:
    """The rating in a sentence that says why, to the reader; with `ours` the agency says it of itself."""
    if is_overridden(element):
        return _override_reason(element)
    rated = worked_out_rating(element)
    if rated is None and element.action is Action.PARK:
        return _("Parked as an outside condition, so it needs no rating.")
    if rated is None:
        return _("Not rated yet: say who decides and who carries it out.")
    if element.legal is Legal.BARRED:
        return _("Concern: the law bars it, whoever decides.")
    why = control_words(element.authority, element.implementation, ours=ours)
    if element.legal is Legal.KNOWN_LIMIT and min(element.authority, element.implementation) > 1:
        return _("Some influence: {why}, but a known legal limit caps it.").format(why=why)
    sentence = _("{rating}: {why}.").format(rating=_(rated.value).capitalize(), why=why)
    if element.legal in (None, Legal.NEEDS_REVIEW):
        sentence += _(" Provisional until the legal question is answered.")
    return sentence


def _override_reason(element: Element) -> str:
    by_rule = worked_out_rating(element)
    differs = by_rule is not None and by_rule is not element.rating_override
    rule = _(" The rule would say {by_rule}.").format(by_rule=_(by_rule.value)) if differs else ""
    reason = element.override_reason.strip().rstrip(".")
    return _("{rating}, set by hand: {reason}.{rule}").format(
        rating=_(element.rating_override.value).capitalize(), reason=reason, rule=rule
    )


def default_action(rated: Rating) -> Action:
    """What the workbook suggests for a rating; the person decides."""
    return _DEFAULT_ACTION[rated]
