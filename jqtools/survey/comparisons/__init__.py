"""Set groups beside each other: gaps to a reference, the widest gap, measures of inequality, change over time."""
