"""What the words beside a value that is less sure than others mean."""

from __future__ import annotations

from collections.abc import Collection

from jqtools.words import _, marked

_MEANING = {
    "review": marked("“review”: ask somebody who knows statistics to look at the value first."),
    "caution": marked("“caution”: the value is not very sure, so use it with care."),
    "unreliable": marked("“unreliable”: the value is too unsure to act on."),
}


def flags_explained(flags: Collection[str]) -> str:
    """What these flags mean, beside a chart whose circles are open where there is one; nothing without any."""
    told = [_(words) for flag, words in _MEANING.items() if flag in flags]
    said = [_("An open circle marks a value to be careful with."), *told, _("The table says why.")]
    return " ".join(said) if told else ""
