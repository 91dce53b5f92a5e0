"""Readers that give a table, one row a person, household or record, and say in plain sentences what they did.

frame = read_acs_pums("csv_pwa.zip", columns=["AGEP", "SEX", "ESR"])
weight, prefix, n = weights_of(frame)
notes_of(frame)
"""

from jqtools.survey.readers.acs import read_acs_pums
from jqtools.survey.readers.codebook import Codebook, CodebookColumn, draft_codebook
from jqtools.survey.readers.codebook_files import codebook_text, read_codebook
from jqtools.survey.readers.cps import read_cps_org
from jqtools.survey.readers.notes import notes_of
from jqtools.survey.readers.problems import Problem, RecordsError
from jqtools.survey.readers.records import read_records
from jqtools.survey.readers.weights import AcsWeights, weights_of

__all__ = [
    "AcsWeights",
    "Codebook",
    "CodebookColumn",
    "Problem",
    "RecordsError",
    "codebook_text",
    "draft_codebook",
    "notes_of",
    "read_acs_pums",
    "read_codebook",
    "read_cps_org",
    "read_records",
    "weights_of",
]
