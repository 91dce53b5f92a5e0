"""Plan files: nothing is lost, nothing is run, and a bad file is told in full."""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.errors import PlanError
from jqtools.plan import Plan, blank_plan, parse_plan, plan_text, read_plan, write_plan
from jqtools.plan.plan import SCHEMA_VERSION, SECTIONS
from jqtools.plan.planfile import MAX_BYTES, with_section
from tests.plan.any_plan import any_plan

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
PLANS = Path(__file__).parents[2] / "data" / "plans"
HEAD = f'{{"format":"jqtools-plan","schema_version":{SCHEMA_VERSION},"plan_id":"pl_a"'
VERSION = f'"schema_version":{SCHEMA_VERSION}'


def told(text: str | bytes) -> PlanError:
    """What reading this as a plan file says."""
    with pytest.raises(PlanError) as caught:
        parse_plan(text)
    return caught.value


def told_of(entry: str) -> str:
    """What reading a plan with this entry more says: one problem, in one short sentence."""
    error = told(f"{HEAD},{entry}}}")
    assert error.problems == (str(error),)
    assert "\n" not in str(error)
    return str(error)


@SLOW
@given(any_plan())
def test_any_plan_survives_writing_and_reading(tmp_path_factory, plan: Plan):
    path = tmp_path_factory.getbasetemp() / "any.json"
    write_plan(plan, path)
    assert read_plan(path) == plan
    first = path.read_bytes()
    write_plan(read_plan(path), path)
    assert path.read_bytes() == first
    assert first == plan_text(plan).encode()


@SLOW
@given(any_plan())
def test_tidying_twice_is_tidying_once(plan: Plan):
    assert plan.tidy() == plan


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.json")), ids=lambda path: path.stem)
def test_the_example_files_are_written_as_we_write_them(path: Path):
    assert plan_text(read_plan(path)).encode() == path.read_bytes()


def test_one_change_changes_one_line(procurement: Plan):
    element = procurement.elements[0].model_copy(update={"authority": 2})
    changed = procurement.model_copy(update={"elements": procurement.elements.with_record(element)})
    lines = zip(plan_text(procurement).splitlines(), plan_text(changed).splitlines(), strict=True)
    assert [(a.strip(), b.strip()) for a, b in lines if a != b] == [('"authority": 3,', '"authority": 2,')]


def test_nothing_computed_is_kept_in_the_file(procurement: Plan):
    words = plan_text(procurement)
    assert not [word for word in ('"rating"', '"score', '"finding', '"progress', '"fit"') if word in words]


def test_hostile_text_is_kept_as_text(tmp_path: Path, procurement: Plan):
    hostile = "<script>alert(1)</script>\n=cmd()|' /C calc'!A0 ${7*7} {{7*7}} '; DROP TABLE plans; --"
    header = procurement.header.model_copy(update={"title": hostile})
    write_plan(procurement.model_copy(update={"header": header}), tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json").header.title == hostile


def test_a_file_is_written_into_a_folder_that_is_made(tmp_path: Path):
    path = tmp_path / "plans" / "mine" / "plan.json"
    write_plan(blank_plan(), path)
    assert [each.name for each in path.parent.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("step", ["os.replace", "os.fsync", "jqtools.plan.planfile.plan_text"])
def test_writing_that_fails_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, procurement: Plan, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "plan.json"
    write_plan(procurement, path)
    before = path.read_bytes()

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_plan(blank_plan(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("held", "written"), [(2, True), (99, False)])
def test_a_file_that_someone_holds_open_is_tried_again_for_a_while(
    held: int, written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    tries, replace = [], os.replace

    def sometimes(source: Path, target: Path) -> None:
        tries.append(source)
        if len(tries) <= held:
            raise PermissionError(13, "held open")
        replace(source, target)

    monkeypatch.setattr("os.replace", sometimes)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with nullcontext() if written else pytest.raises(PermissionError):
        write_plan(blank_plan(), tmp_path / "plan.json")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"] * written


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_file_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "plan.json"
    write_plan(blank_plan(), path)
    path.chmod(0o600)
    write_plan(blank_plan(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "words"), [("missing.json", "There is no plan file at"), (".", "is a folder; name the plan file in it")]
)
def test_a_missing_file_or_a_folder_is_told_with_its_name(name: str, words: str, tmp_path: Path):
    with pytest.raises(PlanError, match=words) as caught:
        read_plan(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_fifty_megabytes_are_refused_unread(tmp_path: Path):
    path = tmp_path / "big.json"
    with open(path, "wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(PlanError, match="up to 5 MB, this one has 50 MB"):
        read_plan(path)
    assert "5 MB" in str(told(" " * (MAX_BYTES + 1)))


def test_every_error_of_a_file_is_told_at_once_with_place_value_and_choices():
    form = {
        "format": "jqtools-plan",
        "plan_id": "pl_a",
        "header": {"title": 5, "org_type": "town", "start_month": 13, "period": {"start": "7/1/26"}},
        "elements": {"order": ["el_a"], "items": {"el_a": {"authority": 7, "colour": "red"}}},
        "levers": {"weights": {"reach": 11}},
        "answers": {"order": ["qu_1"], "items": {}},
        "colour": 1,
    }
    problems = {p.split(": ", 1)[0]: p.split(": ", 1)[1] for p in told(json.dumps(form)).problems}
    assert set(problems) == {
        "header/title",
        "header/org_type",
        "header/start_month",
        "header/period/start",
        "elements/el_a/authority",
        "elements/el_a/colour",
        "levers/weights/reach",
        "answers",
        "colour",
    }
    assert "'city', 'county'" in problems["header/org_type"]
    assert problems["header/org_type"].endswith("not 'town'.")
    assert problems["header/period/start"].endswith("2026-11-30, 2026-11 or 2026, not '7/1/26'.")
    assert "must be 3 or less, not 7" in problems["elements/el_a/authority"]
    assert "knows no such entry" in problems["elements/el_a/colour"]
    assert "qu_1" in problems["answers"]
    assert str(told(json.dumps(form))).endswith("There are 8 more to mend.")


def test_a_file_of_nothing_but_errors_is_told_in_fifty_lines():
    keys = ",".join(f'"k{n}":1' for n in range(300))
    error = told(f'{HEAD},"header":{{{keys}}}}}')
    assert len(error.problems) == 50
    assert "299 more" in str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not valid JSON at line 1, column 1"),
        (b"", "not valid JSON"),
        ("{\n 'a': 1}", "not valid JSON at line 2, column 2"),
        ("null", 'lacks "format"'),
        ("[]", 'lacks "format"'),
        ('{"format": "other"}', 'lacks "format"'),
        ('{"format": ["jqtools-plan"]}', 'lacks "format"'),
        (b'{"title": "\xe9"}', "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a plan file"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (f'{HEAD},"header":' + "1" * 5000 + "}", "too long"),
        (f'{HEAD},"header":' + "[" * 900 + "]" * 900 + "}", "header"),
        ('{"format": "jqtools-plan"}', "plan_id: is missing"),
    ],
)
def test_what_is_no_plan_file_is_told_in_a_sentence(text: str | bytes, words: str):
    error = told(text)
    assert words in str(error)
    assert len(str(error)) < 200


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_plan_in_any_unicode_encoding_is_read(encoding: str, procurement: Plan):
    assert parse_plan(plan_text(procurement).encode(encoding)) == procurement


def test_a_plan_pasted_with_its_byte_order_mark_is_read(procurement: Plan):
    assert parse_plan("\ufeff" + plan_text(procurement)) == procurement


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, 99])
def test_a_plan_of_a_newer_version_is_told_to_update(version: int):
    newer = HEAD.replace(VERSION, f'"schema_version":{version}')
    words = f"newer jqtools (format {version}; this one reads up to {SCHEMA_VERSION}): update"
    assert words in str(told(f'{newer},"new":1}}'))


@pytest.mark.parametrize("version", ["0", "-1", "1.5", '"1"', "null", "[]"])
def test_a_version_that_never_was_is_refused(version: str):
    odd = HEAD.replace(VERSION, f'"schema_version":{version}')
    assert str(told(odd + "}")).startswith("schema_version:")


def test_a_version_of_a_thousand_digits_is_not_printed_in_full():
    assert len(str(told(HEAD.replace(VERSION, '"schema_version":' + "9" * 1000) + "}"))) < 300


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('"header":{"title":"a","title":"b"}', "says 'title' twice"),
        ('"header":{"people":{"number":NaN}}', "NaN is not a number; a missing value is null"),
        ('"header":{"definition":{"wage":{"value":-Infinity}}}', "-Infinity is not a number"),
        ('"header":{"definition":{"wage":{"value":1e999}}}', "header/definition/wage/value: "),
        ('"header":{"definition":{"wage":{"value":1' + "0" * 400 + "}}}", "header/definition/wage/value: "),
        ('"header":{"people":{"number":1e3}}', "header/people/number: "),
        ('"header":{"people":{"number":-1}}', "not -1"),
        ('"header":{"title":"\\ud800"}', "header/title: "),
        ('"header":{"title":"a\\u0000b"}', r"control character '\x00'"),
        ('"header":{"title":"' + "x" * 4001 + '"}', "at most 4,000 characters"),
        ('"header":{"<b>":1}', "header/<b>: jqtools knows no such entry"),
        ('"hea\\ud800der":{}', r"'hea\ud800der'"),
        ('"elements":[]', "elements: "),
        ('"elements":{"order":["el_a"],"items":{"el_a":[]}}', "elements/el_a: "),
        ('"elements":{"order":[],"items":{"el_a":{}}}', "elements: 'order' must name each of 'items' once"),
        ('"choice":{"primary":"charity"}', "'procurement', 'policy'"),
    ],
)
def test_an_entry_that_does_not_fit_is_told_with_its_place_and_value(entry: str, words: str):
    said = told_of(entry)
    assert words in said
    assert len(said) < 300
    assert said.isascii() or "<b>" in said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('"header":{"title":2027}', "header/title: must be text, not 2027; put it in quotation marks."),
        ('"header":{"title":1.5}', "header/title: must be text, not 1.5; put it in quotation marks."),
        ('"header":{"title":true}', "header/title: must be text, not True; put it in quotation marks."),
        ('"header":{"title":null}', 'header/title: must be text; write "" for none.'),
        ('"header":{"title":["a"]}', "header/title: must be text."),
        (
            '"header":{"period":{"start":2026}}',
            "header/period/start: must be text, not 2026; put it in quotation marks.",
        ),
        ('"header":[]', "header: must be a group of entries ({order, items} for a list of records)."),
        ('"goals":[]', "goals: must be a group of entries ({order, items} for a list of records)."),
        ('"goals":{"items":{}}', "goals/order: is missing."),
        ('"goals":{"order":{},"items":{}}', "goals/order: must be a list."),
        ('"header":{"people":{"number":"many"}}', "header/people/number: must be a whole number, not 'many'."),
        ('"header":{"people":{"number":1.5}}', "header/people/number: must be a whole number, not 1.5."),
        ('"header":{"people":{"number":-1}}', "header/people/number: must be 0 or more, not -1."),
        ('"header":{"definition":{"wage":{"value":"a"}}}', "header/definition/wage/value: must be a number, not 'a'."),
        ('"header":{"fictional":"yes"}', "header/fictional: must be true or false, not 'yes'."),
        ('"choice":{"more":"policy"}', "choice/more: must be a list, not 'policy'."),
        ('"standing":{"state":5}', "standing/state: must be 'draft', 'in_review'"),
        ('"levers":{"weights":{"reach":11}}', "levers/weights/reach: must be 10 or less, not 11."),
    ],
)
def test_what_does_not_fit_is_told_in_our_own_words(entry: str, said: str):
    assert told_of(entry).startswith(said)
    assert not re.search("[Ii]nput should|valid ", told_of(entry))


KEYS = st.sampled_from(["order", "items", "el_a", "text", "title", "weights", "nodes"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(ANYTHING)
def test_nothing_put_into_a_section_raises_anything_but_a_plan_error(form: object):
    plan = blank_plan()
    for section in SECTIONS:
        try:
            taken = with_section(plan, section, form)
        except PlanError:
            continue
        assert parse_plan(plan_text(taken)) == taken
    assert plan.is_empty()


def test_a_section_that_no_plan_has_is_told_with_the_choices():
    with pytest.raises(PlanError, match="no section 'plan_id'; the sections are header, elements"):
        with_section(blank_plan(), "plan_id", "pl_b")


def test_a_blank_plan_is_empty_until_something_is_written():
    plan = blank_plan()
    assert plan.is_empty()
    assert plan.plan_id != blank_plan().plan_id
    assert not with_section(plan, "header", {"title": "A"}).is_empty()
