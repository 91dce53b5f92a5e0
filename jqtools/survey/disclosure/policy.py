"""The rules of a publication: how few people are too few, and what else tells too much."""

from __future__ import annotations

from dataclasses import dataclass

from jqtools.errors import DataError
from jqtools.survey.disclosure.values.coarsening import checked_bands

ZERO_RULES = ("double", "hide", "show")


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The rules of a publication.

    Parameters
    ----------
    min_n
        The fewest people in a group that is shown.
    min_complement
        The fewest people who have, and who lack, what a share counts; without it, `min_n`.
    dominance
        (n, k): a mean or total is hidden if its n largest contributors make up more than k percent of it.
    p_percent
        A mean or total is hidden if its second largest contributor could work out the largest to within this
        percentage of it.
    zero_rule
        What of 0% and 100%, which tell the same of each person: "double" needs twice `min_complement` people,
        "hide" hides them all, "show" shows them like others.
    percent_bands
        Shares near 0% and 100% are shown as bands: ((10, 20), (41, 5)) shows "20% or less" and "80% or more" of groups
        from 10 people upwards, "5% or less" and "95% or more" from 41. What is hidden is decided as if they were exact.
    whole_percent
        True to show other shares as whole percents.
    round_to
        Numbers of people are shown to the nearest multiple of this; 1 leaves them as they are. What is hidden is
        decided as if they were exact.
    differences
        True if a number is hidden that differs by fewer than `min_n` people from what an earlier release of the
        same cell showed; see `Ledger`.
    """

    name: str = "custom"
    min_n: int = 10
    min_complement: int | None = None
    dominance: tuple[int, float] | None = None
    p_percent: float | None = None
    zero_rule: str = "double"
    percent_bands: tuple[tuple[int, float], ...] | None = None
    whole_percent: bool = False
    round_to: int = 1
    differences: bool = True

    def __post_init__(self) -> None:
        for value in (self.min_n, self.complement, self.round_to):
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise DataError(f"a policy's minimums are whole numbers from 1 upwards, got {value!r}")
        if self.percent_bands is not None:
            checked_bands(self.percent_bands)
        if self.zero_rule not in ZERO_RULES:
            raise DataError(f"zero_rule is one of {', '.join(ZERO_RULES)}; got {self.zero_rule!r}")
        if self.p_percent is not None and not 0 < self.p_percent <= 100:
            raise DataError(f"p_percent lies above 0 and is at most 100, got {self.p_percent!r}")
        if self.dominance is not None and not _is_dominance(self.dominance):
            raise DataError(f"dominance is (n, k), such as (1, 80): n people and k percent; got {self.dominance!r}")

    @property
    def complement(self) -> int:
        return self.min_n if self.min_complement is None else self.min_complement


def _is_dominance(rule: object) -> bool:
    if not isinstance(rule, tuple) or len(rule) != 2:
        return False
    n, k = rule
    return isinstance(n, int) and not isinstance(n, bool) and n >= 1 and 0 < k < 100


POLICIES = (
    Policy(name="agency-n10", min_n=10),
    Policy(name="nchs", min_n=5),
    Policy(name="wioa-state", min_n=10, zero_rule="hide"),
    Policy(name="employers", min_n=3, dominance=(1, 80.0), zero_rule="show"),
)


def policy(name: str = "agency-n10") -> Policy:
    """A policy by name.

    "agency-n10" hides groups of fewer than ten people, the usual rule of agencies; "nchs" fewer than five;
    "wioa-state" fewer than ten, and every 0% and 100%; "employers" fewer than three employers, and totals that one
    of them makes up more than 80% of.
    """
    for known in POLICIES:
        if known.name == name:
            return known
    raise DataError(f"no policy {name!r}; the policies are {', '.join(known.name for known in POLICIES)}")
