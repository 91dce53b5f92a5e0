"""Split a gap between two groups into parts: what goes with their make-up, and what stays unexplained."""

from __future__ import annotations

from jqtools.survey.decompositions.adjusted_gap import AdjustedGaps, adjusted_gap
from jqtools.survey.decompositions.kitagawa import Kitagawa, kitagawa
from jqtools.survey.decompositions.oaxaca import Oaxaca, oaxaca

__all__ = ["AdjustedGaps", "Kitagawa", "Oaxaca", "adjusted_gap", "kitagawa", "oaxaca"]
