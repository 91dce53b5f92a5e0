"""Better forms of an answer that the coach can offer for a finding, each applied with one click."""

from __future__ import annotations

from jqtools.coach.finding import Finding
from jqtools.coach.offers import logic, measures, scope
from jqtools.coach.offers.offer import Offer, Rewrite
from jqtools.plan import Plan

# The offers by the code of the check they answer.
OFFERS: dict[str, list[Offer]] = {}
for _module in (scope, logic, measures):
    for _offer in vars(_module).values():
        if isinstance(_offer, Offer):
            for _code in _offer.codes:
                OFFERS.setdefault(_code, []).append(_offer)


def rewrites(plan: Plan, finding: Finding) -> tuple[Rewrite, ...]:
    """The better forms that the coach offers for this finding; empty when it has none.

    Each is a whole plan, so that nothing changes until a person takes one.
    """
    key = finding.path.partition("/")[2]
    made = [rewrite for offer in OFFERS.get(finding.code, []) for rewrite in offer.make(plan, key)]
    return tuple(rewrite for rewrite in made if rewrite.plan != plan)
