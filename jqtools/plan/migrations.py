"""Plan files of older formats, turned into today's one step at a time: format n into n + 1.

A step works on JSON values and leaves what it does not understand as it is, so that reading can tell
every error with its place. A step never changes once released; `tests/plan/versions` keeps a file of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from jqtools.plan.values import MAX_TEXT, derived_id

Form = dict[str, Any]

_DIMENSIONS = {
    "race_ethnicity": r"\b(?:rac(?:e|ial)|ethnic\w*)\b",
    "sex": r"\b(?:sex|gender)\b",
    "age": r"\bage\b",
    "disability": r"\bdisab\w+",
    "language": r"\b(?:language|english)\b",
    "veteran": r"\bveterans?\b",
    "education": r"\beducation\b",
    "geography": r"\b(?:geography|place|county|zip|neighborhood)\b",
    "occupation": r"\b(?:industry|occupation|job class)\b",
    "wage_band": r"\bwage band\b",
    "employment_type": r"\b(?:contract|employment) type\b",
}
_DENIED = re.compile(r"\s*not?\b(?!-)|\s*without\b", re.IGNORECASE)
_NOT_SPLIT = re.compile(r"\s*(?:none|no|not|n/a)(?=[\s.,;:]|$)", re.IGNORECASE)
_JOINED = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
_LISTED = re.compile(r"(?:\([^()]*\)|[^,;\n])+")


def migrated(form: Form, to_version: int) -> Form:
    """The form in today's format, with a line in its change log; the same form when it is there already."""
    start = form.get("schema_version")
    if type(start) is not int or start not in _STEPS:
        return form
    for version in range(start, to_version):
        form = {**_STEPS[version](form), "schema_version": version + 1}
    if "changes" in form:
        return form
    what = f"The plan was saved in format {start} and is now kept in format {to_version}."
    return {**form, "changes": _records("ch", [{"what": what}], str(form.get("plan_id")), str(start))}


def _from_1(form: Form) -> Form:
    """Places, criteria and splits were texts and are records; the rule of a definition became a note."""
    form = dict(form)
    if isinstance(form.get("header"), dict):
        form["header"] = _header_from_1(form["header"])
    measures = form.get("measures")
    if isinstance(measures, dict) and isinstance(measures.get("items"), dict):
        items = {key: _measure_from_1(key, item) for key, item in measures["items"].items()}
        form["measures"] = {**measures, "items": items}
    return form


def _header_from_1(header: Form) -> Form:
    header = _moved(header, "place", "places", lambda name: _records("pc", [{"name": name}] if name else [], name))
    if not isinstance(header.get("definition"), dict):
        return header
    definition = _moved(header["definition"], "rule", "rule_note", lambda text: text)
    criteria = _moved(definition, "criteria", "criteria", _criteria)
    return {**header, "definition": criteria}


def _criteria(text: str) -> Form:
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    return _records("cr", [{"text": part} for part in parts], text)


def _measure_from_1(key: str, measure: Any) -> Any:
    if not isinstance(measure, dict):
        return measure
    words, scheme = measure.get("splits", ""), measure.get("scheme", "")
    if not isinstance(words, str) or not isinstance(scheme, str) or len(words) > MAX_TEXT:
        return measure
    kept = {name: value for name, value in measure.items() if name not in ("splits", "scheme")}
    if _NOT_SPLIT.match(words):
        categories = f" (categories: {scheme.strip()})" if scheme.strip() else ""
        whole = words.strip() + categories
        if len(whole) <= MAX_TEXT:
            return {**kept, "no_splits": whole, "splits": _records("sp", [])}
    return {**kept, "splits": _splits(key, _LISTED.findall(words), scheme)}


def _splits(key: str, words: Iterable[str], scheme: str) -> Form:
    splits = [_split(_JOINED.sub("", part.strip())) for part in words if part.strip()]
    if scheme.strip():
        by_race = [split for split in splits if split["dimension"] == "race_ethnicity"]
        if not splits:
            splits = [{"dimension": None, "words": ""}]
        (by_race or splits)[0]["scheme"] = scheme
    return _records("sp", splits, key)


def _split(words: str) -> Form:
    """A part of the list as a split; what is said not to be one keeps its words and names no dimension."""
    found = (name for name, pattern in _DIMENSIONS.items() if re.search(pattern, words, re.IGNORECASE))
    return {"dimension": "other" if _DENIED.match(words) else next(found, "other"), "words": words}


def _moved(form: Form, old: str, new: str, turned: Callable[[str], Any]) -> Form:
    text = form.get(old)
    if not isinstance(text, str) or len(text) > MAX_TEXT or (new != old and new in form):
        return form
    kept = {name: value for name, value in form.items() if name != old}
    return {**kept, new: turned(text)}


def _records(prefix: str, items: list[Form], *origin: str) -> Form:
    keys = [derived_id(prefix, *map(str, origin), str(place)) for place in range(len(items))]
    return {"order": keys, "items": dict(zip(keys, items, strict=True))}


_STEPS: dict[int, Callable[[Form], Form]] = {1: _from_1}
