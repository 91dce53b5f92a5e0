"""Whose records rows are: rows of two tables that are about the same person.

Two tables are about the same people if one of these holds.

* Their rows have labels in common and say the same under most of them, as far as columns have the same name, or the
  same values under another; or one column that differs from row to row says the same under nearly all.
* Their labels, or those of the smaller table, are nearly all the same, and are no mere numbers of rows.
* Their rows say the same: each finds a row of its own in the other table that is alike in the columns that didn't
  change, and other people's records would hardly be so much alike. Columns that were edited or recoded are left out;
  where values were only renamed, such as codes into words, they are matched by how common they are.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import chdtr

from jqtools.survey.disclosure.ledger.column_pairs import NEARLY_ALL, Pair, Pairs, pairs_of
from jqtools.survey.disclosure.ledger.marks import MANY_CHANGES, Marks, changes, is_counter, joined, share_alike

ALIKE = 0.7
SURELY = 0.99
MOST_COMPARED = 5_000
DOZENS = 24
STARTS = 3
BY_CHANCE = 1e-6
MOST_TIMES = 2
BEYOND = 0.2


def matched(known: Marks, frame: Marks) -> np.ndarray | None:
    """For each row of `frame` the place of its person in `known`, -1 for none; None if they're other people."""
    if not len(known) or not len(frame):
        return None
    places = _by_telling_label(known, frame)
    if places is not None:
        return places
    pairs = pairs_of(known, frame)
    places = _by_label(known, frame, pairs)
    return _by_content(pairs) if places is None else places


def may_be_same(known: Marks, frame: Marks) -> bool:
    """True if tables that don't match may be about the same people all the same.

    They have nearly as many rows (within 5%), and at least two of their columns have the same values, of which there
    are few, or nearly all rows of one say what rows of the other say.
    """
    if min(len(known), len(frame)) < NEARLY_ALL * max(len(known), len(frame)):
        return False
    levels = [
        {marks.values(place).tobytes() for place in marks.telling if len(marks.values(place)) <= DOZENS}
        for marks in (known, frame)
    ]
    if len(levels[0] & levels[1]) > 1:
        return True
    same = pairs_of(known, frame).same
    return bool(same) and share_alike(*_keys(same)) >= NEARLY_ALL


def _by_telling_label(known: Marks, frame: Marks) -> np.ndarray | None:
    one, other = known.frame.index, frame.frame.index
    if not (one.is_unique and other.is_unique) or is_counter(one) or is_counter(other):
        return None
    places = one.get_indexer(other)
    there = int((places >= 0).sum())
    return places if there >= max(DOZENS, NEARLY_ALL * min(len(one), len(other))) else None


def _by_label(known: Marks, frame: Marks, pairs: Pairs) -> np.ndarray | None:
    one, other = known.frame.index, frame.frame.index
    same = one.equals(other)
    if not same and not (one.is_unique and other.is_unique):
        return None
    places = np.arange(len(other)) if same else one.get_indexer(other)
    both = np.flatnonzero(places >= 0)
    if not len(both) or not _tell_enough(known, frame, pairs):
        return None
    some = both[:: max(1, len(both) // MOST_COMPARED)]
    agree = [_agreement(pair.one[places[some]], pair.other[some]) for pair in pairs.same]
    telling = [each for each in agree if not np.isnan(each)]
    own = (
        each >= SURELY and changes([pair.other]) >= MANY_CHANGES for each, pair in zip(agree, pairs.same, strict=True)
    )
    return places if not telling or np.mean(telling) >= ALIKE or any(own) else None


def _tell_enough(known: Marks, frame: Marks, pairs: Pairs) -> bool:
    """All columns of one are in the other too, or those that are change from row to row."""
    shared = set(known.frame.columns) & set(frame.frame.columns)
    if shared and len(shared) == min(known.frame.shape[1], frame.frame.shape[1]):
        return True
    return bool(pairs.same) and changes([pair.other for pair in pairs.same]) >= MANY_CHANGES


def _agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Cohen's kappa: 1 if two columns agree in all rows, 0 if as often as by chance; missing if both are constant."""
    codes, levels = pd.factorize(np.concatenate([one, other]))
    first, second = np.split(codes, 2)
    shares = [np.bincount(each, minlength=len(levels)) / len(each) for each in (first, second)]
    chance = float(shares[0] @ shares[1])
    return np.nan if chance == 1 else (float(np.mean(first == second)) - chance) / (1 - chance)


def _by_content(pairs: Pairs) -> np.ndarray | None:
    """Match rows by what they say in the columns that didn't change."""
    if pairs.same and _say_own(*_keys(pairs.same)):
        return _partners(*_keys(pairs.same))
    for start in range(min(STARTS, len(pairs.agreeing))):
        kept, keys = _unchanged([*pairs.agreeing[start:], *pairs.agreeing[:start], *pairs.recoded])
        if _say_own(*keys) or (2 * kept >= len(pairs.same) and _too_alike(*keys)):
            return _partners(*keys)
    return None


def _unchanged(columns: list[Pair]) -> tuple[int, tuple[np.ndarray, np.ndarray]]:
    """How many columns go together in both tables as the first one does with itself, and their keys."""
    kept, keys = 1, _keys(columns[:1])
    least = NEARLY_ALL * share_alike(*keys)
    for pair in columns[1:]:
        more = (joined([keys[0], pair.one]), joined([keys[1], pair.other]))
        if share_alike(*more) >= least:
            kept, keys = kept + 1, more
    return kept, keys


def _keys(pairs: list[Pair]) -> tuple[np.ndarray, np.ndarray]:
    return joined([pair.one for pair in pairs]), joined([pair.other for pair in pairs])


def _say_own(one: np.ndarray, other: np.ndarray) -> bool:
    """True if rows find a partner in the other table much more often than by chance.

    Other people's records would say the same as often as two rows of one table do.
    """
    long, rows = (one if len(one) >= len(other) else other), min(len(one), len(other))
    least = BEYOND + 2 / np.sqrt(rows) + float(pd.Series(long).duplicated(keep=False).mean())
    if least > 1 or share_alike(one, other) < least:
        return False
    return (_partners(one, other) >= 0).sum() / rows >= least


def _too_alike(one: np.ndarray, other: np.ndarray) -> bool:
    """True if nearly all rows find a partner, and what is said is said so equally often that chance is ruled out.

    Pearson's test of homogeneity at its lower end, corrected for continuity, of what the smaller table says.
    """
    if share_alike(one, other) < NEARLY_ALL:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    levels, codes = np.unique(np.concatenate([short, long]), return_inverse=True)
    counts = [np.bincount(each, minlength=len(levels)) for each in np.split(codes, [len(short)])]
    if np.minimum(*counts).sum() < NEARLY_ALL * len(short):
        return False
    few, many = (each[counts[0] > 0] for each in counts)
    share = few.sum() / (few.sum() + many.sum())
    if many.sum() > MOST_TIMES * few.sum():
        return False
    expected = share * (few + many)
    apart = (np.abs(few - expected) + 0.5) ** 2 * (1 / expected + 1 / ((1 - share) * (few + many)))
    return bool(chdtr(len(few) - 1, apart.sum()) < BY_CHANCE) if len(few) > 1 else False


def _partners(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """For each row of `other` its partner in `one`, -1 for none: the third that says something is the third there."""
    return pd.Index(_numbered(one)).get_indexer(pd.Index(_numbered(other)))


def _numbered(keys: np.ndarray) -> np.ndarray:
    nth = pd.Series(keys).groupby(keys, sort=False).cumcount().to_numpy(dtype=np.uint64)
    return joined([keys, nth])
