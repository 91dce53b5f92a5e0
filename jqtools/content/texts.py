"""The entries that the four steps are worded with: levers and their stages, questions, rules, rewrites, answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from jqtools.content.entry import AsOf, Count, Entry, Fact, Flag, Part, Some, Text, Words
from jqtools.content.look import check_accent


class KindText(Entry):
    """How a kind of element is called, and the lever it counts toward ("" for none)."""

    closed: ClassVar[bool] = True
    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"lever": "levers"})

    label: Words
    lever: Text


class LeverText(Entry):
    """What a lever is, and ways to use it."""

    closed: ClassVar[bool] = True

    label: Words
    what: Words
    ways: Annotated[tuple[Words, ...], Some]


class CriterionText(Entry):
    """A question asked of every lever, with words for its levels 0 to 3."""

    closed: ClassVar[bool] = True
    kept: ClassVar[tuple[str, ...]] = ("gate",)

    label: Words
    question: Words
    levels: Annotated[tuple[Words, ...], Field(min_length=4, max_length=4)]
    gate: Flag


class PrincipleText(Entry):
    """A job quality principle and its group."""

    label: Words
    group: Words


class EquityQuestion(Entry):
    """One of the seventeen questions; `edit` is the section of the plan to change when the answer is no."""

    closed: ClassVar[bool] = True
    kept: ClassVar[tuple[str, ...]] = ("pillar", "edit")
    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"edit": "sections"})

    pillar: Words
    question: Words
    evidence: Words
    edit: Words
    edit_text: Words


class StageText(Entry):
    """A stage of using a lever: ways to build in engagement and accountability, and what to collect.

    Each of `ways` can be the text of an activity, each of `data` the name of a measure; `early` are those of
    `data` that move before the outcomes do.
    """

    key_pattern: ClassVar[str] = r"[a-z_]{1,40}\.[a-z][a-z0-9_]{0,39}"
    key_rule: ClassVar[str] = "a stage stands under its lever, and both ids have only small letters, digits and _"
    depth: ClassVar[int] = 2
    key_refers: ClassVar[str] = "levers"

    label: Words
    ways: Annotated[tuple[Words, ...], Some]
    data: Annotated[tuple[Words, ...], Some]
    early: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _early_ones_are_data(self) -> StageText:
        strange = [each for each in self.early if each not in self.data]
        if strange:
            raise ValueError(f"each of 'early' must stand in 'data' too, word for word; look at {strange[0]!r}")
        return self


class ObjectionText(Entry):
    """Something you may hear, and an answer."""

    heard: Words
    answer: Words


class AgendaPart(Entry):
    """A part of a meeting: how long it takes, what people do, what they leave with, and the step it belongs to."""

    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"step": "steps"})

    half_day: Count
    title: Words
    minutes: Count
    how: Words
    result: Words
    bring: Words
    step: Words


class DefinitionRule(Entry):
    """A rule that joins the wage test and the other criteria of a definition; `needed` of `of` criteria.

    A rule that somebody else uses has its `source` and `as_of`.
    """

    label: Words
    rule: Literal["all", "wage_and_some", "some"]
    needed: Count | None = None
    of: Count | None = None
    words: Words
    source: Text = ""
    as_of: AsOf | None = None

    @model_validator(mode="after")
    def _counts_fit(self) -> DefinitionRule:
        if (self.needed is None) is not (self.rule == "all"):
            raise ValueError("'needed' is given with the rules wage_and_some and some, and only with these")
        if self.needed and self.of and self.needed > self.of:
            raise ValueError(f"'needed' may not be more than 'of' ({self.of})")
        if bool(self.source) is not bool(self.as_of):
            raise ValueError("'source' and 'as_of' are given together")
        return self


class Refinement(Entry):
    """An idea outside your control, and the part of it that you do control.

    `signals` are lists of small-letter words: an idea fits when it has at least one word of every list. A word
    that ends in * stands for every word that begins so.
    """

    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"lever": "levers"})

    outside: Words
    inside: Words
    lever: Words
    signals: Annotated[tuple[Annotated[tuple[Words, ...], Some], ...], Some]

    def fits(self, text: str) -> bool:
        """Whether the words of an element show that this rewrite may help."""
        line = " ".join(text.casefold().split())
        return all(any(re.search(_pattern(word), line) for word in words) for words in self.signals)


class LegalPrompt(Entry):
    """A question on what the law allows, with facts that show why it must be asked.

    `kinds` are the kinds of element it matters to.
    """

    refers: ClassVar[Mapping[str, str]] = MappingProxyType({"kinds": "kinds"})

    question: Words
    why: Words
    kinds: Annotated[tuple[Words, ...], Some]
    facts: tuple[Fact, ...] = ()


class Agency(Part):
    """What an agency calls itself, and what it calls job quality, such as "good jobs"; "" when it does not say.

    `suppression_policy` is the policy by which the app hides small groups; only those that hide no less than the
    usual one. `accent` is the colour of links and buttons, `accent_dark` the same where people ask for dark screens.
    """

    name: Text = ""
    term: Text = ""
    accent: Text = ""
    accent_dark: Text = ""
    suppression_policy: Literal["agency-n10", "wioa-state"] = "agency-n10"

    @field_validator("accent", "accent_dark")
    @classmethod
    def _is_readable(cls, colour: str, info: ValidationInfo) -> str:
        if colour:
            check_accent(colour, dark=info.field_name == "accent_dark")
        return colour

    @model_validator(mode="after")
    def _has_both_or_none(self) -> Agency:
        if bool(self.accent) is not bool(self.accent_dark):
            raise ValueError("'accent' and 'accent_dark' are given together")
        return self


def _pattern(word: str) -> str:
    stem = re.escape(word.rstrip("*").casefold())
    return rf"(?<!\w){stem}" + ("" if word.endswith("*") else r"(?!\w)")
