"""What the words of measures and stories sound like: shares, counts, causes, rankings, words in place of numbers."""

from __future__ import annotations

import re

_COUNT_OF = re.compile(r"\W*(?:the\s+)?(?:number|count)\s+of\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\W*(?:the\s+)?(?:(?:percent(?:age)?|share|proportion)\s+of\b|%)", re.IGNORECASE)
_PER = re.compile(r"\bper\b", re.IGNORECASE)
_WORK = (
    r"(?:our|the|this|these)\s+(?:\w+\s+)?(?:plan|polic(?:y|ies)|program|ordinance|rules?|law|contracts?|clause|work)"
)
_CAUSE = re.compile(
    rf"\b(?:because\s+of|due\s+to|thanks\s+to|as\s+a\s+result\s+of)\s+{_WORK}\b"
    r"|\b(?:caused(?:\s+by)?|led\s+to|leads\s+to|resulted\s+(?:in|from))\b"
    rf"|\b{_WORK}\s+(?:raised|lowered|cut|increased|reduced|improved|ended|created|doubled)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\bcontribut\w*", re.IGNORECASE)
_RANKS = re.compile(
    r"\b(?:rank(?:s|ed|ing|ings)?|worst|most\s+dangerous|league\s+tables?|top\s+\d+|bottom\s+\d+|black\s?list"
    r"|name\s+and\s+shame|shame)\b",
    re.IGNORECASE,
)
_WHOLE_ECONOMY = re.compile(
    r"\b(?:(?:un)?employment\s+rate|unemployment|poverty\s+rate|labor\s+force\s+participation|job\s+growth"
    r"|gross\s+domestic\s+product|gdp|cost\s+of\s+living|(?:median\s+)?household\s+income|homelessness|crime\s+rate"
    r"|population\s+growth|tax\s+base|housing\s+costs?|consumer\s+prices?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[$<>~=+-]*\s*\d[\d,.\s]*\s*(?:%|percent)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NO_WORD = re.compile(
    r"(?:t\.?\s?b\.?\s?[acd]\.?|n\.?\s?/?\s?a\.?|to\s+be\s+(?:determined|decided|announced|confirmed)|unknown|missing"
    r"|null|none|not\s+available|not\s+known|pending|to\s+come|[?xX.\s-]+)",
    re.IGNORECASE,
)
_OVERLAP = re.compile(r"\b(?:in\s+combination|overlap\w*|all\s+that\s+apply|multi-?select)\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_QUARTER_AFTER = re.compile(
    rf"\b(?:q([1-8])|([1-8])(?:st|nd|rd|th)|({'|'.join(_ORDINALS)}))(?:\s+(?:and|or|to)\s+(?:q?([1-8])(?:st|nd|rd|th)?"
    rf"|({'|'.join(_ORDINALS)})))?(?:\s+quarters?)?\s+after\s+(?:[\w-]+\s+)?(?:exit|leaving|placement|hire|start)",
    re.IGNORECASE,
)
_MONTHS_AFTER = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\s+months\s+after\b", re.IGNORECASE)
_ONCE = re.compile(
    r"(?:(?:only\s+)?once(?:\s+only)?|one[\s-]time|a\s+single\s+time|(?:once,?\s+)?(?:only\s+)?at\s+the\s+(?:very\s+)?end"
    r"(?:\s+of\s+(?:the|this|our)\s+(?:plan|period|program|project|pilot|grant))?(?:\s+only)?)\.?",
    re.IGNORECASE,
)


def names_count(text: str) -> bool:
    """Whether a text begins as a count does: "Number of ..."; "number ... per ..." is a rate."""
    return bool(_COUNT_OF.match(text)) and not _PER.search(text)


def names_share(text: str) -> bool:
    """Whether a text begins as a share does: "Percent of ..."."""
    return bool(_SHARE_OF.match(text))


def claims_cause(text: str) -> bool:
    """Whether the text says that the plan's work caused a change; "contributed to" does not."""
    return bool(_CAUSE.search(text)) and not _CONTRIBUTED.search(text)


def ranks(text: str) -> bool:
    """Whether the text ranks somebody as worst."""
    return bool(_RANKS.search(text))


def names_whole_economy(text: str) -> bool:
    """Whether the text names a number of the whole area's economy, such as the unemployment rate."""
    return bool(_WHOLE_ECONOMY.search(text))


def only_a_number(text: str) -> bool:
    """Whether there is nothing but a number where words belong: "20,000"; a year may be one."""
    line = text.strip()
    return bool(_NUMBER.fullmatch(line)) and not _YEAR.fullmatch(line)


def stands_for_missing(text: str) -> bool:
    """Whether the text is a word for nothing: "tbd" or "n/a"; an empty text is not."""
    line = text.strip()
    return bool(line) and bool(_NO_WORD.fullmatch(line))


def groups_overlap(text: str) -> bool:
    """Whether the words of a scheme say that a person can be in more than one group."""
    return bool(_OVERLAP.search(text))


def months_followed(text: str) -> int:
    """For how many months people are followed, by words such as "fourth quarter after exit"; 0 when none say so."""
    ordinals = {word: place for place, word in enumerate(_ORDINALS, start=1)}
    quarters = [_count(part, ordinals) for said in _QUARTER_AFTER.findall(text) for part in said if part]
    months = [_count(said, _NUMBERS) for said in _MONTHS_AFTER.findall(text)]
    return max((*(3 * each for each in quarters), *months), default=0)


def only_once(frequency: str) -> bool:
    """Whether a frequency in words is a single time, such as "once" or "at the end of the plan"."""
    return bool(_ONCE.fullmatch(frequency.strip()))


def _count(word: str, words: dict[str, int]) -> int:
    return int(word) if word.isdecimal() else words[word.casefold()]
