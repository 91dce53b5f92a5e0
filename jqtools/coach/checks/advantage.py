"""Words that give somebody an advantage by protected class: points, set-asides, firms certified by race or sex."""

from __future__ import annotations

import re

_WHO = (
    r"(?:minorit(?:y|ies)|(?:\w+\s+)?of\s+colou?r|wom[ae]n|men|females?|males?|blacks?|african\s+americans?|hispanics?"
    r"|latin[oaxe]s?|asians?|native\s+americans?|indigenous|white)"
)
_TRAIT = r"(?:rac(?:e|ial)|ethnic(?:ity)?|sex|gender|national\s+origin|religio(?:n|us))"
_FIRMS = r"(?:dbes?|[mw]bes?|m/?wbes?|w/?mbes?|sdbs?|disadvantaged\s+business(?:es)?)"
_NEAR = r"[^.;]{0,80}?"  # in the same clause; bounded, so that no text takes long to read
_PROTECTED = re.compile(rf"\b(?:{_WHO}|{_TRAIT}|{_FIRMS})\b", re.IGNORECASE)
_ADVANTAGE = re.compile(
    r"\b(?:points?|preferences?|prefer|priority|set-?asides?|reserved?|bonus|quotas?|only\s+for|hire\s+only"
    r"|extra\s+credit|favou?r)\b",
    re.IGNORECASE,
)
_PLAINLY = re.compile(
    rf"\b{_WHO}-only\b|\bonly\s+(?:hire\s+)?{_WHO}\b"
    rf"|\bgoals?\b{_NEAR}\b(?:{_FIRMS}|{_WHO}-owned)\b|\b(?:{_FIRMS}|{_WHO}-owned)\b{_NEAR}\bgoals?\b"
    rf"|\bwaiv\w*\b{_NEAR}\bfor\b{_NEAR}\b(?:{_WHO}|{_FIRMS})\b"
    rf"|\bstipends?\s+(?:only\s+)?for\s+(?:[\w-]+\s+){{0,2}}?{_WHO}\b",
    re.IGNORECASE,
)
_NOT_MEANT = re.compile(
    r"\bpoints?\s+of\s+contact\b|\b(?:entry|starting|check|access|data|contact|percentage)[- ]?points?\b"
    r"|\b(?:remov|end|drop|abolish|repeal|eliminat|stop)\w*(?:\s+(?!and\b|give\b)[\w-]+){0,4}?\s+preferences?\b[^.;]*"
    r"|\boutreach\s+to\b(?:(?!\band\s+(?:add|award|give|hire|offer|reserve|score|set|waive)\b)[^.;])*"
    r"|\b(?:analy[sz]e|compare|disaggregate|measure|publish|report|review|show|split|track|gaps?|disparit(?:y|ies)"
    rf"|differences?|results)\b{_NEAR}\bby\s+(?:[\w-]+,?\s+){{0,3}}?{_TRAIT}\b",
    re.IGNORECASE,
)


def gives_advantage(text: str) -> bool:
    """Whether the text gives points, a preference, a goal or money by protected class.

    Outreach, measuring by group, and doing away with a preference give nobody an advantage.
    """
    line = _NOT_MEANT.sub(" ", text)
    return bool(_PLAINLY.search(line)) or bool(_ADVANTAGE.search(line) and _PROTECTED.search(line))
