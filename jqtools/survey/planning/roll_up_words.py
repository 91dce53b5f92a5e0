"""What was merged or dropped, in words that may be shown: they hold no number of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

WHY = "because too many rows would have to be hidden otherwise"


def candidate_words(by: Sequence[str], merged: Mapping[str, Mapping[str, Sequence[object]]]) -> str:
    """A table in a few words."""
    merges = [name for names in merged.values() for name in names]
    return f"by {listed(by)}" * bool(by) + f", with {listed(merges)}" * bool(merges) or "everyone"


def told_words(
    asked: Sequence[str],
    shown: Sequence[str],
    merged: Mapping[str, Mapping[str, Sequence[object]]],
    suppressed: np.ndarray,
) -> tuple[str, ...]:
    """How the table that is shown differs from what was asked, a sentence a change, and what is hidden still."""
    words = [
        f'"{name}" stands for {listed(parts)} in {column}, {WHY}.'
        for column, names in merged.items()
        for name, parts in names.items()
    ]
    if len(shown) < len(asked):
        whole = listed(shown) and f"Shown by {listed(shown)} only"
        words.append(f"{whole or 'Shown for everyone only'}, not by {listed(asked[len(shown) :])}, {WHY}.")
    if not words:
        words.append("Shown as asked.")
    if suppressed.all():
        words.append("Nothing can be shown: the groups are too small, however they are rolled up.")
    elif suppressed.any():
        words.append("Some rows are hidden.")
    return tuple(words)


def listed(items: Sequence[object]) -> str:
    """Items with commas, and "and" before the last."""
    texts = [str(item) for item in items]
    return " and ".join([", ".join(texts[:-1])] * bool(texts[1:]) + texts[-1:])
