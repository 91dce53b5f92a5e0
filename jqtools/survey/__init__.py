"""From rows to estimates by group, with standard errors, and to tables that are safe to publish.

design = Design(frame, weight="PWGTP", replicates=sdr("pwgtp", 80))
table = disaggregate(design.where("AGEP >= 16"), [share("ESR", isin=[1, 2])], by=["sex"])
table.publish("agency-n10").to_csv("by_sex.csv")
"""

from jqtools.survey.catalogue import sample, samples
from jqtools.survey.categories import *  # noqa: F403
from jqtools.survey.categories import __all__ as _categories
from jqtools.survey.comparisons.change import Change, change
from jqtools.survey.comparisons.change_numbers import independent_change
from jqtools.survey.comparisons.gaps import Gaps
from jqtools.survey.comparisons.no_difference import no_difference
from jqtools.survey.datasets import Sample, SampleGroup, SampleOutcome, samples_folder
from jqtools.survey.decompositions import AdjustedGaps, Kitagawa, Oaxaca, adjusted_gap, kitagawa, oaxaca
from jqtools.survey.design import Design, Domain, census
from jqtools.survey.disclosure.ledger.ledger import Ledger
from jqtools.survey.disclosure.policy import Policy, policy
from jqtools.survey.estimates import Estimates, disaggregate
from jqtools.survey.inequalities import (
    Concentration,
    Dissimilarity,
    Inequality,
    concentration,
    duncan,
    grouped_inequality,
)
from jqtools.survey.planning.expected_cells import expected_cells, expected_cells_of
from jqtools.survey.planning.merging import merge_options
from jqtools.survey.planning.roll_up import roll_up_until_safe
from jqtools.survey.published import Published
from jqtools.survey.published_rows import PublishedGaps, PublishedRows
from jqtools.survey.readers import *  # noqa: F403
from jqtools.survey.readers import __all__ as _readers
from jqtools.survey.reliability import Flag
from jqtools.survey.replication import Replicates, bootstrap, brr, fay, jk1, jkn, sdr
from jqtools.survey.review import Review
from jqtools.survey.statistics import Outcome, mean, median, quantile, ratio, share, total

__all__ = [
    *_categories,
    *_readers,
    "AdjustedGaps",
    "Change",
    "Concentration",
    "Design",
    "Dissimilarity",
    "Domain",
    "Estimates",
    "Flag",
    "Gaps",
    "Inequality",
    "Kitagawa",
    "Ledger",
    "Oaxaca",
    "Outcome",
    "Policy",
    "Published",
    "PublishedGaps",
    "PublishedRows",
    "Replicates",
    "Review",
    "Sample",
    "SampleGroup",
    "SampleOutcome",
    "adjusted_gap",
    "bootstrap",
    "brr",
    "census",
    "change",
    "concentration",
    "disaggregate",
    "duncan",
    "expected_cells",
    "expected_cells_of",
    "fay",
    "grouped_inequality",
    "independent_change",
    "jk1",
    "jkn",
    "kitagawa",
    "mean",
    "median",
    "merge_options",
    "no_difference",
    "oaxaca",
    "policy",
    "quantile",
    "ratio",
    "roll_up_until_safe",
    "sample",
    "samples",
    "samples_folder",
    "sdr",
    "share",
    "total",
]
