"""What a published table hides, in words that tell no more than the table."""

from __future__ import annotations

from typing import Any

from jqtools.words import _, several


def hidden_words(published: Any) -> str:
    """Why groups are hidden and by which rules; not which for which reason, because that would tell something."""
    if not published.frame["suppressed"].any():
        return ""
    rules = published.policy
    words = _(
        "Why groups are hidden: some are small ({least} people is the least we show). Others protect a small group,"
        " which could be worked out from them. We never say which is which, because that would tell too much. "
        "Rules in force: {name}."
    )
    return words.format(least=rules.min_n, name=rules.name)


def shown_words(published: Any) -> str:
    """How many groups of a published table are shown, how many are hidden, and how many have nobody to count."""
    hidden = int(published.frame["suppressed"].sum())
    shown = int(published.frame["estimate"].notna().sum())
    empty = len(published.frame) - hidden - shown
    words = several("{n} group is shown below", "{n} groups are shown below", shown)
    none = several("{n} group has no value.", "{n} groups have no value.", empty) if empty else ""
    if not hidden:
        return f"{words}. {none}".strip()
    if not shown and not empty:
        return _("No group can be shown, because the numbers could point to a few people. Hidden is not zero.")
    more = several(
        "{n} is hidden, because the numbers could point to a few people. Hidden is not zero.",
        "{n} are hidden, because the numbers could point to a few people. Hidden is not zero.",
        hidden,
    )
    both = _("{shown}; {hidden}").format(shown=words, hidden=more)
    return f"{both} {none}".strip()
