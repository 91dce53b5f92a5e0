"""How the columns of the ACS public-use microdata are called and typed, in all the spellings of the years."""

from __future__ import annotations

import re

PERSON, HOUSING, BOTH = "person", "housing", "both"
KINDS = (PERSON, HOUSING)
WEIGHT = {PERSON: "PWGTP", HOUSING: "WGTP"}
ROW = {PERSON: "a person", HOUSING: "a housing record"}
DIGITS = {
    **dict.fromkeys(("PUMA", "PUMA00", "PUMA10", "PUMA20", "POWPUMA", "MIGPUMA"), 5),
    **dict.fromkeys(("ST", "STATE"), 2),
}
TEXT = frozenset(
    {
        *DIGITS,
        *("RT", "SERIALNO", "SOCP", "SOCP00", "SOCP10", "SOCP12", "OCCP", "OCCP02", "OCCP10", "OCCP12"),
        *("NAICSP", "NAICSP02", "NAICSP07", "INDP", "INDP02", "INDP07"),
    }
)
_REPLICATE = re.compile(r"(P?WGTP)([0-9]+)", re.IGNORECASE)
_NAMED = re.compile(r"(?:psam_|ss[0-9]{2})([ph])", re.IGNORECASE)


def usual_name(name: str) -> str:
    """A column as every year calls it here: capitals, and replicate weights like pwgtp1."""
    found = name.strip()
    return found.lower() if _REPLICATE.fullmatch(found) else found.upper()


def replicate_of(name: str) -> str | None:
    """The weight that a column is a replicate of, "PWGTP" or "WGTP"; None when it is no replicate weight."""
    found = _REPLICATE.fullmatch(name)
    return found[1].upper() if found else None


def is_weight_of(name: str, kind: str) -> bool:
    """Whether a column is the weight of persons or of housing records, or one of its replicates."""
    return WEIGHT[kind] in (name.upper(), replicate_of(name))


def kind_of(names: tuple[str, ...], member: str) -> str | None:
    """What a row is: "person" or "housing"; "both" with both weights, unless the file's name says; None for neither."""
    held = [kind for kind in KINDS if WEIGHT[kind] in names]
    if len(held) < 2:
        return held[0] if held else None
    told = _NAMED.match(member.rsplit("/", 1)[-1])
    return {"p": PERSON, "h": HOUSING}[told[1].lower()] if told else BOTH
