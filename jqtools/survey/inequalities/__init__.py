"""How unequal groups are, and how unequal pay is from person to person, in one number a measure."""

from __future__ import annotations

from jqtools.survey.inequalities.concentration import Concentration, concentration
from jqtools.survey.inequalities.dissimilarity import Dissimilarity, duncan
from jqtools.survey.inequalities.grouped import grouped_inequality
from jqtools.survey.inequalities.inequality import Inequality

__all__ = ["Concentration", "Dissimilarity", "Inequality", "concentration", "duncan", "grouped_inequality"]
