"""Nothing but a published table is drawn, printed or written: every other result refuses in one sentence."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import jqtools as jq
from jqtools.errors import DataError, PublicationError
from jqtools.plan import read_plan
from jqtools.report import Breakdown, interval_chart_svg, published_table, report_html, write_report
from tests.report.conftest import FULL, MADE_ON

PLAN = read_plan(FULL)
SEXES = {"sex": ("f", "m")}
NAMES = (
    *("Estimates", "Gaps", "Inequality", "Change", "Kitagawa", "Oaxaca", "AdjustedGaps"),
    *("Concentration", "Dissimilarity", "GroupedInequality"),
)
DRAW = {
    "a table": lambda thing: published_table(thing, "Title"),
    "a chart": lambda thing: interval_chart_svg(thing, "Title"),
    "a report": lambda thing: report_html(PLAN, (), made_on=MADE_ON, published=thing),
    "one of several in a report": lambda thing: report_html(PLAN, (), made_on=MADE_ON, published=[Breakdown(thing)]),
}


@pytest.fixture(scope="module")
def design():
    rng = np.random.default_rng(8)
    frame = pd.DataFrame({"sex": rng.choice(["f", "m"], 240), "job": rng.choice(["x", "y", "z"], 240)})
    return jq.Design(frame.assign(wage=rng.gamma(6, 4, 240).round(2), w=rng.integers(1, 9, 240)), weight="w")


@pytest.fixture(scope="module")
def results(design):
    """One result of every kind that is worked out from rows, none of them published."""
    table = jq.disaggregate(design, jq.mean("wage"), "sex")
    grouped = pd.DataFrame({"y": [1.5, 2.5], "se": [0.1, 0.2], "people": [100, 200]})
    found = (
        table,
        table.gaps("f"),
        table.inequality(),
        jq.change(table, table),
        jq.kitagawa(design, jq.mean("wage"), SEXES, "job"),
        jq.oaxaca(design, "wage", "job", SEXES),
        jq.adjusted_gap(design, "wage", "sex", "job", reference="m"),
        jq.concentration(design, "wage"),
        jq.duncan(design, "job", SEXES),
        jq.grouped_inequality(grouped, estimate="y", se="se", population="people"),
    )
    return dict(zip(NAMES, found, strict=True))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", DRAW)
def test_no_unpublished_result_is_drawn(results, name, how):
    for thing in (results[name], results[name].frame):
        with pytest.raises(PublicationError, match=r"only a published table .*: publish\(\) the table first$"):
            DRAW[how](thing)


@pytest.mark.parametrize("name", NAMES)
def test_no_unpublished_result_writes_itself_or_shows_a_number(results, name):
    result = results[name]
    assert not [each for each in dir(result) if each.startswith("to_")]
    for drawn in (repr(result), str(result), f"{result}", result._repr_html_()):
        assert "unpublished" in drawn
        assert not re.search(r"\d\.\d|NaN|<t[dr]", drawn)


def test_a_report_with_an_unpublished_table_leaves_no_file(results, tmp_path):
    with pytest.raises(PublicationError):
        write_report(PLAN, (), tmp_path / "new" / "report.html", made_on=MADE_ON, published=results["Estimates"])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("how", DRAW)
def test_published_gaps_are_no_table_of_groups(results, how):
    gaps = results["Estimates"].publish(ledger=jq.Ledger()).gaps("f")
    with pytest.raises(DataError, match=r"write them with to_csv\(\)"):
        DRAW[how](gaps)


def test_only_a_published_table_is_compared_with_a_published_one(results):
    published = results["Estimates"].publish(ledger=jq.Ledger())
    with pytest.raises(PublicationError, match=r"got Estimates: publish\(\) it"):
        published.change_to(results["Estimates"])
