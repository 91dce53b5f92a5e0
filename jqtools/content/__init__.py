"""The playbook's vocabulary as data: steps, levers, criteria, principles, questions, forms."""

from __future__ import annotations

from jqtools.content.loader import criteria, equity_questions, forms, kinds, levers, principles, section_words, steps

__all__ = ["criteria", "equity_questions", "forms", "kinds", "levers", "principles", "section_words", "steps"]
