"""The entries on what others publish: data sources, wage benchmarks, category schemes, frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from jqtools.content.entry import AsOf, Count, Entry, Fact, Flag, Part, Some, Text, Words, frozen_map
from jqtools.content.library import DIMENSIONS

METHODS = Literal["administrative", "report", "survey", "interview", "observation", "public_statistic"]
_Breaks = Annotated[dict[str, Words], AfterValidator(frozen_map), PlainSerializer(dict)]
_PartsOfFrameworks = Annotated[
    dict[str, Annotated[tuple[Words, ...], Some]], AfterValidator(frozen_map), PlainSerializer(dict)
]


class SourceCard(Entry):
    """A known data source: what it is good for, the names in it, its traps.

    `sample` marks estimates from a sample, which have a margin of error; `least_population` is the count of people
    that an area needs for it.
    """

    label: Words
    good_for: Words
    key_names: tuple[Words, ...] = ()
    traps: Annotated[tuple[Words, ...], Some]
    method: METHODS
    sample: Flag
    least_population: Count | None = None
    facts: tuple[Fact, ...] = ()
    source: Words
    as_of: AsOf
    verify: Flag = False


class WageBenchmarkCard(Entry):
    """Where a living wage can come from. `floor_only` marks a value that is no living wage, only a legal floor."""

    label: Words
    gives: Words
    cautions: Annotated[tuple[Words, ...], Some]
    households: tuple[Words, ...] = ()
    floor_only: Flag = False
    source: Words
    as_of: AsOf
    verify: Flag = False


class SchemeDimension(Part):
    """One thing that a scheme groups people by. `overlap` says that a person can be in several groups."""

    dimension: DIMENSIONS
    question: Words
    categories: Annotated[tuple[Words, ...], Some]
    overlap: Flag = False


class Tabulation(Part):
    """A way to count people who gave several answers."""

    label: Words
    overlap: Flag
    note: Words


class Scheme(Entry):
    """A set of categories, with its status and dates.

    `effective` is the day it took effect, None when unknown. `breaks_with` says, by other scheme, why its numbers are
    not on one line with these.
    """

    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"breaks_with": "schemes"})

    label: Words
    status: Words
    effective: AsOf | None = None
    dimensions: tuple[SchemeDimension, ...] = ()
    tabulations: tuple[Tabulation, ...] = ()
    breaks_with: _Breaks = Field(default_factory=lambda: MappingProxyType({}))
    facts: tuple[Fact, ...] = ()
    note: Text = ""
    source: Words
    as_of: AsOf
    verify: Flag = False


class Framework(Entry):
    """Somebody's list of what makes a good job. `in_crosswalk` marks those that `crosswalk` sets side by side."""

    label: Words
    publisher: Words
    parts: tuple[Words, ...] = ()
    in_crosswalk: Flag = False
    note: Text = ""
    facts: tuple[Fact, ...] = ()
    source: Words
    as_of: AsOf
    verify: Flag = False


class CrosswalkRow(Entry):
    """What other frameworks call a principle: `parts` that match it, `near` ones that only touch it."""

    key_refers: ClassVar[str] = "principles"
    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"parts": "frameworks", "near": "frameworks"})

    parts: _PartsOfFrameworks
    near: _PartsOfFrameworks = Field(default_factory=lambda: MappingProxyType({}))
    source: Words
    as_of: AsOf
