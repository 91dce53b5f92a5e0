"""The views in another language: their scripts get their sentences with them, and what they draw says nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from playwright.sync_api import Browser, Page

from jqtools import words
from jqtools.widgets.front import front_end
from jqtools.words import DOMAIN, locale_tag, translations
from tests.conftest import PLANS, ROOT
from tests.made_up_language import not_said

EXAMPLE = PLANS / "procurement_living_wage.json"
# Draws views with models that know their state and nobody behind them, and collects what can be read or heard.
DRAW = """async (views) => {
  const models = {};
  class Model {
    widget_manager = { get_model: async (id) => models[id] };
    constructor(state) { this.state = state; }
    get(name) { return this.state[name]; }
    set(name, value) { this.state[name] = value; }
    save_changes() {}
    send() {}
    on() {}
    off() {}
  }
  for (const [id, { state }] of Object.entries(views)) models[id] = new Model(state);
  for (const [id, { script }] of Object.entries(views)) {
    const { default: view } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    const el = document.createElement("div");
    document.body.append(el);
    if (view.initialize) await view.initialize({ model: models[id] });
    await view.render({ model: models[id], el });
  }
  document.querySelectorAll("details").forEach((each) => (each.open = true));
  await new Promise((done) => setTimeout(done, 100));
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.textContent);
  for (const name of ["aria-label", "title", "placeholder"])
    document.querySelectorAll(`[${name}]`).forEach((each) => texts.push(each.getAttribute(name)));
  return [...new Set(texts)];
}"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page of a site with storage."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><body></body>", content_type="text/html"))
    page.goto("http://127.0.0.1/")
    yield page
    page.close()


def speak(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, said: dict[Any, Any], form: str = "") -> None:
    """Speak a language with these translations."""
    spoken = Catalog(locale=name, charset="utf-8")
    if form:
        spoken.mime_headers = [("Plural-Forms", f"nplurals=2; plural={form};")]
    for sentence, translated in said.items():
        spoken.add(sentence, translated)
    place = folder / name / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{DOMAIN}.mo").open("wb") as opened:
        write_mo(opened, spoken)
    monkeypatch.setattr(words, "FOLDER", folder)
    monkeypatch.setenv(words.LANGUAGE, name)


def told(page: Page, asked: str) -> Any:
    """What an expression gives inside the front end of all views."""
    load = "async (text) => (await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))).told"
    return page.evaluate(load, f"{front_end(('dom',))}\nexport const told = {asked};")


def own_words(text: str) -> str:
    """What of a text is not in the made-up language, as it stands in JSON, without numbers and signs around it.

    Where the workbook sent it, it is looked at elsewhere: here, what the scripts say themselves.
    """
    left = re.sub(r"^[\W\d]+|[\W\d]+$", "", not_said(text))
    return json.dumps(left, ensure_ascii=False)[1:-1]


def test_in_english_nothing_is_translated(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(words.LANGUAGE, raising=False)
    assert translations() == ({}, "n != 1")
    assert front_end(("dom",)).startswith('const LANGUAGE = "en";\nconst SENTENCES = {};\n')


def test_a_view_gets_the_sentences_of_its_own_scripts_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    speak(monkeypatch, tmp_path, "de", {"Cancel": "Abbrechen", "Your policy on a grid": "Ihre Regel"})
    assert json.dumps({"Cancel": "Abbrechen"}) in front_end(("dom",))
    assert "Ihre Regel" not in front_end(("dom",))
    assert "Ihre Regel" in front_end(("dom", "policy_grid"))
    assert locale_tag() == "de"


def test_a_language_of_a_place_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    speak(monkeypatch, tmp_path, "es", {"Cancel": "Cancelar", "Close": "Cerrar"})
    speak(monkeypatch, tmp_path, "es_US", {"Cancel": "Anular"})
    assert translations().sentences == {"Cancel": "Anular", "Close": "Cerrar"}
    assert locale_tag() == "es-US"


def test_only_arithmetic_of_a_catalog_reaches_a_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    speak(monkeypatch, tmp_path, "pl", {"Close": "Zamknij"}, "alert(n)")
    assert translations().form == "n != 1"


def test_the_words_of_a_button_change_with_the_language(blank: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked = 'make("button", {}, phrase("Take it: {question}, {lever}", { question: "A", lever: "B" })).textContent'
    assert told(blank, asked) == "Take it: A, B"
    speak(monkeypatch, tmp_path, "es", {"Take it: {question}, {lever}": "{lever}: usar para {question}"})
    monkeypatch.setattr("jqtools.widgets.front._sentences", lambda scripts: ("Take it: {question}, {lever}",))
    assert told(blank, asked) == "B: usar para A"


def test_a_number_in_a_script_takes_the_form_that_the_language_says(
    blank: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = '[1, 3, 5, 22].map((n) => phrases("{n} box", "{n} boxes", n))'
    assert told(blank, asked) == ["1 box", "3 boxes", "5 boxes", "22 boxes"]
    forms = ("{n} pole", "{n} pola", "{n} pól")
    speak(monkeypatch, tmp_path, "pl", {("{n} box", "{n} boxes"): forms})
    monkeypatch.setattr("jqtools.widgets.front._sentences", lambda scripts: ("{n} box",))
    assert told(blank, asked) == ["1 pole", "3 pola", "5 pól", "22 pola"]


def test_a_script_writes_numbers_as_the_language_does(blank: Page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(words.LANGUAGE, "de")
    assert told(blank, "inDigits(1234.5)") == "1.234,5"
    monkeypatch.setenv(words.LANGUAGE, "klingon")
    assert told(blank, "inDigits(1234.5)") == "1,234.5"


def test_all_that_a_view_draws_is_in_the_language_of_the_workbook(blank: Page, translations: Path, tmp_path: Path):
    plan = tmp_path / "plan.json"
    plan.write_text(
        re.sub(r': "[^"]* [^"]*"', ': "⟦own words⟧"', EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8"
    )
    command = [sys.executable, "-m", "tests.bracketed_widgets", str(translations), str(plan)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for views in json.loads(done.stdout):
        blank.reload()
        known = json.dumps([view["state"] for view in views.values()], ensure_ascii=False)
        drawn = blank.evaluate(DRAW, views)
        assert len(drawn) > 100
        assert {text for each in drawn if (text := own_words(each)) and text not in known} == set()
