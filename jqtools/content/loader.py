"""The content files: read when first asked for, with an agency's own entries added to those that ship.

The environment variable `JQTOOLS_CONTENT` names an agency's folder. It holds files of the same names as those beside
this module. Their entries are added; one with the id of a shipped entry replaces that entry as a whole. An
`agency.toml` says what the agency calls itself and job quality, and `logo.svg` or `logo.png` is its logo. What a
person reads of an entry is in the language of the workbook, where there is a translation.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jqtools.content import form_texts, library, outside, texts
from jqtools.content.checks import check_key, check_references, check_replacements, fitted
from jqtools.content.entry import ContentError, Entry
from jqtools.content.look import LOGOS, Logo, logo_in
from jqtools.content.words import in_language

VARIABLE = "JQTOOLS_CONTENT"
FILES: MappingProxyType[str, type[Entry]] = MappingProxyType(
    {
        "kinds": texts.KindText,
        "levers": texts.LeverText,
        "criteria": texts.CriterionText,
        "principles": texts.PrincipleText,
        "equity_questions": texts.EquityQuestion,
        "steps": form_texts.StepText,
        "forms": form_texts.FormText,
        "stages": texts.StageText,
        "objections": texts.ObjectionText,
        "agenda": texts.AgendaPart,
        "definition_rules": texts.DefinitionRule,
        "refinements": texts.Refinement,
        "legal_prompts": texts.LegalPrompt,
        "areas": library.AreaText,
        "indicators": library.Indicator,
        "starter_sets": library.StarterSet,
        "sources": outside.SourceCard,
        "benchmarks": outside.WageBenchmarkCard,
        "schemes": outside.Scheme,
        "frameworks": outside.Framework,
        "crosswalk": outside.CrosswalkRow,
        "glossary": library.GlossaryTerm,
    }
)
_AGENCY = "agency"
_LEFT_ALONE = {"readme.md", "readme.txt", "desktop.ini", "thumbs.db"}


def content_folder() -> Path | None:
    """The agency's own folder; None when there is none.

    Raises
    ------
    ContentError
        `JQTOOLS_CONTENT` is no full path, or there is no such folder.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return None
    folder = Path(said).expanduser()
    # A kernel's working folder is not the server's, so a relative path would mean another place there.
    if not folder.is_absolute():
        raise ContentError(f"{VARIABLE} must be the full path of a folder, not {said!r}.")
    if not folder.is_dir():
        raise ContentError(f"{VARIABLE} names a folder that is not there: {said!r}.")
    return folder


def known(sort: str) -> frozenset[str]:
    """The ids that there are of a sort of entry; the sort "sections" is the sections of the plan."""
    if sort == "sections":
        return frozenset(section for step in entries("steps").values() for section in step.sections)
    return frozenset(entries(sort))


@cache
def entries(name: str) -> MappingProxyType[str, Any]:
    """The entries of a content file by id, with the agency's own; deeper ids are joined by a point.

    Raises
    ------
    ContentError
        The agency's folder or file does not fit.
    """
    model, own_file = FILES[name], _own_files().get(name)
    shipped = _entries(model, _values(_shipped_bytes(name), f"{name}.toml"), f"{name}.toml")
    ours = f"your {name}.toml"
    own = _entries(model, _values(own_file.read_bytes(), ours), ours) if own_file else {}
    check_replacements(shipped, own, ours)
    merged = {**shipped, **own}
    which = {key: ours if key in own else f"{name}.toml" for key in merged}
    check_references(merged, which, lambda sort: merged if sort == name else known(sort))
    return MappingProxyType({key: in_language(entry) for key, entry in merged.items()})


@cache
def agency() -> texts.Agency:
    """What the agency calls itself and job quality, from its `agency.toml`."""
    own_file = _own_files().get(_AGENCY)
    given = _values(own_file.read_bytes(), "your agency.toml") if own_file else {}
    return fitted(texts.Agency, given, "your agency.toml")


@cache
def agency_logo() -> Logo | None:
    """The agency's logo, from the `logo.svg` or `logo.png` in its folder; None when there is none."""
    return logo_in(content_folder())


def check_content() -> None:
    """Read all of the content, the agency's own too.

    Raises
    ------
    ContentError
        Something in it does not fit.
    """
    agency()
    agency_logo()
    for name in FILES:
        entries(name)


def forget() -> None:
    """Read everything again when it is next asked for."""
    for cached in (entries, agency, agency_logo, _own_files):
        cached.cache_clear()


@cache
def _own_files() -> MappingProxyType[str, Path]:
    folder = content_folder()
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()) if folder else ():
        name = path.name
        if name.startswith((".", "~")) or name.lower() in _LEFT_ALONE or name in LOGOS:
            continue
        if path.suffix != ".toml" or path.stem not in (*FILES, _AGENCY) or not path.is_file():
            choices = ", ".join(f"{each}.toml" for each in sorted([*FILES, _AGENCY]))
            raise ContentError(f"Your content folder holds {name!r}, which is no content file; they are {choices}.")
        found[path.stem] = path
    return MappingProxyType(found)


def _shipped_bytes(name: str) -> bytes:
    return files("jqtools.content").joinpath(f"{name}.toml").read_bytes()


def _values(raw: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ContentError(f"{file}: it must be saved as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        raise ContentError(f"{file}: it is not TOML: {said[:1].lower() + said[1:]}.") from error


def _entries(model: type[Entry], given: dict[str, Any], file: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for key, fields in (_joined(given, file) if model.depth > 1 else given).items():
        check_key(model, key, file)
        found[key] = fitted(model, fields, f"{file}, entry {key!r}")
    return found


def _joined(given: dict[str, Any], file: str) -> dict[str, Any]:
    """Entries that stand two ids deep, by both ids joined by a point."""
    for key, inner in given.items():
        if not isinstance(inner, dict):
            raise ContentError(f"{file}, entry {key!r}: a table of entries is needed.")
    return {f"{outer}.{key}": fields for outer, inner in given.items() for key, fields in inner.items()}
