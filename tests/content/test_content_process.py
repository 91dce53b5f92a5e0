"""What the steps and the coach take from the content: stages, rules, rewrites, answers, choices by name."""

from __future__ import annotations

import pytest

from jqtools import content
from jqtools.content import ContentError
from jqtools.plan.lever import LeverKey
from jqtools.plan.measured import ValueStatus

STAGES = {
    "procurement": "needs_and_market_research design_and_drafting outreach_and_release evaluation"
    " negotiation_and_award active_contract_management",
    "policy": "scan choose_and_draft adopt implement monitor evaluate_and_renew",
    "hr_practices": "job_design_and_pay recruit_and_select onboard_and_classify schedule_and_workload"
    " benefits_and_leave develop_and_advance listen_and_represent separate",
    "empowerment": "understand invite equip share_the_decision act_and_report_back sustain",
    "education_enforcement": "map_law_and_channels set_priorities educate_workers help_employers intake_and_refer"
    " monitor_contracts_and_subsidies investigate_and_resolve learn_and_prevent",
}
OUTSIDE = {
    "minimum_wage": "Raise the state minimum wage",
    "schedule_notice": "Make retailers give two weeks' notice",
    "occupational_segregation": "End occupational segregation",
    "county_purchasing": "Make the county fix its purchasing",
    "wage_theft": "Stop wage theft in the state",
    "child_care": "More childcare slots near the industrial park",
    "transit": "Extend the bus line to the warehouse district",
    "federal_rules": "Change the WIOA performance measures",
    "immigration": "Fewer immigration raids at plants",
    "employer_turnover": "Get companies to reduce turnover",
    "health_insurance": "Employers should offer health insurance",
    "housing_cost": "Make housing more affordable",
    "union_law": "Make it easier to join a union",
    "temp_work": "Ban temp agencies",
}
EACH_STAGE = [(lever, key) for lever, stages in content.stages().items() for key in stages]


def test_each_lever_has_the_stages_of_the_workbook_model_in_order():
    assert {lever: " ".join(stages) for lever, stages in content.stages().items()} == STAGES
    assert list(content.stages()) == [lever.value for lever in LeverKey]


@pytest.mark.parametrize(("lever", "key"), EACH_STAGE)
def test_a_way_reads_as_an_activity_and_each_item_of_data_as_a_measure(lever: str, key: str):
    stage = content.stages()[lever][key]
    for words in (*stage.ways, *stage.data):
        assert words[0].isupper()
        assert not words.endswith((".", ";"))
        assert len(words) <= 90
    assert len(set(stage.data)) == len(stage.data)
    assert set(stage.early) <= set(stage.data)


def test_stages_can_not_be_changed_by_whoever_reads_them():
    with pytest.raises(TypeError):
        content.stages()["policy"]["new"] = ()


def test_three_known_rules_fit_the_fields_of_a_definition():
    rules = content.definition_rules()
    assert [(rule.rule, rule.needed, rule.of) for rule in rules.values()] == [
        ("wage_and_some", 2, 5),
        ("some", 3, 5),
        ("all", None, None),
    ]
    study = rules["three_of_five_dimensions"]
    assert "American Job Quality Study" in study.source
    assert study.as_of == "2025-10"


@pytest.mark.parametrize("key", content.refinements())
def test_an_idea_outside_your_control_is_recognized_and_its_rewrite_is_not(key: str):
    known = content.refinements()[key]
    assert known.fits(known.outside)
    assert known.fits(f" {OUTSIDE[key].upper()} ")
    assert not known.fits("Post the schedule of our own front desk 14 days ahead")


def test_a_signal_is_a_whole_word_unless_it_ends_in_a_star():
    transit, theft = content.refinements()["transit"], content.refinements()["wage_theft"]
    assert transit.fits("a bus to the mill")
    assert not transit.fits("help small business owners")
    assert theft.fits("stop\nWAGE   theft")
    assert not theft.fits("sewage theft")
    assert content.refinements()["occupational_segregation"].fits("desegregation, or segregated jobs")


def test_every_list_of_signals_needs_one_of_its_words():
    notice = content.refinements()["schedule_notice"]
    assert notice.fits("retail shifts change")
    assert not notice.fits("retail pay")
    assert not notice.fits("our own shifts")


def test_there_are_six_objections_each_with_an_answer():
    assert len(content.objections()) == 6
    assert all(each.heard.endswith(".") and each.answer.endswith(".") for each in content.objections().values())


def test_indicators_are_offered_with_their_id_by_area():
    offered = content.options("indicators")
    assert offered[0] == ("EA01", "EA01 At or above living wage")
    assert [key for key, _ in offered] == list(content.indicators())


def test_a_state_of_a_value_is_offered_in_words():
    offered = dict(content.options("statuses"))
    assert list(offered) == [status.value for status in ValueStatus]
    assert offered["suppressed"] == "Suppressed (small group)"


@pytest.mark.parametrize("lever", LeverKey)
def test_the_stages_of_a_lever_are_offered_by_its_name(lever: LeverKey):
    labels = [(key, stage.label) for key, stage in content.stages()[lever].items()]
    assert list(content.options(f"{lever.value}_stages")) == labels


def test_choices_that_are_not_there_name_those_that_are():
    with pytest.raises(ContentError, match=r"no choices called 'colors'; they are kinds, .*policy_stages"):
        content.options("colors")


def test_no_text_uses_a_word_that_the_house_avoids():
    avoided = ("leverage", "utilize", "stakeholder", "impactful", "robust", "holistic", "at-risk", "!")
    texts = [str(entry) for name in content.loader.FILES for entry in content.loader.entries(name).values()]
    assert not [(word, text) for text in texts for word in avoided if word in text.casefold()]
