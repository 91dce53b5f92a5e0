"""From the arguments of `jqtools disaggregate` to a published table; the same calls as in a notebook."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from jqtools.cli.questions import outcomes_asked
from jqtools.errors import DataError
from jqtools.survey import (
    Design,
    Ledger,
    Published,
    Replicates,
    bootstrap,
    brr,
    census,
    disaggregate,
    fay,
    jk1,
    jkn,
    notes_of,
    policy,
    read_acs_pums,
    read_codebook,
    read_records,
    sdr,
)
from jqtools.survey.exporting import write_csv

GAP_COLUMNS = {
    "reference": "gap_reference",
    "measure": "gap_measure",
    "estimate": "gap",
    "se": "gap_se",
    "ci_low": "gap_ci_low",
    "ci_high": "gap_ci_high",
    "ci_method": "gap_ci_method",
    "p_value": "gap_p_value",
    "p_adjusted": "gap_p_adjusted",
    "flag": "gap_flag",
    "flag_reason": "gap_flag_reason",
}


@dataclass(frozen=True)
class Made:
    """The CSV, how many rows it has and how many are hidden, by which policy, and what to know about it."""

    csv: str
    rows: int
    hidden: int
    policy: str
    notes: tuple[str, ...]


def published_table(arguments: argparse.Namespace) -> Made:
    """Read, estimate and publish what the arguments ask for."""
    rules, by, ledger = policy(arguments.policy), _names(arguments.by), Ledger(arguments.ledger)
    with tqdm(total=4, disable=None, delay=1, desc="reading", unit="step", file=sys.stderr) as bar:
        frame = _read(arguments)
        _next(bar, "preparing weights")
        design = _design(frame, arguments)
        rows = design.where(arguments.where) if arguments.where else design
        if arguments.where and not rows.mask.any():
            raise DataError(f"no row meets --where {arguments.where!r}")
        asked = outcomes_asked(arguments, frame)
        bar.total = 3 + len(asked)
        _next(bar, "estimating")
        table = disaggregate(rows, asked, by, arguments.margins, arguments.level, progress=lambda *_: bar.update())
        bar.set_description("hiding small groups")
        published = table.publish(rules, ledger)
        bar.update()
    csv, notes = published.to_csv(), published.notes
    if arguments.gaps:
        csv, notes = _with_gaps(published, by, arguments)
    notes = (*notes_of(frame), *notes, *_remembered(ledger, arguments.ledger))
    return Made(csv, len(published.frame), int(published.frame["suppressed"].sum()), rules.name, notes)


def _next(bar: tqdm, step: str) -> None:
    bar.update()
    bar.set_description(step)


def _read(arguments: argparse.Namespace) -> pd.DataFrame:
    path = Path(arguments.file)
    if arguments.kind or path.is_dir() or path.suffix.lower() == ".zip":
        return read_acs_pums(path, kind=arguments.kind)
    codebook = read_codebook(arguments.codebook) if arguments.codebook else None
    drop, allow = _names(arguments.drop), _names(arguments.allow)
    return read_records(arguments.file, codebook, table=arguments.table, sheet=arguments.sheet, drop=drop, allow=allow)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _design(frame: pd.DataFrame, arguments: argparse.Namespace) -> Design:
    sampled = {name: getattr(arguments, name) for name in ("weight", "strata", "psu", "fpc")}
    if arguments.census:
        if arguments.replicates or any(sampled.values()):
            raise DataError("--census says that nothing was sampled; leave out weights, strata and units")
        return census(frame)
    if not arguments.replicates and not any(sampled.values()):
        raise DataError("say how rows were sampled: --weight (and --replicates, --strata, --psu), or --census")
    return Design(frame, replicates=_replicates(arguments), **sampled)


def _replicates(arguments: argparse.Namespace) -> Replicates | None:
    names, scheme = arguments.replicates, arguments.scheme
    if not names and not scheme:
        return None
    if not names or not scheme:
        raise DataError("--replicates 'pwgtp{1..80}' and --scheme (such as sdr) belong together; one is missing")
    match scheme:
        case "jkn":
            return jkn(names, rscales=[float(part) for part in (arguments.rscales or "").split(",") if part.strip()])
        case "fay":
            return fay(names, rho=arguments.rho)
        case "jk1":
            return jk1(names, scale=arguments.scale)
        case "bootstrap":
            return bootstrap(names, scale=arguments.scale)
    return {"sdr": sdr, "brr": brr}[scheme](names)


def _with_gaps(published: Published, by: list[str], arguments: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """The table as CSV with each row's gap beside it, and notes; a group that is the reference has no gap."""
    gaps = published.gaps(arguments.gaps, arguments.measure, higher_is=arguments.higher_is)
    keys = ["outcome", "statistic", *by]
    beside = gaps.worded()[[*keys, *GAP_COLUMNS]].rename(columns=GAP_COLUMNS)
    widest = tuple(_widest(row) for row in gaps.extremes.frame.to_dict("records"))
    merged = published.worded().merge(beside, on=keys, how="left", validate="one_to_one")
    return write_csv(merged), (*gaps.notes, *widest)


def _remembered(ledger: Ledger, file: Path | None) -> tuple[str, ...]:
    tables = len(ledger.log())
    return (f"'{file}' remembers {tables} published {'table' if tables == 1 else 'tables'}.",) if file else ()


def _widest(row: dict[str, object]) -> str:
    ends = f"from {row['highest']} down to {row['lowest']}, " if row["highest"] else ""
    return f"{row['outcome']}, widest gap: {ends}{row['sentence']}."
