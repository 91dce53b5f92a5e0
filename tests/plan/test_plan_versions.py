"""Plan files of every format that was ever released are read, and nothing in them is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.errors import PlanError
from jqtools.plan import Plan, parse_plan, plan_text
from jqtools.plan.migrations import migrated
from jqtools.plan.plan import SCHEMA_VERSION
from jqtools.plan.planfile import plan_form, plan_of
from tests.plan.any_edit import any_mutation, reads

FOLDER = Path(__file__).with_name("versions")
FORMS = {number: json.loads((FOLDER / f"format_{number}.json").read_text("utf-8")) for number in (1, 2)}
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["no", "a,b", "\ud800", "x" * 5000]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
SPLITS = [
    ("race ethnicity, sex, contract type", [("race_ethnicity", ""), ("sex", ""), ("employment_type", "")], ""),
    ("shift; zip code\nage band", [("other", ""), ("geography", ""), ("age", "")], ""),
    ("sex (female, male), county", [("sex", ""), ("geography", "")], ""),
    ("language spoken", [("language", "")], ""),
    ("not collected by vendors", [], "not collected by vendors"),
    ("none", [], "none"),
    ("No: too few people, in one office", [], "No: too few people, in one office"),
    ("non-profit status", [("other", "")], ""),
    ("not-for-profit status", [("other", "")], ""),
    ("None: too few", [], "None: too few"),
    ("race, sex, not by disability", [("race_ethnicity", ""), ("sex", ""), ("other", "")], ""),
    ("", [], ""),
]


def leaves(form: Any) -> list[Any]:
    """Everything that is no list and no map, in JSON values."""
    inner = form.values() if isinstance(form, dict) else form if isinstance(form, list) else None
    return [form] if inner is None else [leaf for each in inner for leaf in leaves(each)]


def words(form: Any) -> set[str]:
    return {word for leaf in leaves(form) if isinstance(leaf, str) for word in re.findall(r"\w+", leaf)}


def of_format_1(**measure: str) -> Plan:
    items = {"me_a": {"name": "Count", **measure}}
    form = {"format": "jqtools-plan", "schema_version": 1, "plan_id": "pl_a"}
    return plan_of({**form, "measures": {"order": ["me_a"], "items": items}})


def test_there_is_a_file_of_every_format_up_to_todays():
    assert [f"format_{number}.json" for number in range(1, SCHEMA_VERSION + 1)] == sorted(
        path.name for path in FOLDER.iterdir()
    )
    assert [form["schema_version"] for form in FORMS.values()] == list(FORMS)


@pytest.mark.parametrize("number", FORMS)
def test_no_word_and_no_number_of_an_older_file_is_lost(number: int):
    form = plan_form(plan_of(FORMS[number]))
    assert words(FORMS[number]) <= words(form)
    numbers = {leaf for leaf in leaves(FORMS[number]) if isinstance(leaf, int | float)} - {number}
    assert numbers <= set(map(lambda leaf: leaf if isinstance(leaf, int | float) else None, leaves(form)))
    assert form["schema_version"] == SCHEMA_VERSION
    assert plan_form(plan_of(form)) == form


def test_the_file_of_todays_format_has_something_in_every_field():
    form = FORMS[SCHEMA_VERSION]
    assert plan_form(plan_of(form)) == form
    assert plan_text(plan_of(form)) == (FOLDER / f"format_{SCHEMA_VERSION}.json").read_text("utf-8")
    assert [leaf for leaf in leaves(form) if leaf in ("", None)] == []
    assert not re.search(r"\[\]|\{\}", json.dumps(form))


def test_a_plan_that_was_read_from_an_older_format_says_so_in_its_change_log():
    assert [entry.what for entry in plan_of(FORMS[1]).changes] == [
        f"The plan was saved in format 1 and is now kept in format {SCHEMA_VERSION}."
    ]
    assert plan_of(FORMS[1]) == plan_of(FORMS[1])
    assert migrated(FORMS[2], 2) is FORMS[2]


@pytest.mark.parametrize(("said", "splits", "refused"), SPLITS)
def test_the_groups_that_were_one_text_become_one_split_each(said: str, splits: list, refused: str):
    measure = of_format_1(splits=said).measures[0]
    assert [(split.dimension, split.scheme) for split in measure.splits] == splits
    assert measure.no_splits == refused
    joined = " ".join(split.words for split in measure.splits) + measure.no_splits
    assert re.findall(r"\w+", joined) == re.findall(r"\w+", said)


@pytest.mark.parametrize(("said", "holder"), [("sex, race", ["", "SPD 15"]), ("sex", ["SPD 15"]), ("", ["SPD 15"])])
def test_the_scheme_goes_to_the_split_by_race_or_to_the_first(said: str, holder: list):
    measure = of_format_1(splits=said, scheme="SPD 15").measures[0]
    assert [split.scheme for split in measure.splits] == holder


@pytest.mark.parametrize("said", ["None: too few", "n/a", "not by disability"])
def test_a_measure_without_groups_keeps_the_words_of_its_scheme_and_gets_no_split(said: str):
    measure = of_format_1(splits=said, scheme="SPD 15, 2024").measures[0]
    assert (measure.splits, measure.no_splits) == ((), f"{said} (categories: SPD 15, 2024)")
    long = of_format_1(splits="none", scheme="x" * 4000).measures[0]
    assert [(split.words, split.scheme) for split in long.splits] == [("none", "x" * 4000)]


def test_a_list_of_groups_loses_its_last_and():
    measure = of_format_1(splits="race, sex, and age").measures[0]
    assert [(split.dimension, split.words) for split in measure.splits] == [
        ("race_ethnicity", "race"),
        ("sex", "sex"),
        ("age", "age"),
    ]


def test_a_place_and_criteria_become_records_and_a_rule_a_note():
    header = plan_of(FORMS[1]).header
    old = FORMS[1]["header"]
    assert header.place == old["place"]
    assert "; ".join(criterion.text for criterion in header.definition.criteria) == old["definition"]["criteria"]
    assert (header.definition.rule, header.definition.rule_note) == (None, old["definition"]["rule"])


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"header": {"place": 5}}, "header/place"),
        ({"header": {"place": "A", "places": {"order": [], "items": {}}}}, "header/place"),
        ({"header": []}, "header"),
        ({"header": {"definition": "x"}}, "header/definition"),
        ({"header": {"definition": {"criteria": ["x"]}}}, "header/definition/criteria"),
        ({"measures": []}, "measures"),
        ({"measures": {"order": ["me_a"], "items": {"me_a": 5}}}, "measures/me_a"),
        ({"measures": {"order": ["me_a"], "items": {"me_a": {"splits": 5}}}}, "measures/me_a/splits"),
        ({"measures": {"order": ["me_a"], "items": {"me_a": {"scheme": None}}}}, "measures/me_a/scheme"),
        ({"measures": {"order": [1], "items": {1: {"splits": "sex"}}}}, "measures/1/id"),
        ({"changes": 5}, "changes"),
    ],
)
def test_what_does_not_fit_in_an_older_file_is_told_with_its_place(changes: dict, place: str):
    form = {"format": "jqtools-plan", "schema_version": 1, "plan_id": "pl_a", **changes}
    with pytest.raises(PlanError) as caught:
        plan_of(form)
    assert place in {problem.split(": ")[0] for problem in caught.value.problems}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_part_of_an_older_file_can_crash_the_reader(data: st.DataObject):
    reads(data.draw(any_mutation(FORMS[data.draw(st.sampled_from([1, 2]))], ANYTHING)))


def test_five_megabytes_of_commas_are_read_at_once():
    text = json.dumps({**FORMS[1], "measures": {"order": ["me_a"], "items": {"me_a": {"splits": "(," * 2_400_000}}}})
    with pytest.raises(PlanError, match="measures/me_a/splits"):
        parse_plan(text)
