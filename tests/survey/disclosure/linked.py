"""Random people, and the tables that visitors ask for about them one after another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, race, share, total
from tests.survey.disclosure.intruder import Answer, Ask, People, broken, classes_of

ANSWERS = {
    "people": Answer("one"),
    "working": Answer("status", "status == 1"),
    "seeking": Answer("status", "status == 2"),
    "poor": Answer("pay", "pay < 15"),
    "low": Answer("pay", "pay < 20"),
    "many": Answer("kids", "kids == 3"),
    "any": Answer("kids", "kids >= 1"),
    "kids": Answer("kids", average=True),
}
OUTCOMES = {
    "people": total("one", name="people"),
    "working": share("status", equals=1, name="working"),
    "seeking": share("status", equals=2, name="seeking"),
    "poor": share("pay", below=15, name="poor"),
    "low": share("pay", below=20, name="low"),
    "many": share("kids", equals=3, name="many"),
    "any": share("kids", at_least=1, name="any"),
    "kids": mean("kids", name="kids"),
}
BASIC = {"county": "tract", "age_wide": "age", "age_fine": "age"}
RACES = ("White", "Asian", "Black or African American")
COMBINED = (*RACES, "White;Asian", "White;Black or African American")
SIZES = ((0, 1), (1, 5), (5, 12), (12, 30))


def ask(by: str, answers: str, where: str | None = None, *, margins: bool = True) -> Ask:
    """A table in short: columns and answers by name, with spaces between."""
    return Ask(tuple(by.split()), {name: ANSWERS[name] for name in answers.split()}, where, margins)


def described(basic: pd.DataFrame) -> pd.DataFrame:
    """People with what follows from their basic columns: the county of a tract, the bands of an age."""
    found = basic.copy()
    if "tract" in basic:
        found["county"] = np.where(basic["tract"] <= 2, 1, 2)
    if "age" in basic:
        found["age_wide"] = pd.cut(basic["age"], [0, 18, 99], labels=["young", "old"]).astype(str)
        found["age_fine"] = pd.cut(basic["age"], [0, 17, 25, 99], labels=["a", "b", "c"]).astype(str)
    if "kind" in basic:
        found["oversampled"] = np.where(basic["kind"] == 1, 1.0, 3.0)
    return found


def random_people(seed: int, scale: float = 1.0) -> pd.DataFrame:
    """One row a person; few or many by tract, sex and kind, and some of those groups empty."""
    rng, rows = np.random.default_rng(seed), []
    for place in product((1, 2, 3), (1, 2), (1, 2)):
        low, high = SIZES[rng.choice(4, p=[0.2, 0.2, 0.3, 0.3])]
        rows += [place] * int(scale * rng.integers(low, high))
    rows = rows or [(1, 1, 1)] * 12
    found, size = pd.DataFrame(rows, columns=["tract", "sex", "kind"]), len(rows)
    return described(
        found.assign(
            age=rng.choice([15, 18, 22, 40], size, p=[0.08, 0.12, 0.3, 0.5]),
            status=rng.choice([1.0, 2.0, 3.0, np.nan], size, p=[0.6, 0.2, 0.15, 0.05]),
            pay=rng.choice([12.0, 17.0, 30.0, np.nan], size, p=[0.2, 0.15, 0.6, 0.05]),
            race=rng.choice(COMBINED, size, p=[0.5, 0.2, 0.15, 0.1, 0.05]),
            w=2 * rng.integers(0, 5, size).clip(0, 1),
            even=1.0,
            kids=rng.choice([0.0, 1.0, 2.0, 3.0, np.nan], size, p=[0.45, 0.25, 0.17, 0.1, 0.03]),
        )
    )


def published(people: pd.DataFrame, asks: Sequence[Ask], rules: Policy, *, weight: str | None = None) -> list[object]:
    """The frame of each table, published one after another in one ledger; None for what is refused."""
    ledger, found = Ledger(), []
    design = Design(people, weight=weight) if weight else census(people)
    for each in asks:
        by = [race(people, column="race") if name == "race" else name for name in each.by]
        outcomes = [OUTCOMES[name] for name in each.answers]
        table = disaggregate(design.where(each.where) if each.where else design, outcomes, by, margins=each.margins)
        try:
            found.append(table.publish(rules, ledger).frame.rename(columns={"race_ethnicity": "race"}))
        except PublicationError:
            found.append(None)
    return found


def given_away(
    people: pd.DataFrame, asks: Sequence[Ask], frames: Sequence[object], least: int, *, weight: str | None = None
) -> list[object]:
    """What the intruder finds out from `frames`."""
    seen = [(each, frame) for each, frame in zip(asks, frames, strict=True) if frame is not None]
    asked = [each for each, _ in seen]
    counted = people[people[weight] > 0] if weight else people
    classes = classes_of(counted, _basic(asked), described)
    real, unknown = (People(rows, ("race",)) for rows in (counted, classes))
    known = weight if weight in classes else None
    return broken(asked, [frame for _, frame in seen], real, unknown, least, known)


def _basic(asks: Sequence[Ask]) -> list[str]:
    """The basic columns that tables tell anything of."""
    used = [BASIC.get(name, name) for each in asks for name in each.by]
    used += [answer.about for each in asks for answer in each.answers.values() if answer.about != "one"]
    used += [each.where.split()[0] for each in asks if each.where]
    return list(dict.fromkeys(used)) or ["sex"]


def naive(people: pd.DataFrame, asks: Sequence[Ask], least: int) -> list[pd.DataFrame]:
    """The tables with only small groups hidden, as the first tools did it."""
    found = []
    for each in asks:
        outcomes = [OUTCOMES[name] for name in each.answers]
        domain = census(people).where(each.where) if each.where else census(people)
        frame = disaggregate(domain, outcomes, list(each.by), margins=each.margins).frame
        found.append(frame.assign(suppressed=frame["n"].between(1, least - 1)))
    return found


def attack(seed: int, asks: Sequence[Ask], rules: Policy, *, weight: str | None = None) -> None:
    """Publish `asks` about random people, and fail if the intruder finds a secret out."""
    attack_on(random_people(seed, rules.min_n / 10), asks, rules, weight=weight)


def attack_on(people: pd.DataFrame, asks: Sequence[Ask], rules: Policy, *, weight: str | None = None) -> None:
    """Publish `asks` about `people`, and fail if the intruder finds a secret out or a small group is shown."""
    frames = published(people, asks, rules, weight=weight)
    assert given_away(people, asks, frames, rules.min_n, weight=weight) == []
    for frame in frames:
        assert frame is None or (frame["n"].dropna() >= rules.min_n).all()
