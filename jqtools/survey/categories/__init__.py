"""The categories that results are shown by, and the thresholds that wages are held against."""

from __future__ import annotations

from jqtools.survey.categories.ages import age_bands
from jqtools.survey.categories.difficulties import disability, disability_note
from jqtools.survey.categories.places import combine_areas, puma_break, puma_census, puma_codes
from jqtools.survey.categories.race_groups import RaceGroups, race
from jqtools.survey.categories.schemes import break_line
from jqtools.survey.categories.shortfalls import RowThresholds, against_threshold, thresholds_for
from jqtools.survey.categories.states import state_codes, state_names
from jqtools.survey.categories.thresholds import Threshold, Thresholds, in_unit, read_thresholds, threshold, to_hourly
from jqtools.survey.categories.wages import HourlyWage, RealDollars, hourly_wage, real_dollars

__all__ = [
    "HourlyWage",
    "RaceGroups",
    "RealDollars",
    "RowThresholds",
    "Threshold",
    "Thresholds",
    "against_threshold",
    "age_bands",
    "break_line",
    "combine_areas",
    "disability",
    "disability_note",
    "hourly_wage",
    "in_unit",
    "puma_break",
    "puma_census",
    "puma_codes",
    "race",
    "read_thresholds",
    "real_dollars",
    "state_codes",
    "state_names",
    "threshold",
    "thresholds_for",
    "to_hourly",
]
