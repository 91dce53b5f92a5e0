"""How far a measure has come from its baseline toward its target; worked out, never stored.

Progress is (value - baseline) / (target - baseline), by the sign of what is better. The state follows a
straight line from baseline to target: on track at or beyond it (within the margin), watch within a quarter of
the needed change, off track else. No data is a state of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.measure import Direction, Measure
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.words import _, in_percent, marked

WATCH_SHARE = 0.25


class Track(StrEnum):
    """How a measure stands; always shown in words."""

    ON_TRACK = marked("on track")
    WATCH = marked("watch")
    OFF_TRACK = marked("off track")
    NO_DATA = marked("no data")


@dataclass(frozen=True)
class Progress:
    """`done` is the share of the needed change that has happened (1 is all of it), None where it has no meaning.

    `reason` says in a sentence why the track is what it is, or why nothing can be said.
    """

    track: Track
    done: float | None
    reason: str
    latest: Observation | None = None


def overall(measure: Measure, observations: Records[Observation]) -> tuple[Observation, ...]:
    """The observations of the measure for everyone, by their period."""
    mine = [each for each in observations if each.measure == measure.id and not each.group.strip()]
    return tuple(sorted(mine, key=_when))


def progress(measure: Measure, observations: Records[Observation], start: str = "") -> Progress:
    """How the measure stands by its latest known observation.

    Parameters
    ----------
    start
        The first day of the plan, from which the straight line runs to the target's date.
    """
    known = [each for each in overall(measure, observations) if each.known is not None]
    base, aim = measure.baseline.known, measure.target.known
    missing = {_("observed value"): bool(known), _("baseline"): base is not None, _("target"): aim is not None}
    lacking = [name for name, there in missing.items() if not there]
    if lacking:
        return Progress(
            Track.NO_DATA,
            None,
            _("There is no {lacking} yet.").format(lacking=lacking[0]),
            known[-1] if known else None,
        )
    latest = known[-1]
    if measure.direction not in (Direction.UP, Direction.DOWN, Direction.REACH):
        return Progress(Track.NO_DATA, None, _("This measure has no direction in which it should move."), latest)
    if aim == base:
        return _held(measure, latest, base)
    done = (latest.value - base) / (aim - base)
    needed = _share_due(measure, latest, start)
    slack = (latest.margin or 0) / abs(aim - base)
    return Progress(_track(measure, done, needed, slack), done, _reason(done, needed), latest)


def _track(measure: Measure, done: float, needed: float, slack: float) -> Track:
    short = needed - done
    if measure.direction is Direction.REACH:
        short = max(short, done - 1)
    if short <= slack + 1e-9:
        return Track.ON_TRACK
    return Track.WATCH if short <= WATCH_SHARE + 1e-9 else Track.OFF_TRACK


def _held(measure: Measure, latest: Observation, base: float) -> Progress:
    change, slack = latest.value - base, latest.margin or 0
    worse = {Direction.UP: -change, Direction.DOWN: change, Direction.REACH: abs(change)}[measure.direction]
    if worse <= slack:
        return Progress(Track.ON_TRACK, None, _("The target is to hold the baseline, and it is held."), latest)
    return Progress(Track.OFF_TRACK, None, _("The target is to hold the baseline, and it is not held."), latest)


def _share_due(measure: Measure, latest: Observation, start: str) -> float:
    begins, due, now = first_day(start), last_day(measure.target.date), _when(latest)
    if begins is None or due is None or now is None or due <= begins or now == date.min:
        return 1.0
    return min(max((now - begins).days / (due - begins).days, 0.0), 1.0)


def _reason(done: float, needed: float) -> str:
    return _("{done} of the way from baseline to target; the straight line asks for {needed} by then.").format(
        done=in_percent(done), needed=in_percent(needed)
    )


def _when(observation: Observation) -> date:
    return last_day(observation.end or observation.start) or date.min
