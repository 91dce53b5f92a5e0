"""The entries of the library of indicators (areas, indicators, short lists to start with) and of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from jqtools.content.entry import AsOf, Entry, Fact, Flag, Some, Text, Words

UNITS = Literal[
    "percent",
    "percentage_points",
    "count",
    "dollars",
    "dollars_per_hour",
    "days",
    "hours",
    "points",
    "rate",
    "ratio",
    "index",
]
DIRECTIONS = Literal["up", "down", "reach", "rise_then_fall", "context"]
DIMENSIONS = Literal[
    "race_ethnicity",
    "sex",
    "age",
    "disability",
    "language",
    "veteran",
    "education",
    "geography",
    "occupation",
    "wage_band",
    "employment_type",
    "intersection",
    "other",
]
_FRACTIONS = ("percent", "ratio", "rate")
_Ids = tuple[Words, ...]


class AreaText(Entry):
    """A group of indicators: the letters that their ids begin with, the principle or the lever it is about."""

    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"principle": "principles", "lever": "levers"})

    label: Words
    letters: Words
    principle: Text = ""
    lever: Text = ""


class Indicator(Entry):
    """Something to look at, exactly defined, that a measure of a plan can take over.

    `numerator` and `denominator` say in words what is counted out of what; `definition` says it in a sentence, and
    is made from the two where it is left out. `unit`, `direction`, `splits` and `about` are a plan's own words;
    `target_value` is the value to reach with the direction `reach`. `unit_note` says what the unit leaves open,
    `also` names a second form of the indicator, `watch` its trap, `asked` the everyday words that lead to it.
    """

    key_pattern: ClassVar[str] = "[A-Z]{2}[0-9]{2,4}"
    key_rule: ClassVar[str] = "the id of an indicator is two capital letters and two to four digits, such as EA01"
    refers: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"area": "areas", "sources": "sources", "frameworks": "frameworks"}
    )

    name: Words
    area: Words
    definition: Text = ""
    numerator: Text = ""
    denominator: Text = ""
    about: Literal["people", "organizations", "things"]
    unit: UNITS
    unit_note: Text = ""
    direction: DIRECTIONS
    target_value: float | None = None
    against_wage_benchmark: Flag = False
    sources: _Ids = ()
    source_note: Text = ""
    splits: tuple[DIMENSIONS, ...] = ()
    split_note: Text = ""
    frameworks: Annotated[_Ids, Some]
    also: Text = ""
    watch: Text = ""
    asked: tuple[Words, ...] = ()
    facts: tuple[Fact, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _fraction_in_words(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "definition" in given or not {"numerator", "denominator"} <= set(given):
            return given
        return {**given, "definition": f"{given['numerator']}, out of {given['denominator']}."}

    @model_validator(mode="after")
    def _unit_and_direction_fit(self) -> Indicator:
        if self.unit in _FRACTIONS and not (self.numerator and self.denominator):
            raise ValueError(f"an indicator in {self.unit} needs both 'numerator' and 'denominator'")
        if not self.definition:
            raise ValueError("an indicator needs a 'definition', or both 'numerator' and 'denominator'")
        if (self.direction == "reach") is not (self.target_value is not None):
            raise ValueError("'target_value' is given with the direction reach, and only with it")
        if not self.sources and not self.source_note:
            raise ValueError("'sources' or 'source_note' must say where the number comes from")
        return self


class StarterSet(Entry):
    """A short list to start a lever with: ids of indicators, and words for what is no indicator of the library."""

    key_refers: ClassVar[str] = "levers"
    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"indicators": "indicators", "early": "indicators"})

    indicators: Annotated[_Ids, Some]
    others: tuple[Words, ...] = ()
    early: _Ids = ()
    early_others: tuple[Words, ...] = ()


class GlossaryTerm(Entry):
    """A word that a newcomer may not know: what it means, and the question that leads to it.

    `names` are the ways to write it in a text; one with a capital letter is found only as it is written. A meaning
    that rests on something outside has its `source` and `as_of`.
    """

    term: Words
    ask: Words
    meaning: Words
    names: Annotated[tuple[Words, ...], Some]
    source: Text = ""
    as_of: AsOf | None = None

    @model_validator(mode="after")
    def _source_has_its_date(self) -> GlossaryTerm:
        if bool(self.source) is not bool(self.as_of):
            raise ValueError("'source' and 'as_of' are given together")
        return self
