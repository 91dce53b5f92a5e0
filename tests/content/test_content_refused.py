"""An agency's own content that does not fit is refused in one sentence: file, entry, field, rule, value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools import content
from jqtools.content import ContentError
from jqtools.content.checks import fitted
from jqtools.content.library import Indicator
from jqtools.content.loader import VARIABLE
from jqtools.errors import JqtoolsError
from tests.content.conftest import PARKING, Own

REFUSED = {
    "a unit that is none": (
        {"indicators": PARKING.replace('"percent"', '"percnt"')},
        "your indicators.toml, entry 'EA90', field 'unit': it must be one of 'percent', ",
    ),
    "a field that is none": (
        {"indicators": PARKING + 'colour = "red"\n'},
        "your indicators.toml, entry 'EA90', field 'colour': there is no such field; the fields are name, area, ",
    ),
    "a field that is missing": (
        {"indicators": PARKING.replace('name = "Free parking"\n', "")},
        "your indicators.toml, entry 'EA90', field 'name': this field is needed.",
    ),
    "a field that is empty": (
        {"indicators": PARKING.replace('"Free parking"', '" "')},
        "your indicators.toml, entry 'EA90', field 'name': this may not be empty, not ' '.",
    ),
    "a number for a text": (
        {"indicators": PARKING.replace('"Free parking"', "7")},
        "your indicators.toml, entry 'EA90', field 'name': text in quotation marks is needed, not 7.",
    ),
    "a text for a list": (
        {"indicators": PARKING.replace('["own_records"]', '"own_records"')},
        "your indicators.toml, entry 'EA90', field 'sources': a list in square brackets is needed, not 'own_records'.",
    ),
    "an outside figure without its date": (
        {"indicators": PARKING + '[[EA90.facts]]\ntext = "Many."\nsource = "A report"\n'},
        "your indicators.toml, entry 'EA90', field 'facts', number 1, field 'as_of': this field is needed.",
    ),
    "a date that is none": (
        {"schemes": '[x]\nlabel = "X"\nstatus = "X"\nsource = "X"\nas_of = "May 2026"\n'},
        "your schemes.toml, entry 'x', field 'as_of': a date is written 2026-11-30, 2026-11 or 2026, not 'May 2026'.",
    ),
    "a date without quotation marks": (
        {"schemes": '[x]\nlabel = "X"\nstatus = "X"\nsource = "X"\nas_of = 2026-05-01\n'},
        "your schemes.toml, entry 'x', field 'as_of': text in quotation marks is needed, not 2026-05-01.",
    ),
    "a fraction without its parts": (
        {"indicators": PARKING.replace('denominator = "all workers"\n', "")},
        "your indicators.toml, entry 'EA90': an indicator in percent needs both 'numerator' and 'denominator'.",
    ),
    "an indicator that says nothing of what it counts": (
        {
            "indicators": PARKING.replace('denominator = "all workers"\n', "")
            .replace('numerator = "Workers with free parking"\n', "")
            .replace('"percent"', '"days"')
        },
        "your indicators.toml, entry 'EA90': an indicator needs a 'definition', or both 'numerator' and 'denominator'.",
    ),
    "a value to reach with another direction": (
        {"indicators": PARKING + "target_value = 1\n"},
        "your indicators.toml, entry 'EA90': 'target_value' is given with the direction reach, and only with it.",
    ),
    "no word on where the number comes from": (
        {"indicators": PARKING.replace('sources = ["own_records"]\n', "")},
        "your indicators.toml, entry 'EA90': 'sources' or 'source_note' must say where the number comes from.",
    ),
    "a source card that is not there": (
        {"indicators": PARKING.replace("own_records", "gossip")},
        "your indicators.toml, entry 'EA90', field 'sources': there is no 'gossip' among the sources; they are",
    ),
    "a framework that is not there": (
        {"indicators": PARKING.replace('"rfa"', '"mine"')},
        "your indicators.toml, entry 'EA90', field 'frameworks': there is no 'mine' among the frameworks; they are",
    ),
    "an area that is not there": (
        {"indicators": PARKING.replace('"earnings"', '"parking"')},
        "your indicators.toml, entry 'EA90', field 'area': there is no 'parking' among the areas; they are access,",
    ),
    "an indicator id in small letters": (
        {"indicators": PARKING.replace("EA90", "ea90")},
        "your indicators.toml, entry 'ea90': the id of an indicator is two capital letters and two to four digits,",
    ),
    "a starter set for no lever": (
        {"starter_sets": '[luck]\nindicators = ["EA01"]\n'},
        "your starter_sets.toml, entry 'luck': there is no 'luck' among the levers; they are education_enforcement,",
    ),
    "a starter set with no such indicator": (
        {"starter_sets": '[policy]\nindicators = ["ZZ01"]\n'},
        "your starter_sets.toml, entry 'policy', field 'indicators': there is no 'ZZ01' among the indicators; they are",
    ),
    "a break with no such scheme": (
        {"schemes": '[x]\nlabel = "X"\nstatus = "X"\nsource = "X"\nas_of = "2026"\n[x.breaks_with]\ny = "No line."\n'},
        "your schemes.toml, entry 'x', field 'breaks_with': there is no 'y' among the schemes; they are eeo4,",
    ),
    "a stage of no lever": (
        {"stages": '[luck.hope]\nlabel = "Hope"\nways = ["Hope"]\ndata = ["Hopes"]\n'},
        "your stages.toml, entry 'luck.hope': there is no 'luck' among the levers; they are",
    ),
    "a stage outside its lever": (
        {"stages": 'label = "Hope"\n'},
        "your stages.toml, entry 'label': a table of entries is needed.",
    ),
    "an early sign that is no data": (
        {"stages": '[policy.hope]\nlabel = "Hope"\nways = ["Hope"]\ndata = ["Hopes"]\nearly = ["Wishes"]\n'},
        "your stages.toml, entry 'policy.hope': each of 'early' must stand in 'data' too, word for word; look at 'Wish",
    ),
    "a rule that needs more than there are": (
        {"definition_rules": '[x]\nlabel = "X"\nrule = "some"\nneeded = 4\nof = 3\nwords = "X"\n'},
        "your definition_rules.toml, entry 'x': 'needed' may not be more than 'of' (3).",
    ),
    "a rule that does not say how many": (
        {"definition_rules": '[x]\nlabel = "X"\nrule = "some"\nwords = "X"\n'},
        "your definition_rules.toml, entry 'x': 'needed' is given with the rules wage_and_some and some, and only",
    ),
    "a source without its date": (
        {"definition_rules": '[x]\nlabel = "X"\nrule = "all"\nwords = "X"\nsource = "Y"\n'},
        "your definition_rules.toml, entry 'x': 'source' and 'as_of' are given together.",
    ),
    "a sixth lever": (
        {"levers": '[luck]\nlabel = "Luck"\nwhat = "Hope."\nways = ["Wait"]\n'},
        "your levers.toml, entry 'luck': entries of this file may be replaced but not added; they are procurement,",
    ),
    "a gate that is taken away": (
        {"criteria": '[legal]\nlabel = "Law"\nquestion = "May you?"\nlevels = ["a", "b", "c", "d"]\ngate = false\n'},
        "your criteria.toml, entry 'legal': the field 'gate' must stay as it is, because the program relies on it.",
    ),
    "a kind of no lever": (
        {"kinds": '[other]\nlabel = "Else"\nlever = "luck"\n'},
        "your kinds.toml, entry 'other', field 'lever': there is no 'luck' among the levers; they are",
    ),
    "a form that asks for something else": (
        {"forms": '[[note.fields]]\nname = "mood"\nlabel = "Mood"\ntype = "text"\n'},
        "your forms.toml, entry 'note': a form may get other words and another order, but its fields, their types and",
    ),
    "a step that lacks words": (
        {
            "steps": '[0_start_here]\nnumber = 0\nlabel = "Start"\ntitle = "Start"\n'
            'sections = ["header"]\nwords = ["your plan", "more"]\nparts = [{ title = "Your plan" }]\n'
        },
        "your steps.toml, entry '0_start_here': 'words' must have one item for each of 'sections'.",
    ),
    "text that is no TOML": (
        {"indicators": "[EA90\nname = 1"},
        "your indicators.toml: it is not TOML: ",
    ),
    "an entry twice": (
        {"indicators": PARKING + PARKING},
        "your indicators.toml: it is not TOML: cannot declare ",
    ),
    "an entry that is no table": (
        {"objections": 'no_time = "Later."\n'},
        "your objections.toml, entry 'no_time': a table of fields is needed, not 'Later.'.",
    ),
    "a term that is no text": (
        {"agency": "term = 3\n"},
        "your agency.toml, field 'term': text in quotation marks is needed, not 3.",
    ),
    "a file of another name": (
        {"indicator": PARKING},
        "Your content folder holds 'indicator.toml', which is no content file; they are agency.toml, agenda.toml,",
    ),
    "a control character": (
        {"objections": '[x]\nheard = "a\\u0007b"\nanswer = "B."\n'},
        "your objections.toml, entry 'x', field 'heard': text may not hold control characters, not 'a\\x07b'.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_fit_is_refused_in_one_sentence(what: str, own: Own):
    texts, sentence = REFUSED[what]
    own(**texts)
    with pytest.raises(ContentError) as refused:
        content.check_content()
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    assert isinstance(refused.value, JqtoolsError)


def test_a_long_list_of_choices_is_cut(own: Own):
    own(starter_sets='[policy]\nindicators = ["ZZ01"]\n')
    with pytest.raises(ContentError, match=r"they are AC01, AC02, .* and 88 more\.$"):
        content.starter_sets()


def test_a_file_in_another_encoding_is_refused(own: Own):
    folder = own()
    (folder / "agency.toml").write_bytes('name = "Cañon"'.encode("latin-1"))
    with pytest.raises(ContentError, match=r"^your agency.toml: it must be saved as UTF-8 text\.$"):
        content.agency()


def test_a_folder_in_the_folder_is_refused(own: Own):
    (own() / "indicators.toml").mkdir()
    with pytest.raises(ContentError, match=r"'indicators.toml', which is no content file"):
        content.indicators()


def test_a_folder_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(ContentError, match=r"names a folder that is not there: .*gone"):
        content.content_folder()


def test_a_relative_path_is_refused_because_a_kernel_runs_elsewhere(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, "content")
    with pytest.raises(ContentError, match="must be the full path of a folder, not 'content'"):
        content.content_folder()


def test_an_empty_variable_means_no_folder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, " ")
    assert content.content_folder() is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*Indicator.model_fields, "other"]), VALUES) | VALUES)
def test_whatever_stands_in_an_entry_it_is_refused_in_a_line_or_taken(entry: Any):
    said = ""
    try:
        assert fitted(Indicator, entry, "your indicators.toml, entry 'EA90'").definition
    except ContentError as refused:
        said = str(refused)
    assert len(said.splitlines()) <= 1
    assert not said or said.startswith("your indicators.toml, entry 'EA90'")
