"""The JSON Schema of plan files accepts and rejects what the reader does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jqtools.plan import Plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.planfile import plan_form
from jqtools.plan.schema import plan_schema
from tests.conftest import PLANS, ROOT
from tests.plan.any_edit import any_mutation, reads
from tests.plan.any_plan import some_plan

VALIDATOR = Draft202012Validator(plan_schema())
FULL = json.loads((Path(__file__).with_name("versions") / "format_2.json").read_text("utf-8"))
# No 1.0 for a count, no text with half a character, no id that ends in a line break: JSON Schema can't tell those.
_PARTS = [{}, {"order": []}, {"order": [], "items": {}}, {"order": ["EL"], "items": {"EL": {}}}, {"new": 1}, [], ["a"]]
_TEXTS = ["", "words", "el_a", "EL_A", "a\x00b", "x" * 4001, "2026-13", "7/1/26"]
VALUES = st.sampled_from([None, True, 5, -1, 11, 2.5, 10**13, *_TEXTS, *_PARTS])


def accepts(form: Any) -> bool:
    return VALIDATOR.is_valid(form)


def test_the_schema_is_one_of_draft_2020_12_with_an_id_and_descriptions():
    schema = plan_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (schema["$id"], schema["type"]) == ("urn:jqtools:plan:2", "object")
    assert schema["description"].startswith("One agency's plan.")
    assert set(SECTIONS) < set(schema["properties"])
    assert all(part["description"] for part in schema["$defs"].values())


def test_the_published_schema_is_todays():
    published = (ROOT / "docs" / "plan.schema.json").read_text("utf-8")
    assert published == json.dumps(plan_schema(), indent=1) + "\n", (
        "run: jqtools schema -o docs/plan.schema.json --replace"
    )


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.json")), ids=lambda path: path.stem)
def test_the_example_plans_fit(path: Path):
    assert accepts(json.loads(path.read_text("utf-8")))


def test_a_plan_with_something_everywhere_fits():
    assert list(VALIDATOR.iter_errors(FULL)) == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_plan())
def test_any_plan_that_is_written_fits(plan: Plan):
    assert accepts(plan_form(plan))


@pytest.mark.parametrize(
    "change",
    [
        {"plan_id": None},
        {"plan_id": "pl"},
        {"format": "other"},
        {"schema_version": 3},
        {"schema_version": 1.5},
        {"colour": 1},
        {"created": "yesterday"},
        {"header": {"org_type": "town"}},
        {"header": {"start_month": 13}},
        {"header": {"title": "\x07"}},
        {"header": {"period": {"start": "2026-00"}}},
        {"header": {"definition": {"wage": {"value": -1}}}},
        {"elements": {"order": ["el_a", "el_a"], "items": {"el_a": {}}}},
        {"elements": {"order": ["el_a"], "items": {"el_a": {"id": "el_a"}}}},
        {"elements": {"order": ["el_a"], "items": {"el_a": {"authority": 4}}}},
        {"elements": {"order": ["EL"], "items": {"EL": {}}}},
        {"elements": {"order": []}},
        {"elements": {"order": [], "items": {}, "more": 1}},
        {"logic": {"nodes": {"order": ["no_a"], "items": {"no_a": {}}}}},
        {"measures": {"order": ["me_a"], "items": {"me_a": {"screen": {"actionable": "yes"}}}}},
        {"choice": {"more": ["charity"]}},
        {"levers": {"weights": {"reach": 11}}},
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(change: dict):
    form = {"format": "jqtools-plan", "plan_id": "pl_a", **change}
    assert (accepts(form), reads(form)) == (False, False)


@pytest.mark.parametrize(
    "form",
    [
        {"format": "jqtools-plan", "plan_id": "pl_a"},
        {"format": "jqtools-plan", "plan_id": "pl_a", "schema_version": 2, "created": "2026-11-30T16:05:00Z"},
        {"format": "jqtools-plan", "plan_id": "pl_a", "header": {"definition": {"wage": {"value": 23}}}},
        {
            "format": "jqtools-plan",
            "plan_id": "pl_a",
            "notes": {"order": ["nt_a"], "items": {"nt_a": {"text": "a\nb"}}},
        },
    ],
)
def test_what_the_reader_takes_the_schema_takes(form: dict):
    assert (accepts(form), reads(form)) == (True, True)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_mutation(FULL, VALUES))
def test_schema_and_reader_agree_about_a_plan_with_one_thing_changed(form: Any):
    fits, ordered = accepts(form), reads(form)
    assert fits or not ordered
    if fits and not ordered:
        assert _has_odd_order(form)


def _has_odd_order(form: Any) -> bool:
    """Whether some list of records names other ids in `order` than it has: only the reader can tell that."""
    if isinstance(form, dict):
        odd = set(form) == {"order", "items"} and set(form["order"]) != set(form["items"])
        return odd or any(_has_odd_order(each) for each in form.values())
    return isinstance(form, list) and any(_has_odd_order(each) for each in form)
