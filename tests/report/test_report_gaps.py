"""Gaps between groups, and the chart in a page: made of published tables only, with what is missing in words."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from jqtools.errors import PublicationError
from jqtools.report.charts import chart_sentence, interval_chart_html
from jqtools.report.gaps import HIGHEST, LARGEST, LOWEST, compared_groups, gap_sentences, gaps_table
from jqtools.survey import Design, Ledger, Published, census, disaggregate, mean, share


def _people() -> pd.DataFrame:
    """40 of a, 25 of which are paid; 30 of b, 12 paid; 20 of c, 10 paid; 4 of d."""
    sizes, paid = {"a": 40, "b": 30, "c": 20, "d": 4}, {"a": 25, "b": 12, "c": 10, "d": 2}
    rows = [(name, at < paid[name], 10 + at % 7) for name, size in sizes.items() for at in range(size)]
    return pd.DataFrame(rows, columns=["team", "paid", "wage"])


def _published(rows: pd.DataFrame, counted: bool = True) -> Published:
    design = census(rows) if counted else Design(rows)
    return disaggregate(design, share("paid", equals=True, name="Paid"), by="team").publish(ledger=Ledger())


@pytest.fixture(scope="module")
def published() -> Published:
    return _published(_people())


def cells(html: str) -> dict[str, list[str]]:
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)[1]
    rows = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", body)]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize(
    ("reference", "with_whom", "group", "difference", "ratio"),
    [
        (HIGHEST, "a", "b", "-22.5 points", "0.64"),
        (LARGEST, "a", "b", "-22.5 points", "0.64"),
        (LOWEST, "b", "a", "+22.5 points", "1.56"),
        ("b", "b", "a", "+22.5 points", "1.56"),
    ],
)
def test_a_gap_has_points_and_a_ratio(
    published: Published, reference: str, with_whom: str, group: str, difference: str, ratio: str
) -> None:
    assert cells(gaps_table(published, reference))[group] == [with_whom, difference, ratio]


def test_a_group_that_is_hidden_has_no_gap_and_is_no_one_to_compare_with(published: Published) -> None:
    hidden = set(published.frame.loc[published.frame["suppressed"], "team"])
    assert "d" in hidden
    assert set(compared_groups(published)) == {"a", "b", "c", "d"} - hidden
    for group in hidden:
        assert "no gap" in cells(gaps_table(published, HIGHEST))[group][1]
        assert not re.search(r"\d", "".join(cells(gaps_table(published, HIGHEST))[group]))


def test_a_census_has_no_interval_and_no_chance(published: Published) -> None:
    assert "Interval" not in gaps_table(published, HIGHEST)
    widest, counted = gap_sentences(published)
    assert widest == "The widest gap, worked out before rounding, is 22.5 points: a is highest and b is lowest."
    assert counted.startswith("Every record is counted, so there is no sampling error.")


@pytest.mark.parametrize(
    ("paid_of_a", "said"),
    [
        (20, "A gap this wide would be no surprise even if all groups were equal."),
        (36, "A gap this wide would come by chance in fewer than 5 of 100 samples."),
    ],
)
def test_a_sample_says_whether_chance_would_make_such_a_gap(paid_of_a: int, said: str) -> None:
    paid = {"a": paid_of_a, "b": 22, "c": 21}
    rows = [(name, at < paid[name]) for name in paid for at in range(50)]
    table = _published(pd.DataFrame(rows, columns=["team", "paid"]), counted=False)
    assert gap_sentences(table)[-1] == said
    assert gap_sentences(table)[1].startswith("If all groups were equal, chance alone would make the widest gap")
    assert "Interval of the difference" in gaps_table(table, HIGHEST)


def test_dollars_keep_their_sign() -> None:
    table = disaggregate(census(_people()), mean("wage", name="Wage"), by="team").publish(ledger=Ledger())
    apart = cells(gaps_table(table, HIGHEST, "dollars", {"team": "The team"}))
    assert all(re.fullmatch(r"-\$\d+\.\d\d|no gap.*", row[1]) for row in apart.values())
    assert "The team" in gaps_table(table, HIGHEST, "dollars", {"team": "The team"})


def test_a_table_of_which_nothing_is_shown_has_no_gap() -> None:
    table = _published(_people().query("team == 'd'").assign(team=["d", "d", "e", "e"]))
    assert gap_sentences(table) == ("Fewer than two groups can be compared, so there is no gap to tell.",)
    assert compared_groups(table) == ()


def test_only_a_published_table_is_drawn_in_a_page() -> None:
    table = disaggregate(census(_people()), share("paid", equals=True, name="Paid"), by="team")
    with pytest.raises(PublicationError):
        interval_chart_html(table, "Paid")


def test_the_chart_in_a_page_has_a_line_for_each_group_and_no_style_of_its_own(published: Published) -> None:
    drawn = interval_chart_html(published, "Who is <paid>")
    assert drawn.count("<li>") == len(published.frame)
    assert drawn.count("<circle") == published.frame["estimate"].notna().sum()
    assert 'cx="62.50%"' in drawn
    assert "&lt;paid&gt;" in drawn
    assert "style=" not in drawn
    assert not re.search(r"#[0-9a-f]{6}", drawn)
    assert "suppressed (small group)" in drawn
    assert chart_sentence(published).startswith("Values run from 40.0% (b) to 62.5% (a)")
