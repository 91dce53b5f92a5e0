"""The library: the counts of the catalogue, the plan's own words, no outside number without its source and date."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from typing import Any, get_args

import pytest

from jqtools import content
from jqtools.content.library import DIMENSIONS, DIRECTIONS, UNITS, Indicator
from jqtools.content.loader import FILES, entries
from jqtools.content.outside import METHODS
from jqtools.content.texts import DefinitionRule
from jqtools.plan.control import Kind
from jqtools.plan.definition import RuleKind
from jqtools.plan.lever import LeverKey
from jqtools.plan.measure import About, Direction, Unit
from jqtools.plan.source import Method
from jqtools.plan.split import Dimension
from tests.conftest import PLANS

# The counts of the catalogue: areas in order, with the letters their ids begin with.
COUNTS = {"EA": 15, "SC": 12, "SS": 13, "LD": 10, "VO": 8, "BE": 8, "EC": 7, "PM": 6}
COUNTS |= {"AC": 6, "EN": 10, "PR": 7, "PO": 2, "EM": 2, "DQ": 2}
CARDS = "acs_pums cps_org cps_asec cps_supplements qcew qwi wage_records pirl osha_300a soii_cfoi whd nlrb ncs_meps"
CARDS += " nhis jolts own_records contract_reports worker_survey"
TO_A_VALUE = {"EA09": 0, "EA10": 0, "LD04": 1, "EC03": 1, "EC04": 1, "AC02": 1, "EN08": 1}
LOWER = "EA04 EA05 EA11 EA12 EA14 SC02 SC03 SC04 SC05 SC06 SC07 SC09 SC12 SS01 SS02 SS05 SS06 SS08 SS09 SS10 SS11 SS12"
LOWER += " VO03 VO06 VO08 BE03 EC02 EC05 EC06 PM04 PM05 PM06 EN01 EN05 EN06 EN07 PR06 EM02"
OUTSIDE_KINDS = ("sources", "benchmarks", "schemes", "frameworks", "crosswalk")
INDICATORS = content.indicators()


def test_there_are_108_indicators_in_fourteen_areas():
    assert len(INDICATORS) == 108
    assert Counter(key[:2] for key in INDICATORS) == COUNTS
    assert [area.letters for area in content.areas().values()] == list(COUNTS)
    assert [int(key[2:]) for key in INDICATORS] == [n for count in COUNTS.values() for n in range(1, count + 1)]


@pytest.mark.parametrize("key", INDICATORS)
def test_an_indicator_stands_in_the_area_of_its_letters_and_says_what_it_is(key: str):
    indicator = INDICATORS[key]
    assert content.areas()[indicator.area].letters == key[:2]
    assert indicator.definition.endswith(".")
    assert not indicator.numerator.endswith(".")
    assert bool(indicator.numerator) is bool(indicator.denominator)


def test_no_two_indicators_share_a_name_or_a_definition():
    for field in ("name", "definition"):
        texts = [getattr(each, field).casefold() for each in INDICATORS.values()]
        assert len(set(texts)) == len(texts)


def test_each_principle_has_an_area_and_the_areas_of_levers_are_levers():
    of_principles = [area.principle for area in content.areas().values() if area.principle]
    assert of_principles == list(content.principles())


def test_better_is_down_or_a_value_exactly_where_the_catalogue_says_so():
    assert {key for key, each in INDICATORS.items() if each.direction == "down"} == set(LOWER.split())
    assert {key: each.target_value for key, each in INDICATORS.items() if each.direction == "reach"} == TO_A_VALUE
    assert {key for key, each in INDICATORS.items() if each.direction == "context"} == {"EN02", "PR07"}


@pytest.mark.parametrize(
    ("words", "enum"),
    [
        (UNITS, Unit),
        (DIRECTIONS, Direction),
        (DIMENSIONS, Dimension),
        (METHODS, Method),
        (Indicator.model_fields["about"].annotation, About),
        (DefinitionRule.model_fields["rule"].annotation, RuleKind),
    ],
    ids=["units", "directions", "dimensions", "methods", "about", "rules"],
)
def test_the_content_and_the_plan_use_the_same_words(words: Any, enum: type):
    assert list(get_args(words)) == [each.value for each in enum]


def test_a_percent_a_ratio_and_a_rate_say_what_is_counted_out_of_what():
    fractions = [each for each in INDICATORS.values() if each.unit in ("percent", "ratio", "rate")]
    assert len(fractions) > len(INDICATORS) / 2
    assert all(each.numerator and each.denominator for each in fractions)


def test_a_fraction_without_a_definition_gets_one_from_its_two_parts():
    wage = INDICATORS["EA01"]
    assert wage.definition == f"{wage.numerator}, out of {wage.denominator}."


def test_a_measure_of_people_says_by_which_groups_it_is_shown():
    silent = [k for k, each in INDICATORS.items() if each.about == "people" and not (each.splits or each.split_note)]
    assert silent == ["PR05"]


def test_only_indicators_that_are_compared_with_a_living_wage_say_so():
    assert [key for key, each in INDICATORS.items() if each.against_wage_benchmark] == ["EA01", "EA02", "EA05"]


def test_each_lever_has_a_starter_set_of_five_to_eight_with_early_signs():
    sets = content.starter_sets()
    assert set(sets) == {lever.value for lever in LeverKey}
    for found in sets.values():
        assert 4 <= len(found.indicators) + len(found.others) <= 8
        assert found.early or found.early_others
        assert not set(found.indicators) & set(found.early)


def test_the_examples_use_indicators_that_the_library_has():
    used = {m for path in PLANS.glob("*.json") for m in re.findall(r'"indicator": "(\w+)"', path.read_text("utf-8"))}
    assert used
    assert used <= set(INDICATORS)


def test_the_known_sources_are_those_of_the_catalogue():
    assert set(content.source_cards()) == set(CARDS.split())
    assert {key for key, card in content.source_cards().items() if card.least_population} == {"acs_pums"}
    assert content.source_cards()["acs_pums"].least_population == 65000


def test_a_card_marks_estimates_from_samples_and_no_records():
    samples = {key for key, card in content.source_cards().items() if card.sample}
    surveys = "acs_pums cps_org cps_asec cps_supplements soii_cfoi ncs_meps nhis jolts worker_survey"
    assert samples == set(surveys.split())


def test_names_that_change_from_year_to_year_ask_to_be_verified():
    cards = content.source_cards()
    assert all(cards[key].verify for key in ("acs_pums", "cps_org", "cps_asec"))


def test_there_are_five_places_to_get_a_living_wage_and_no_value_of_one():
    cards = content.wage_benchmarks()
    assert len(cards) == 5
    assert [key for key, card in cards.items() if card.floor_only] == ["llsil_poverty"]
    assert not re.search(r"\$\d", " ".join(card.gives for card in cards.values()))


def test_the_schemes_are_those_of_the_catalogue():
    ids = "spd15_2024 spd15_1997 wioa_9169_2016 eta_9173_2024_draft eeo4 local"
    assert list(content.schemes()) == ids.split()


def test_the_standard_of_2024_has_seven_groups_in_one_question_and_breaks_with_1997():
    new, old = content.schemes()["spd15_2024"], content.schemes()["spd15_1997"]
    (question,) = new.dimensions
    assert len(question.categories) == 7
    assert question.overlap
    assert len(new.tabulations) == 3
    assert [each.overlap for each in new.tabulations] == [True, False, False]
    assert "spd15_1997" in new.breaks_with
    assert set(old.breaks_with) == {"spd15_2024", "eta_9173_2024_draft"}
    assert [len(each.categories) for each in old.dimensions] == [2, 5]


def test_a_break_between_two_schemes_is_said_on_both_sides():
    breaks = {(key, other) for key, scheme in content.schemes().items() for other in scheme.breaks_with}
    assert breaks == {(other, key) for key, other in breaks}


def test_a_scheme_never_names_a_group_twice_in_a_question():
    for scheme in content.schemes().values():
        for each in scheme.dimensions:
            assert len(set(each.categories)) == len(each.categories)


def test_a_draft_form_says_that_it_may_have_changed():
    draft = content.schemes()["eta_9173_2024_draft"]
    assert draft.verify
    assert "changed" in draft.status


def test_the_crosswalk_sets_nine_frameworks_beside_eight_principles():
    nine = {key for key, each in content.frameworks().items() if each.in_crosswalk}
    assert len(nine) == 9
    assert list(content.crosswalk()) == list(content.principles())
    assert {framework for row in content.crosswalk().values() for framework in (*row.parts, *row.near)} == nine


def test_the_crosswalk_uses_the_parts_that_a_framework_has():
    for row in content.crosswalk().values():
        for framework, parts in [*row.parts.items(), *row.near.items()]:
            assert set(parts) <= set(content.frameworks()[framework].parts)


def test_frameworks_without_a_word_for_benefits_or_purpose_are_left_out_there():
    rows = content.crosswalk()
    assert {"oecd", "eurofound"}.isdisjoint(rows["benefits"].parts)
    assert "oecd" not in rows["purpose_and_meaning"].parts


@pytest.mark.parametrize("name", OUTSIDE_KINDS)
def test_whatever_others_publish_must_have_a_source_and_a_date(name: str):
    assert {"source", "as_of"} <= set(content.schema(name)["$defs"][FILES[name].__name__]["required"])


def every_part(value: Any, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Every table in a content file, with where it is."""
    if isinstance(value, list):
        return [found for each in value for found in every_part(each, name)]
    if not isinstance(value, dict):
        return []
    return [(name, value), *[found for key, each in value.items() for found in every_part(each, f"{name}.{key}")]]


@pytest.mark.parametrize("name", [name for name in FILES if name != "forms"])
def test_a_figure_from_outside_has_its_source_and_date_beside_it(name: str):
    text = files("jqtools.content").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    figure = re.compile(r"\d[\d.,]* percent|\$\d|\d{2},\d{3}")
    for where, table in every_part(tomllib.loads(text), name):
        said = " ".join(each for each in table.values() if isinstance(each, str))
        # Parts of definitions and of arithmetic, taken from nobody.
        if figure.search(re.sub(r"(under 200|more than 100) percent|200,000", "", said)):
            assert table.get("source"), where
            assert table.get("as_of"), where


def test_no_date_of_a_source_lies_in_the_future():
    for name in FILES:
        for where, table in every_part([each.model_dump(mode="python") for each in entries(name).values()], name):
            assert (table.get("as_of") or "")[:4] <= str(date.today().year), where


def test_an_indicator_gives_outside_figures_as_facts():
    facts = {key: each.facts for key, each in INDICATORS.items() if each.facts}
    assert set(facts) == {"SC01", "SC02", "SC03", "SC04", "SC06", "AC05", "EN01"}
    assert "60 percent" in facts["SC01"][0].text


def test_every_kind_of_element_that_a_legal_prompt_names_is_one_of_the_plan():
    prompts = content.legal_prompts()
    assert len(prompts) == 6
    assert {kind for prompt in prompts.values() for kind in prompt.kinds} <= {kind.value for kind in Kind}
    assert all(prompt.question.endswith("?") for prompt in prompts.values())
