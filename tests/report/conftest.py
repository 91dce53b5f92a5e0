"""What the tests of the report share: the example plans, a page made of one, and published tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jqtools.coach import Finding, Severity
from jqtools.plan import Plan, read_plan
from jqtools.report import report_html
from jqtools.survey import Design, Published, census, disaggregate, mean, share
from tests.report.report_page import Page

PLANS = sorted((Path(__file__).parents[2] / "data" / "plans").glob("*.json"))
FULL = Path(__file__).with_name("full_plan.json")
MADE_ON = date(2026, 11, 22)
FINDINGS = (
    Finding("M02", Severity.WARNING, "measures/me_1", "Turnover", "The target has no reason.", "Say why."),
    Finding("S04", Severity.ERROR, "elements", "", "Nobody owns the change.", "Name a role."),
)


@pytest.fixture(params=PLANS, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Plan:
    """Each example plan in turn."""
    return read_plan(request.param)


@pytest.fixture
def full() -> Plan:
    """The plan of an invented county, made by hand, with every record and nearly every field filled in."""
    return read_plan(FULL)


@pytest.fixture
def page(example: Plan) -> Page:
    """The report of an example plan."""
    return Page(report_html(example, FINDINGS, made_on=MADE_ON))


def workers() -> pd.DataFrame:
    """200 workers of three groups, one of them of four people."""
    chance = np.random.default_rng(1)
    group = ["North"] * 120 + ["South & East"] * 76 + ["West"] * 4
    pay = chance.normal(22, 3, 200).round(2)
    return pd.DataFrame({"group": group, "pay": pay, "enough": (pay > 21).astype(int)})


@pytest.fixture
def surveyed() -> Published:
    """A share by group from a sample, the small group hidden."""
    outcome = share("enough", equals=1, name="Paid enough")
    return disaggregate(Design(workers()), outcome, "group", margins=True).publish()


@pytest.fixture
def counted_all() -> Published:
    """Mean pay by group from every record."""
    return disaggregate(census(workers()), mean("pay", name="Pay"), "group").publish()
