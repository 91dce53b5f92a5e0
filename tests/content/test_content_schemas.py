"""The JSON Schemas of the content files: they fit what ships, and nothing else."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from jqtools import content
from jqtools.content import ContentError
from jqtools.content.loader import FILES

ALL_FILES = [*FILES, "agency"]


def raw(name: str) -> dict[str, Any]:
    """A shipped content file as plain values."""
    path = Path(content.loader.__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ALL_FILES)
def test_the_schema_of_a_content_file_is_sound_and_can_be_saved(name: str):
    schema = content.schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", FILES)
def test_the_schema_accepts_the_file_that_ships_and_rejects_one_more_field(name: str):
    validator = jsonschema.Draft202012Validator(content.schema(name))
    given = raw(name)
    assert list(validator.iter_errors(given)) == []
    first = next(iter(given.values()))
    entry = next(iter(first.values())) if FILES[name].depth > 1 else first
    entry["surprise"] = 1
    assert not validator.is_valid(given)


def test_the_schema_rejects_a_wrong_unit_a_strange_id_and_a_sixth_lever():
    indicators = jsonschema.Draft202012Validator(content.schema("indicators"))
    entry = raw("indicators")["EA01"]
    assert indicators.is_valid({"EA01": entry})
    assert not indicators.is_valid({"EA01": {**entry, "unit": "percnt"}})
    assert not indicators.is_valid({"first": entry})
    levers = jsonschema.Draft202012Validator(content.schema("levers"))
    assert not levers.is_valid({"luck": raw("levers")["policy"]})


def test_a_schema_of_no_content_file_names_those_that_there_are():
    with pytest.raises(ContentError, match="no content file 'colors'; they are agency, agenda, areas"):
        content.schema("colors")
