"""How two ways to tell people apart go together: by chance, or as places go with their county.

What is told of one is then something of the other. A row of `people` is a code of one, a column a code of the other;
its numbers are people.
"""

from __future__ import annotations

import numpy as np

LIKELY = 5
LIKELY_ALL = 10  # of the many cells of several columns, some are empty by chance that 5 people would be in


def crosstab(one: np.ndarray, other: np.ndarray, counts: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """How many people have each code of one trait and each of another."""
    found = np.zeros(shape)
    np.add.at(found, (one, other), counts)
    return found


def are_steps(people: np.ndarray) -> bool:
    """True if the codes of two traits go together like bands: nested (places in counties) or staggered (ages)."""
    met = people > 0
    met = met[met.any(axis=1)][:, met.any(axis=0)]
    missed = (people == 0) & (by_chance(people) >= 1)
    return bool((missed.any() or _meet_rarely(people)) and met.sum() < sum(met.shape))


def are_tied(people: np.ndarray) -> bool:
    """True if two traits (a row and a column of `people` a code) have codes that don't go together but would by chance.

    Such as two ways to band ages, or places and their regions, even if each place is small.
    """
    return are_steps(people) or bool(kept_apart(people).any())


def _meet_rarely(people: np.ndarray) -> bool:
    """True if far fewer pairs of codes go together than by chance."""
    chances = -np.expm1(-by_chance(people))
    far = LIKELY + 4 * np.sqrt((chances * (1 - chances)).sum())
    return bool(chances.sum() - (people > 0).sum() > far)


def by_chance(people: np.ndarray) -> np.ndarray:
    """How many people would have two codes if one had nothing to do with the other."""
    return people.sum(axis=1, keepdims=True) * people.sum(axis=0) / max(people.sum(), 1)


def kept_apart(people: np.ndarray, likely: int = LIKELY) -> np.ndarray:
    """Which codes never go together, though by chance `likely` people or more would have both."""
    return (people == 0) & (by_chance(people) >= likely)


class Crossing:
    """What rows are in several columns at once: `codes` has a column each; `code` is one number for all of them."""

    def __init__(self, codes: np.ndarray, counts: np.ndarray) -> None:
        self.codes, self.counts = codes, counts
        self.code = numbered(codes)
        self.first = np.unique(self.code, return_index=True)[1]
        self.fewer = [numbered(np.delete(codes, i, axis=1)) for i in range(codes.shape[1])]

    def kept_apart(self, other: np.ndarray) -> np.ndarray:
        """Codes of all columns and of `other` that never go together, though by chance they would; a row each.

        Each goes with all columns but one: what fewer columns say of `other` is left to these.
        """
        apart = kept_apart(self._together(self.code, other), LIKELY_ALL)
        for fewer in self.fewer:
            apart &= self._together(fewer, other)[fewer[self.first]] > 0
        code, state = np.nonzero(apart)
        return np.column_stack([self.codes[self.first[code]], state])

    def nearly_makes(self, other: np.ndarray, least: int) -> bool:
        """True if a code of `other` is nearly made of cells of all columns, and less nearly of cells of fewer."""
        odd = odd_ones(self._together(self.code, other), least)
        made = np.isfinite(odd) & (odd > 0)
        for fewer in self.fewer if made.any() else ():
            made &= odd_ones(self._together(fewer, other), least) > odd
        return bool(made.any())

    def _together(self, code: np.ndarray, other: np.ndarray) -> np.ndarray:
        return crosstab(code, other, self.counts, (int(code.max()) + 1, int(other.max()) + 1))


def numbered(codes: np.ndarray) -> np.ndarray:
    """One number from 0 upwards for each row of `codes`, the same for the same row."""
    key = np.zeros(len(codes), dtype=np.int64)
    for column in codes.T:
        key = np.unique(key * (int(column.max(initial=0)) + 1) + column, return_inverse=True)[1].ravel()
    return key


def among(rows: np.ndarray, those: np.ndarray) -> np.ndarray:
    """Which of `rows` are rows of `those`."""
    key = numbered(np.vstack([those, rows]))
    return np.isin(key[len(those) :], key[: len(those)])


def odd_ones(people: np.ndarray, least: int) -> np.ndarray:
    """Of each column that is made of rows, how many are in the one and not in the other; infinite if it isn't.

    These are the rows of `least` people or more, most of whom are in the column. Either all of them are in it (women
    of one county, and others), or nobody else is (women of one county, but not all), where by chance others would be.
    """
    every, size = people.sum(axis=1, keepdims=True), people.sum(axis=0)
    rows = (2 * people > every) & (every >= least)
    whole, inside = (rows * every).sum(axis=0), (rows * people).sum(axis=0)
    lacking, besides, share = whole - inside, size - inside, size / max(people.sum(), 1)
    plus = (lacking == 0) & (whole * (1 - share) >= LIKELY)
    less = (besides == 0) & ((people.sum() - whole) * share >= LIKELY)
    return np.where((plus | less) & (2 * inside >= size), lacking + besides, np.inf)
