"""What the tests of gaps share."""

from __future__ import annotations

from jqtools.survey import Design, jk1

MEASURES = {"gap_diff": "difference", "gap_ratio": "ratio", "gap_logratio": "log_ratio"}


def row_of(frame, **levels):
    for name, level in levels.items():
        frame = frame[frame[name] == level]
    (found,) = frame.to_dict("records")
    return found


def replicates(frame, mse=True):
    return Design(frame, weight="w", replicates=jk1("w", 12, scale=0.3), mse=mse)
