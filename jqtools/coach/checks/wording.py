"""What the words of a plan sound like. Guesses from words, good for a hint, never for a rule.

Where a check rests on a plain fact in the words ("living wage" in a name), the check says so.
"""

from __future__ import annotations

import re

_VERB = re.compile(
    r"(?:add|adopt|ask|begin|build|collect|create|develop|enforce|ensure|establish|expand|fix|give|hold|implement"
    r"|improve|increase|introduce|lower|make|prevent|promote|provide|publish|put|raise|reduce|remove|replace|require"
    r"|rewrite|strengthen|teach|tell|write)\b",
    re.IGNORECASE,
)
_ALSO_NOUN = re.compile(
    r"(?:change|check|contract|cut|design|drop|end|fund|help|hire|launch|move|offer|pass|pay|pilot|plan|post|recruit"
    r"|report|review|run|schedule|score|screen|set|share|start|stop|study|support|survey|test|train|update|use)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r" (?:and|plus) (?P<then>then |also |to )?| ?(?P<stop>;) ?", re.IGNORECASE)
_BARE_VERB = re.compile(r"(?:, | to )[\w-]+$", re.IGNORECASE)  # "write, test" or "partners to write" goes on
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
    r"|members?|exiters?|caregivers?|hires?|planners?|everyone|learners?|aides?|agents?|clerks?|cooks?|crews?|guards?"
    r"|nurses?|teachers?|drivers?|cleaners?|assistants?|attendants?)\b",
    re.IGNORECASE,
)
# "Cleaners", "assistants": most plurals that end so are people at work, but for those of _THINGS and these.
_AT_WORK = re.compile(r"\b\w{2,}(?:ers|ors|ists|ants|ees|ians)\b", re.IGNORECASE)
_ENDS_ALIKE = re.compile(
    r"answers|barriers|carriers|centers|chapters|committees|computers|covenants|covers|degrees|dollars|doors|errors"
    r"|factors|fees|floors|flyers|folders|grants|guarantees|indicators|letters|levers|matters|newsletters|numbers"
    r"|offers|orders|others|papers|parameters|plants|posters|powers|quarters|registers|restaurants|sectors|shelters"
    r"|tiers|variants|warrants",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:contracts?|firms?|employers?|business(?:es)?|compan(?:y|ies)|vendors?|contractors?|bidders?|bids"
    r"|solicitations?|awards?|invoices?|organizations?|agenc(?:y|ies)|programs?|postings?|polic(?:y|ies)"
    r"|establishments?|sites?|providers?|departments?|subsid(?:y|ies)|grantees?)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:gaps?|disparit(?:y|ies)|narrow\w*|pay equity|parity|difference between|equal(?:ly)?(?!\s+opportunit)"
    r"|as\s+(?:much|often|likely)\s+as(?!\s+\$?\d)|same\s+(?:\w+\s+)?as)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:placements?|placed|enrol\w*|hires|hired|job starts?)\b", re.IGNORECASE)
_COMPLAINTS = re.compile(r"\b(?:complaints?|grievances?|reports? of|reported)\b", re.IGNORECASE)
_FILLERS = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"))


def joins_two_changes(text: str) -> bool:
    """Whether the text reads like two things to do: "raise the wage and fix childcare"."""
    return bool(split_in_two(text))


def split_in_two(text: str) -> tuple[str, str] | None:
    """The two things to do that a text joins: ("raise the wage", "fix childcare"); None when it joins none.

    The first must have an object, so that "develop and publish a scale" is one; the second must start with a
    clear verb, unless "then" or a semicolon shows that a word like "support" is one.
    """
    line = " ".join(text.split())
    if not _starts_to_do(line):
        return None
    for join in _JOINS.finditer(line):
        first, second = line[: join.start()].rstrip(" ,"), line[join.end() :]
        does = _starts_to_do(second) if join["then"] or join["stop"] else _VERB.match(second)
        if does and len(key_words(first)) > 1 and not _BARE_VERB.search(first):
            return first, second
    return None


def _starts_to_do(text: str) -> bool:
    return bool(_VERB.match(text) or _ALSO_NOUN.match(text))


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
    return bool(_AWARENESS.search(text)) and not _names_people(text) and not _THINGS.search(text)


def unclear_percent(text: str) -> bool:
    """Whether the text says "up 10%", which may be ten percent or ten percentage points."""
    return bool(_UNCLEAR.search(text))


def counts_no_people(text: str) -> bool:
    """Whether the text names contracts, firms or the like and no people."""
    return bool(_THINGS.search(text)) and not _names_people(text)


def _names_people(text: str) -> bool:
    things = (_ENDS_ALIKE, _THINGS)
    at_work = (word for word in _AT_WORK.findall(text) if not any(known.fullmatch(word) for known in things))
    return bool(_PEOPLE.search(text)) or any(at_work)


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
