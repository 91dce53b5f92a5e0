"""The content by what it is: one function for each sort of entry, read when first asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from jqtools.content import form_texts, library, outside, texts
from jqtools.content.loader import entries


def kinds() -> MappingProxyType[str, texts.KindText]:
    """The kinds of element of step 1, by key."""
    return entries("kinds")


def levers() -> MappingProxyType[str, texts.LeverText]:
    """The five levers, by key."""
    return entries("levers")


def criteria() -> MappingProxyType[str, texts.CriterionText]:
    """The eight questions of step 2, by key."""
    return entries("criteria")


def principles() -> MappingProxyType[str, texts.PrincipleText]:
    """The eight job quality principles, by key."""
    return entries("principles")


def equity_questions() -> MappingProxyType[str, texts.EquityQuestion]:
    """The seventeen questions of step 4, by id."""
    return entries("equity_questions")


def steps() -> MappingProxyType[str, form_texts.StepText]:
    """The notebooks in order, by file name without its ending."""
    return entries("steps")


def section_words(section: str) -> str:
    """A section of the plan in words, such as "your goals"."""
    step = next(step for step in steps().values() if section in step.sections)
    return step.words[step.sections.index(section)]


def forms() -> MappingProxyType[str, tuple[dict[str, Any], ...]]:
    """The fields of each form, by form: name, label, type, hint, options, and when it is asked."""
    return MappingProxyType({name: form.as_written for name, form in entries("forms").items()})


def stages() -> MappingProxyType[str, MappingProxyType[str, texts.StageText]]:
    """The stages of using each lever, by lever and then by stage, in order."""
    found: dict[str, dict[str, texts.StageText]] = {lever: {} for lever in levers()}
    for key, stage in entries("stages").items():
        lever, _, name = key.partition(".")
        found[lever][name] = stage
    return MappingProxyType({lever: MappingProxyType(each) for lever, each in found.items()})


def objections() -> MappingProxyType[str, texts.ObjectionText]:
    """What you may hear, and an answer, by key."""
    return entries("objections")


def agenda() -> MappingProxyType[str, texts.AgendaPart]:
    """The parts of a meeting that goes through all steps, in their order, by key."""
    return entries("agenda")


def definition_rules() -> MappingProxyType[str, texts.DefinitionRule]:
    """Known rules that join the wage test and the other criteria of a definition, by key."""
    return entries("definition_rules")


def refinements() -> MappingProxyType[str, texts.Refinement]:
    """Ideas outside your control with the part that you do control, by key."""
    return entries("refinements")


def legal_prompts() -> MappingProxyType[str, texts.LegalPrompt]:
    """Questions on what the law allows, by key."""
    return entries("legal_prompts")


def areas() -> MappingProxyType[str, library.AreaText]:
    """The groups of indicators in order, by key."""
    return entries("areas")


def indicators() -> MappingProxyType[str, library.Indicator]:
    """The library of indicators, by id such as EA01."""
    return entries("indicators")


def starter_sets() -> MappingProxyType[str, library.StarterSet]:
    """A short list of indicators to start with, by lever."""
    return entries("starter_sets")


def source_cards() -> MappingProxyType[str, outside.SourceCard]:
    """Known data sources, by key such as acs_pums."""
    return entries("sources")


def wage_benchmarks() -> MappingProxyType[str, outside.WageBenchmarkCard]:
    """Where a living wage can come from, by key; values are never shipped, because they go out of date."""
    return entries("benchmarks")


def schemes() -> MappingProxyType[str, outside.Scheme]:
    """Sets of categories that people are grouped by, by key such as spd15_2024."""
    return entries("schemes")


def frameworks() -> MappingProxyType[str, outside.Framework]:
    """Others' lists of what makes a good job, by key."""
    return entries("frameworks")


def crosswalk() -> MappingProxyType[str, outside.CrosswalkRow]:
    """What each framework calls a principle, by principle."""
    return entries("crosswalk")
