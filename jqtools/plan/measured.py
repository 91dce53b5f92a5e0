"""A value that somebody measured, aims for or lacks: never a bare number, always with its state.

Missing is a state, never 0; suppressed is not 0 either.
"""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.values import Number, Value, Whole


class ValueStatus(StrEnum):
    """Why a value is there, or why it is not."""

    OK = "ok"
    ESTIMATE = "estimate"
    MISSING = "missing"
    NOT_COLLECTED = "not_collected"
    NOT_YET_DUE = "not_yet_due"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


_GIVEN = (ValueStatus.OK, ValueStatus.ESTIMATE)


class Measured(Value):
    """`value` in the measure's unit, the count of people or things `n` behind it, and its parts.

    `status` is None while nobody has said it: then a value is ok and none is missing. `margin` is the
    90% margin of error in the unit of `value`.
    """

    value: Number | None = None
    status: ValueStatus | None = None
    n: Whole | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    margin: Number | None = None

    @property
    def state(self) -> ValueStatus:
        """The status, worked out from the value where nobody has said it."""
        return self.status or (ValueStatus.MISSING if self.value is None else ValueStatus.OK)

    @property
    def known(self) -> float | None:
        """The value where the status says that there is one, else None."""
        return self.value if self.state in _GIVEN else None

    @property
    def contradicts_itself(self) -> bool:
        """Whether there is a value and a status that says there is none, or the reverse."""
        return (self.value is None) is (self.state in _GIVEN)
