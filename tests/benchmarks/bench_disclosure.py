"""How long safe tables take, and how much they hide beside Tau-Argus (optimal suppression) on the same tables.

Run with `make bench`. It prints a report and fails nothing. Tau-Argus has a frequency rule of 10 with a safety range
of 100%, so that the range of a hidden count x is at least 2 x wide, 10 on average; ours is at least 10 for each.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from typing import NamedTuple

import numpy as np
import pandas as pd
from pytauargus import protect

from jqtools.errors import PublicationError
from jqtools.survey import Ledger, Policy, census, disaggregate, sample, share, total
from tests.survey.disclosure.intruder import ALL, Answer, Ask, People, broken, classes_of

ONE, HAS = total("one", name="people"), share("y", equals=1, name="has it")
RULES = Policy(min_n=10)
RANDOM = 12
SAMPLES = (
    ("board_staff", ("race_ethnicity", "sex")),
    ("board_staff", ("job_family", "sex")),
    ("board_staff", ("job_family", "wage_band")),
    ("vendor_worker_report", ("race_ethnicity", "sex")),
    ("vendor_worker_report", ("contract_type", "shift")),
)


class Hidden(NamedTuple):
    """What is hidden of a table: cells (margins too), and the people in its hidden inner cells; seconds taken.

    `out` small groups have a range under 10 all the same, as the intruder of the tests finds.
    """

    cells: int
    people: int
    out: int
    seconds: float


def made_up(sizes: tuple[int, ...], n: int, seed: int) -> pd.DataFrame:
    """`n` people by columns a, b, c, ... of `sizes` groups, of which some are much smaller than others."""
    rng = np.random.default_rng(seed)
    columns = {
        name: rng.choice(size, n, p=rng.dirichlet(np.full(size, 1.5))) for name, size in zip("abc", sizes, strict=False)
    }
    return pd.DataFrame({**columns, "y": (rng.random(n) < 0.3).astype(int)})


def timed(work: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def ours(frame: pd.DataFrame, by: tuple[str, ...]) -> Hidden:
    """What `publish` hides of the counts of people."""
    table = disaggregate(census(frame), ONE, list(by), margins=True)
    found, seconds = timed(lambda: table.publish(RULES, Ledger()).frame)
    return _measured(frame, by, table.frame.assign(suppressed=found["suppressed"]), seconds)


def tau_argus(frame: pd.DataFrame, by: tuple[str, ...]) -> Hidden:
    """What Tau-Argus hides of the same counts."""
    rows = frame[list(by)].astype(str).set_axis([f"v{i}" for i in range(len(by))], axis=1).assign(one=1.0)
    names = [name for name in rows if name != "one"]
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        found, seconds = timed(
            lambda: protect(rows, names, "one", safety_rules="FREQ(10,100)", suppress="OPT(1)", workdir=folder)
        )
        cells = found.tables[0].dataframe()
    cells = cells.replace("Total", ALL).rename(columns=dict(zip(names, by, strict=True)))
    hidden = cells["status"].isin(["U", "M"])
    return _measured(frame, by, cells.assign(outcome="people", n=cells["one"], suppressed=hidden), seconds)


def _measured(frame: pd.DataFrame, by: tuple[str, ...], shown: pd.DataFrame, seconds: float) -> Hidden:
    people = frame[list(by)].astype(str)
    classes = classes_of(people, list(by), lambda rows: rows)
    out = broken([Ask(by, {"people": Answer("one")})], [shown], People(people), People(classes), 10)
    inner = shown["suppressed"] & (shown[list(by)] != ALL).all(axis=1)
    return Hidden(int(shown["suppressed"].sum()), int(shown.loc[inner, "n"].sum()), len(out), seconds)


def compared() -> Iterator[tuple[str, pd.DataFrame, tuple[str, ...]]]:
    """The tables of the comparison: random ones, then those of the shipped samples."""
    for seed in range(RANDOM):
        sizes = ((4, 3), (6, 4), (8, 5), (4, 3, 2))[seed % 4]
        yield (
            f"random {seed}: {' x '.join(map(str, sizes))}",
            made_up(sizes, 60 * len(sizes) + 300, seed),
            tuple("abc"[: len(sizes)]),
        )
    for name, by in SAMPLES:
        rows = sample(name).load().frame
        codes = {column: pd.factorize(rows[column])[0] + 1 for column in by}
        yield f"{name}: {' x '.join(by)}", pd.DataFrame(codes), by


def compare() -> None:
    """Print what both hide, a row a table, and the averages; in each cell ours first, then Tau-Argus."""
    print("| table | cells hidden | people hidden | small groups out | seconds |\n| --- | --- | --- | --- | --- |")
    found = []
    for name, frame, by in compared():
        found.append(np.array([ours(frame, by), tau_argus(frame, by)]))
        print(_row(name, found[-1]))
    print(_row("average", np.mean(found, axis=0)))


def _row(name: str, pair: np.ndarray) -> str:
    cells = [" / ".join(f"{number:.{digits}f}" for number in pair[:, i]) for i, digits in enumerate((1, 1, 1, 2))]
    return f"| {name} | {' | '.join(cells)} |"


def linked() -> list[object]:
    """500 cells (and their margins) in three tables of the same people."""
    frame, ledger = made_up((15, 13, 11), 6000, 1), Ledger()
    tables = [disaggregate(census(frame), ONE, list(by), margins=True) for by in ("ab", "ac", "bc")]
    return [table.publish(RULES, ledger).frame for table in tables]


def large(outcome: object) -> object:
    """A table of 7 x 2 x 20 with its margins."""
    frame = made_up((7, 2, 20), 20_000, 2)
    return disaggregate(census(frame), outcome, ["a", "b", "c"], margins=True).publish(RULES, Ledger()).frame


def main() -> None:
    """Print the report."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name, work in (
        ("7 x 2 x 20 with margins: people", lambda: [large(ONE)]),
        ("7 x 2 x 20 with margins: a share", lambda: [large(HAS)]),
        ("500 cells in three linked tables", linked),
    ):
        try:
            frames, seconds = timed(work)
        except PublicationError as refused:
            print(f"{name:<36} refused: {refused}")
            continue
        rows = pd.concat(frames)
        print(f"{name:<36}{seconds:9.2f} s, {rows['suppressed'].sum()} of {len(rows)} rows hidden")
    print()
    compare()


if __name__ == "__main__":
    main()
