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
    """How many groups of a published table are shown, and how many are hidden."""
    hidden = int(published.frame["suppressed"].sum())
    shown = len(published.frame) - hidden
    words = several("{n} group is shown below", "{n} groups are shown below", shown)
    if not hidden:
        return f"{words}."
    if not shown:
        return _("No group can be shown, because the numbers could point to a few people. Hidden is not zero.")
    more = several(
        "{n} is hidden, because the numbers could point to a few people. Hidden is not zero.",
        "{n} are hidden, because the numbers could point to a few people. Hidden is not zero.",
        hidden,
    )
    return _("{shown}; {hidden}").format(shown=words, hidden=more)
