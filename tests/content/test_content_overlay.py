"""An agency's own content: entries added, or whole entries replaced."""

from __future__ import annotations

from jqtools import content
from jqtools.widgets.form_fields import form_fields
from tests.content.conftest import PARKING, Own


def test_without_a_folder_of_its_own_an_agency_has_no_name_and_no_term():
    assert content.content_folder() is None
    assert content.agency() == content.agency().model_copy(update={"name": "", "term": ""})


def test_an_own_indicator_is_added_at_the_end_of_its_area(own: Own):
    own(indicators=PARKING)
    assert len(content.indicators()) == 109
    assert content.indicators()["EA90"].definition == "Workers with free parking, out of all workers."
    offered = [key for key, _ in content.options("indicators")]
    assert offered[offered.index("EA15") + 1] == "EA90"


def test_an_entry_with_the_same_id_replaces_the_whole_entry_in_its_place(own: Own):
    own(indicators=PARKING.replace("EA90", "EA01"))
    assert len(content.indicators()) == 108
    assert next(iter(content.indicators())) == "EA01"
    assert content.indicators()["EA01"].name == "Free parking"
    assert content.indicators()["EA01"].watch == ""


def test_an_agency_says_what_it_calls_itself_and_job_quality(own: Own):
    folder = own(agency='name = "Harbor County"\nterm = "good jobs"\n')
    assert content.content_folder() == folder
    assert content.agency().name == "Harbor County"
    assert content.agency().term == "good jobs"


def test_an_own_scheme_is_offered_in_the_form_of_a_split(own: Own):
    own(schemes='[county]\nlabel = "County groups"\nstatus = "Ours"\nsource = "Ordinance 12"\nas_of = "2026"\n')
    offered = {field["name"]: field.get("options") for field in form_fields("split")}["scheme"]
    assert ["county", "County groups"] in offered


def test_an_own_stage_is_added_to_its_lever(own: Own):
    own(stages='[policy.celebrate]\nlabel = "Celebrate"\nways = ["Thank people"]\ndata = ["People thanked"]\n')
    assert list(content.stages()["policy"])[-1] == "celebrate"
    assert content.options("policy_stages")[-1] == ("celebrate", "Celebrate")


def test_a_form_may_get_other_words_and_another_order(own: Own):
    note = """
    [[note.fields]]
    name = "date"
    label = "Fecha"
    type = "date"
    [[note.fields]]
    name = "text"
    label = "La nota"
    type = "long"
    [[note.fields]]
    name = "about"
    label = "Sobre qué"
    type = "text"
    """
    own(forms=note)
    assert [field["label"] for field in form_fields("note")] == ["Fecha", "La nota", "Sobre qué"]


def test_a_file_that_notepad_saved_with_its_mark_is_read(own: Own):
    folder = own()
    (folder / "indicators.toml").write_bytes(b"\xef\xbb\xbf" + PARKING.replace("\n", "\r\n").encode())
    assert "EA90" in content.indicators()


def test_files_that_computers_leave_and_a_readme_are_left_alone(own: Own):
    folder = own(indicators=PARKING)
    for name in (".DS_Store", "~indicators.toml", "README.md", "Thumbs.db", "desktop.ini"):
        (folder / name).write_text("", encoding="utf-8")
    content.forget()
    assert "EA90" in content.indicators()


def test_content_is_read_once_until_it_is_forgotten(own: Own):
    folder = own(indicators=PARKING)
    assert content.indicators() is content.indicators()
    (folder / "indicators.toml").unlink()
    assert "EA90" in content.indicators()
    content.forget()
    assert "EA90" not in content.indicators()
