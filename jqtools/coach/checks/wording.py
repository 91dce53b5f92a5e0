"""What the words of a plan sound like. Guesses from words, good for a hint, never for a rule.

Where a check rests on a plain fact in the words ("living wage" in a name), the check says so.
"""

from __future__ import annotations

import re

_VERB = re.compile(
    r"(?:add|adopt|ask|begin|build|change|check|collect|create|cut|develop|drop|end|enforce|ensure|establish"
    r"|expand|fix|give|help|hire|hold|implement|improve|increase|introduce|launch|lower|make|move|offer|pass"
    r"|pilot|post|prevent|promote|provide|publish|put|raise|reduce|remove|replace|require|rewrite|run|set"
    r"|share|start|stop|strengthen|support|teach|tell|update|use|write)\b",
    re.IGNORECASE,
)
_ALSO_NOUN = re.compile(
    r"(?:contract|design|fund|pay|plan|recruit|report|review|schedule|score|screen|study|survey|train)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r" (?:and|plus) (?:then |also |to )?| ?; ?", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing|ements?)|reduc(?:e|es|ed|ing|tions?)|better"
    r"|gain(?:s|ed|ing)?|(?<!or )more)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*(?:#|no\.\s|(?:number of|hold|train|publish|develop)\b)", re.IGNORECASE)
_RESULT = re.compile(r"\b(?:will have|participants are)\b", re.IGNORECASE)
_MOVE = (
    r"(?:up|down|increas\w*|ris(?:e|es|ing)|rais\w*|grow\w*|reduc\w*|decreas\w*|lower\w*|cut\w*|fall\w*"
    r"|drop\w*|improv\w*|more|fewer|less)"
)
_UNCLEAR = re.compile(
    rf"\b{_MOVE}\b(?:\s+(?!to\b|from\b|at\b|than\b)[\w'-]+){{0,3}}?"
    r"\s+\d{1,6}(?:\.\d{1,6})?\s?(?:%|percent\b)(?!\s*points?)"
    rf"|\b\d{{1,6}}(?:\.\d{{1,6}})?\s?(?:%|percent)\s+(?:{_MOVE})\b(?!\s+to\b)",
    re.IGNORECASE,
)
_AWARENESS = re.compile(r"\b(?:rais|increas|creat|build)\w*\s+(?:\w+\s+)?awareness\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:workers?|people|persons?|staff|employees?|residents?|participants?|customers?|(?:job)?seekers?"
    r"|trainees?|apprentices?|students?|graduates?|women|men|youth|adults?|veterans?|parents?|families"
    r"|members?|exiters?|caregivers?|hires?|planners?|everyone|learners?)\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:contracts?|firms?|employers?|business(?:es)?|compan(?:y|ies)|vendors?|contractors?|bidders?|bids"
    r"|solicitations?|awards?|invoices?|organizations?|agenc(?:y|ies)|programs?|postings?|polic(?:y|ies)"
    r"|establishments?|sites?|providers?|departments?|subsid(?:y|ies)|grantees?)\b",
    re.IGNORECASE,
)
_ADVANTAGE = re.compile(
    r"\b(?:points?|preferences?|prefer|priority|set-?asides?|reserved?|bonus|quotas?|only for|favou?r)\b",
    re.IGNORECASE,
)
_PROTECTED = re.compile(
    r"\b(?:rac(?:e|ial)|ethnic(?:ity)?|minorit(?:y|ies)|people of color|sex|gender|wom[ae]n|men|female|male"
    r"|national origin|religio(?:n|us)|black|hispanic|latin[oax]|asian|white-owned)\b",
    re.IGNORECASE,
)
_SHOWN_BY = re.compile(
    r"\b(?:analy[sz]e|compare|disaggregate|measure|publish|report|review|show|split|track)\b.*\bby\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\b(?:gaps?|disparit(?:y|ies)|narrow\w*|pay equity|parity|difference between)\b", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:placements?|placed|enrol\w*|hires|hired|job starts?)\b", re.IGNORECASE)
_COMPLAINTS = re.compile(r"\b(?:complaints?|grievances?|reports? of|reported)\b", re.IGNORECASE)
_FILLERS = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"))


def joins_two_changes(text: str) -> bool:
    """Whether the text reads like two things to do: "raise the wage and fix childcare"."""
    return bool(split_in_two(text))


def split_in_two(text: str) -> tuple[str, str] | None:
    """The two things to do that a text joins: ("raise the wage", "fix childcare"); None when it joins none."""
    line = " ".join(text.split())
    if not (_VERB.match(line) or _ALSO_NOUN.match(line)):
        return None
    for join in _JOINS.finditer(line):
        first, second = line[: join.start()].rstrip(" ,"), line[join.end() :]
        if first and _VERB.match(second):
            return first, second
    return None


def reads_as_change(text: str) -> bool:
    """Whether an output's text sounds like a change: "increase awareness"."""
    return bool(_CHANGE.search(text))


def reads_as_count(text: str) -> bool:
    """Whether an outcome's text sounds like a product or a count: "number of people trained"."""
    return bool(_COUNT.match(text))


def reads_as_result(text: str) -> bool:
    """Whether an activity's text sounds like a result: "workers will have a say"."""
    return bool(_RESULT.search(text))


def raises_awareness(text: str) -> bool:
    """Whether the text speaks of raising awareness and names nobody: "raise awareness of the law"."""
    return bool(_AWARENESS.search(text)) and not _PEOPLE.search(text) and not _THINGS.search(text)


def unclear_percent(text: str) -> bool:
    """Whether the text says "up 10%", which may be ten percent or ten percentage points."""
    return bool(_UNCLEAR.search(text))


def counts_no_people(text: str) -> bool:
    """Whether the text names contracts, firms or the like and no people."""
    return bool(_THINGS.search(text)) and not _PEOPLE.search(text)


def gives_advantage(text: str) -> bool:
    """Whether the text speaks of points, preference or a set-aside together with a protected class."""
    if _SHOWN_BY.search(text):  # results shown by group favor nobody
        return False
    return bool(_ADVANTAGE.search(text)) and bool(_PROTECTED.search(text))


def names_gap(text: str) -> bool:
    """Whether the text names a gap between groups."""
    return bool(_GAP.search(text))


def counts_placements(text: str) -> bool:
    """Whether the text counts placements, hires or enrollment."""
    return bool(_PLACED.search(text))


def counts_complaints(text: str) -> bool:
    """Whether the text counts complaints or reports of something."""
    return bool(_COMPLAINTS.search(text))


def key_words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, for finding near-twins."""
    return frozenset(re.findall(r"[^\W_]+", text.casefold())) - _FILLERS


def nearly_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of key words are equal, or share four fifths and are long enough to tell."""
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= 4 and len(one & other) >= 0.8 * len(one | other))
