"""What a note or name is about: a note explains a gap in a measure only where it speaks of it."""

from __future__ import annotations

import re

_BASELINE = re.compile(
    r"\b(?:baselines?|before|earlier|new|first|yet|starts?|started|starting|begins?|began|exists?|existed)\b",
    re.IGNORECASE,
)
_COMPLAINTS = re.compile(
    r"\b(?:complain\w*|grievanc\w*|report(?:s|ed|ing)?|rise|rises|rising|increases?|trust\w*|at first)\b",
    re.IGNORECASE,
)
_RACE_OR_SEX = re.compile(r"\b(?:race|races|racial|ethnic\w*|sex|gender)\b", re.IGNORECASE)
_LIVING_WAGE = re.compile(r"\bliving[-\s]+wages?\b", re.IGNORECASE)
_OUR_PEOPLE = re.compile(
    r"\bafter\s+(?:exit|leaving|placement)\b"
    r"|\b(?:participants?|exiters?|customers?|trainees?|apprentices?|graduates?|contract\s+workers?)\b"
    r"|\b(?:workers?|staff|people|employees?|residents?)\s+(?:on|in|of|at|under|covered\s+by)\s+(?:our|the|these|covered)"
    r"\s+(?:[\w-]+\s+)?(?:contracts?|programs?|trainings?|vendors?|agreements?|sites?)\b",
    re.IGNORECASE,
)


def about_baseline(text: str) -> bool:
    """Whether a note says something of the time before: "a new service"."""
    return bool(_BASELINE.search(text))


def about_complaints(text: str) -> bool:
    """Whether a note says how to read complaints or reports: "a rise at first is trust"."""
    return bool(_COMPLAINTS.search(text))


def about_race_or_sex(text: str) -> bool:
    """Whether a note speaks of race, ethnicity or sex."""
    return bool(_RACE_OR_SEX.search(text))


def names_living_wage(text: str) -> bool:
    """Whether a text names the living wage, with a hyphen or without."""
    return bool(_LIVING_WAGE.search(text))


def about_people_we_reach(text: str) -> bool:
    """Whether a text speaks of people whom the plan reaches: participants, or workers on our contracts."""
    return bool(_OUR_PEOPLE.search(text))
