"""Write the two fictional sample tables. `python data/samples/make_samples.py` writes them beside this file.

Nobody in them exists. The counts that the example plans quote are fixed; the rest is drawn with a fixed seed,
so that the files come out the same, byte for byte, each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20260401
HISPANIC, BLACK = "Hispanic or Latino", "Black or African American"
WHITE, ASIAN = "White", "Asian"
MULTIRACIAL, MENA = "Multiracial or Multiethnic", "Middle Eastern or North African"
AIAN, NHPI = "American Indian or Alaska Native", "Native Hawaiian or Pacific Islander"

# group, workers paid under 23.10 dollars an hour, workers paid that or more; "" did not report
VENDOR_RACE = (
    (HISPANIC, 168, 77),
    (BLACK, 88, 40),
    (WHITE, 38, 68),
    (ASIAN, 20, 25),
    (MULTIRACIAL, 5, 7),
    (MENA, 5, 6),
    (AIAN, 2, 3),
    (NHPI, 2, 3),
    ("", 33, 22),
)
CONTRACTS = ("janitorial", "security", "food service")
BOARD_RACE = ((WHITE, 92), (HISPANIC, 23), (BLACK, 19), (ASIAN, 7), (AIAN, 3), (MENA, 3), (NHPI, 1))
# frontline, sex, paid under 20.45 dollars an hour, left by choice: positions
BOARD_POSITIONS = (
    (True, "Female", True, True, 6),
    (True, "Female", True, False, 9),
    (True, "Female", False, True, 12),
    (True, "Female", False, False, 35),
    (True, "Male", True, True, 2),
    (True, "Male", True, False, 3),
    (True, "Male", False, True, 8),
    (True, "Male", False, False, 15),
    (False, "Female", True, False, 2),
    (False, "Female", False, False, 34),
    (False, "Male", False, False, 22),
)
FRONTLINE_JOBS = ("Career services", "Business services", "Youth programs")
OTHER_JOBS = ("Administration", "Finance and data", "Operations")


def vendor_worker_report(rng: np.random.Generator) -> pd.DataFrame:
    """One row a position on a county building-service contract: 612, of which 251 pay 23.10 dollars."""
    race = [group for group, under, over in VENDOR_RACE for _ in range(under + over)]
    under = [i < low for _, low, high in VENDOR_RACE for i in range(low + high)]
    order = rng.permutation(len(race))
    race, under = np.array(race, dtype=object)[order], np.array(under)[order]
    contract = _pick(rng, CONTRACTS, np.where(under[:, None], (0.60, 0.17, 0.23), (0.44, 0.40, 0.16)))
    women = rng.random(len(race)) < np.select([contract == CONTRACTS[0], contract == CONTRACTS[1]], [0.62, 0.24], 0.55)
    notice = _pick(
        rng,
        (3, 7, 10, 14, 21),
        np.where(under[:, None], (0.2, 0.38, 0.2, 0.16, 0.06), (0.1, 0.26, 0.2, 0.3, 0.14)),
    )
    hours = np.clip(np.round(rng.normal(np.where(under, 30, 36), 6)), 8, 40).astype(int)
    offered = rng.random(len(race)) < np.where(hours >= 20, np.where(under, 0.42, 0.71), 0.08)
    return pd.DataFrame(
        {
            "worker": np.arange(1, len(race) + 1),
            "contract_type": contract,
            "shift": _pick(
                rng,
                ("day", "evening", "night"),
                np.where(contract[:, None] == CONTRACTS[0], (0.2, 0.5, 0.3), (0.5, 0.3, 0.2)),
            ),
            "sex": np.where(women, "Female", "Male"),
            "race_ethnicity": race,
            "hourly_wage": _wages(rng, under, 15.80, 23.10, 34.00),
            "hours_week": hours,
            "schedule_notice_days": notice,
            "health_plan_offered": np.where(offered, "yes", "no"),
            "separations": rng.multinomial(416, np.where(under, 1.25, 0.75) / np.where(under, 1.25, 0.75).sum()),
        }
    )


def board_staff(rng: np.random.Generator) -> pd.DataFrame:
    """One row a budgeted position of a workforce board: 148, of which 90 are frontline."""
    rows = np.array([row[:4] for row in BOARD_POSITIONS for _ in range(row[4])], dtype=object)
    rows = rows[rng.permutation(len(rows))]
    frontline, sex, under, left = (
        rows[:, 0].astype(bool),
        rows[:, 1],
        rows[:, 2].astype(bool),
        rows[:, 3].astype(bool),
    )
    race = rng.permutation([group for group, people in BOARD_RACE for _ in range(people)]).astype(object)
    wage = _wages(rng, under, 17.25, 20.45, 46.00)
    tenure = np.floor(rng.exponential(np.where(under, 3, 7)))
    promoted = np.zeros(len(rows), dtype=bool)
    promoted[rng.choice(np.flatnonzero(~under), 8, replace=False)] = True
    jobs = np.where(
        frontline,
        rng.choice(FRONTLINE_JOBS, len(rows), p=(0.6, 0.15, 0.25)),
        rng.choice(OTHER_JOBS, len(rows)),
    )
    return pd.DataFrame(
        {
            "position": np.arange(1, len(rows) + 1),
            "job_family": jobs,
            "frontline": np.where(frontline, "yes", "no"),
            "sex": sex,
            "race_ethnicity": race,
            "race_two_groups": np.where(race == WHITE, "White", "People of color"),
            "tenure": _band(tenure, (2, 6, 11), ("under 2 years", "2 to 5 years", "6 to 10 years", "over 10 years")),
            "hourly_wage": wage,
            "wage_band": _band(
                wage, (20.45, 25, 32), ("under 20.45", "20.45 to 24.99", "25.00 to 31.99", "32.00 and over")
            ),
            "frontline_left": np.where(frontline, np.where(left, "yes", "no"), ""),
            "promoted": np.where(promoted, "yes", "no"),
        }
    )


def _pick(rng: np.random.Generator, choices: tuple, chances: np.ndarray) -> np.ndarray:
    """One of `choices` for each row of `chances`."""
    place = (rng.random(len(chances))[:, None] > chances.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return np.array(choices, dtype=object)[place]


def _wages(rng: np.random.Generator, under: np.ndarray, least: float, benchmark: float, most: float) -> np.ndarray:
    """Dollars an hour in steps of 5 cents, under or at and over the benchmark."""
    low = least + (benchmark - 0.05 - least) * rng.beta(2.2, 1.6, len(under))
    high = benchmark + (most - benchmark) * rng.beta(1.1, 3.0, len(under))
    return np.round(np.floor(np.where(under, low, high) * 20 + 1e-9) / 20, 2)


def _band(values: np.ndarray, starts: tuple, names: tuple[str, ...]) -> np.ndarray:
    return np.array(names, dtype=object)[np.searchsorted(starts, values, side="right")]


def write_samples(folder: Path) -> None:
    """Write both tables into `folder`."""
    for i, make in enumerate((vendor_worker_report, board_staff)):
        table = make(np.random.default_rng([SEED, i]))
        text = table.to_csv(index=False, lineterminator="\n", float_format="%.2f")
        (folder / f"{make.__name__}.csv").write_bytes(text.encode())


def main() -> None:
    """Write the samples into the folder named on the command line, or beside this file."""
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)


if __name__ == "__main__":
    main()
