"""The playbook's vocabulary as data: steps, levers, questions, forms, and the library of indicators and sources."""

from __future__ import annotations

from jqtools.content.entry import ContentError
from jqtools.content.loader import agency, check_content, content_folder, forget
from jqtools.content.options import options
from jqtools.content.schemas import schema
from jqtools.content.vocabulary import (
    agenda,
    areas,
    criteria,
    crosswalk,
    definition_rules,
    equity_questions,
    forms,
    frameworks,
    indicators,
    kinds,
    legal_prompts,
    levers,
    objections,
    principles,
    refinements,
    schemes,
    section_words,
    source_cards,
    stages,
    starter_sets,
    steps,
    wage_benchmarks,
)

__all__ = [
    "ContentError",
    "agency",
    "agenda",
    "areas",
    "check_content",
    "content_folder",
    "criteria",
    "crosswalk",
    "definition_rules",
    "equity_questions",
    "forget",
    "forms",
    "frameworks",
    "indicators",
    "kinds",
    "legal_prompts",
    "levers",
    "objections",
    "options",
    "principles",
    "refinements",
    "schema",
    "schemes",
    "section_words",
    "source_cards",
    "stages",
    "starter_sets",
    "steps",
    "wage_benchmarks",
]
