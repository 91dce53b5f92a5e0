"""The fields of a form as the front end gets them: nothing left to look up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jqtools import content
from jqtools.widgets.form_fields import form_fields


def every_field(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields with those of their rows, and of the rows in these."""
    return [each for field in fields for each in [field, *every_field(field.get("fields", []))]]


def field_of(form: str, name: str) -> dict[str, Any]:
    """One field of a form."""
    return next(field for field in form_fields(form) if field["name"] == name)


@pytest.mark.parametrize("form", content.forms())
def test_no_option_and_no_form_of_rows_is_left_as_a_name(form: str):
    fields = every_field(form_fields(form))
    assert not [field for field in fields if isinstance(field.get("options"), str)]
    assert not [field for field in fields if isinstance(field.get("fields"), str)]
    assert json.loads(json.dumps(fields)) == fields


@pytest.mark.parametrize("form", content.forms())
def test_a_field_keeps_everything_else_that_its_form_says(form: str):
    for field, written in zip(form_fields(form), content.forms()[form], strict=True):
        assert list(field) == list(written)
        changed = {key for key in written if field[key] != written[key]}
        assert changed <= {"options", "fields"}


@pytest.mark.parametrize(
    ("form", "name", "option"),
    [
        ("element", "kind", ["contract_term", "Solicitation or contract term"]),
        ("element", "principles", ["earnings", "Earnings"]),
        ("choice", "primary", ["procurement", "Procurement"]),
        ("procurement", "procurement.stages", ["evaluation", "Evaluation"]),
        ("policy", "policy.stages", ["scan", "Scan"]),
        ("hr_practices", "hr_practices.stages", ["separate", "Separate"]),
        ("empowerment", "empowerment.stages", ["invite", "Invite"]),
        ("education_enforcement", "education_enforcement.stages", ["help_employers", "Help employers"]),
        ("measure", "indicator", ["EA01", "EA01 At or above living wage"]),
        ("source", "card", ["jolts", "Job Openings and Labor Turnover Survey (JOLTS)"]),
        ("split", "scheme", ["local", "Local categories"]),
        ("observation", "status", ["suppressed", "Suppressed (small group)"]),
        ("measure", "screen.actionable", [True, "Yes"]),
    ],
)
def test_choices_by_name_become_values_with_words(form: str, name: str, option: list[Any]):
    assert option in field_of(form, name)["options"]


def test_rows_carry_the_fields_of_their_own_form_with_choices_spelled_out():
    splits = field_of("measure", "splits")
    assert splits["fields"] == form_fields("split")
    assert (splits["prefix"], splits["noun"]) == ("sp", "split")
    principle = next(each for each in field_of("definition", "definition.criteria")["fields"] if "options" in each)
    assert ["earnings", "Earnings"] in principle["options"]


def test_what_a_widget_does_to_the_fields_leaves_the_content_as_it_is():
    form_fields("measure")[0]["label"] = "changed"
    assert form_fields("measure")[0]["label"] == content.forms()["measure"][0]["label"] != "changed"
