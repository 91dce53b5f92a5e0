"""The reference numbers that R's `survey` gave, the designs they belong to, and how close ours must be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Design, Replicates, bootstrap, brr, fay, jk1, jkn

CLOSE = 1e-8
TAYLOR = {
    "strat_fpc": ("apistrat", {"strata": "stype", "fpc": "fpc"}),
    "strat_nofpc": ("apistrat", {"strata": "stype"}),
    "wonly": ("apistrat", {}),
    "clus1_fpc": ("apiclus1", {"psu": "dnum", "fpc": "fpc"}),
    "clus1_nofpc": ("apiclus1", {"psu": "dnum"}),
}
REPLICATED = {
    "rep_boot": "apiclus1",
    "rep_brr": "scd",
    "rep_fay": "scd",
    "rep_jk1": "apiclus1",
    "rep_jk1_nofpc": "apiclus1",
    "rep_jkn": "apistrat",
    "rep_jkn_nofpc": "apistrat",
}


def reference(shared) -> pd.DataFrame:
    table = pd.read_csv(shared / "oracles" / "expected" / "survey_taylor_and_replicates.csv", dtype={"group": str})
    parts = table["case"].str.split("/", n=1, expand=True)
    return table.assign(design_name=parts[0], topic=parts[1])


def schools(shared, name: str) -> pd.DataFrame:
    frame = pd.read_csv(shared / "oracles" / "inputs" / f"{name}.csv")
    return frame.rename(columns=lambda column: column.replace(".", "_"))


def taylor(shared, name: str) -> Design:
    table, parts = TAYLOR[name]
    return Design(schools(shared, table), weight="pw", **parts)


def replicated(shared, name: str, mse: bool) -> Design:
    folder, short = shared / "oracles" / "inputs", name.removeprefix("rep_")
    file = folder / f"repw_{short}.csv"
    weights = pd.read_csv(file if file.exists() else file.with_suffix(".csv.gz"))
    scales = pd.read_csv(folder / f"repw_{short}_scales.csv")
    frame = pd.concat([schools(shared, REPLICATED[name]), weights], axis=1)
    return Design(frame, weight="w0", replicates=scheme(short, scales), mse=mse)


def scheme(short: str, scales: pd.DataFrame) -> Replicates:
    n, scale = len(scales), scales["scale"].iloc[0]
    match short.split("_")[0]:
        case "jk1":
            return jk1("rw", n, scale)
        case "jkn":
            return jkn("rw", n, scales["rscale"])
        case "brr":
            return brr("rw", n)
        case "fay":
            return fay("rw", n, scales["rho"].iloc[0])
    return bootstrap("rw", n, scale)


def agrees(found: pd.Series, row: dict, *names: str) -> None:
    """`found` has R's estimate and standard error, and its interval and degrees of freedom where R's are given."""
    pairs = {"estimate": "estimate", "se": "se"} | {name: name for name in names}
    for ours, theirs in pairs.items():
        if theirs in ("estimate", "se") and not np.isfinite(row[theirs]):
            continue
        here = f"{row['case']} {row['group']}: {ours}"
        if np.isnan(row[theirs]):
            assert np.isnan(found[ours]), here
            continue
        slack = 1e-12 if theirs == "se" else 0
        assert found[ours] == pytest.approx(row[theirs], rel=CLOSE, abs=slack), here
