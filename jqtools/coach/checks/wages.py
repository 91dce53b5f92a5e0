"""Whether the wage that a plan calls a living wage can be one, an hour or a year."""

from __future__ import annotations

from jqtools.coach.registry import number
from jqtools.plan.definition import WageBasis, WageBenchmark
from jqtools.words import _, in_dollars

_HOURLY, _ANNUAL = (2, 500), (4_000, 1_000_000)


def unlikely(wage: WageBenchmark) -> str:
    """Why the amount can hardly be a living wage, in a sentence; empty when it can, or while there is none."""
    least, most = _ANNUAL if wage.basis is WageBasis.ANNUAL else _HOURLY
    if wage.value is None or least <= wage.value <= most:
        return ""
    dollars = _("The living wage is ${wage}").format(wage=number(wage.value))
    if wage.basis is None:
        return _("{dollars}, and you have not said whether an hour or a year; it would count as an hour.").format(
            dollars=dollars
        )
    period = _("a year") if wage.basis is WageBasis.ANNUAL else _("an hour")
    return _("{dollars} {period}, which can hardly be; pay {period} lies between {least} and {most}.").format(
        dollars=dollars, period=period, least=in_dollars(least, cents=False), most=in_dollars(most, cents=False)
    )
