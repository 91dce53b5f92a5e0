"""What has been published of the same people, so that no table can be subtracted from another."""

from __future__ import annotations

import numpy as np

from jqtools.survey.disclosure.pattern import Decided, decide
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.population import Population
from jqtools.survey.disclosure.request import Request


class Ledger:
    """Remembers every table that is published, as long as the program runs.

    A further table of the same people is decided given all that is told already, also if it is about some of them
    only, or groups them otherwise. Without another ledger, `publish` uses the one that all tables of a program share.
    """

    def __init__(self) -> None:
        self._populations: list[Population] = []

    def __repr__(self) -> str:
        many = sum(len(each.published) for each in self._populations)
        return f"<Ledger of {many} tables about {len(self._populations)} sets of people>"

    def decide(self, request: Request, policy: Policy) -> Decided:
        """What to hide of a table; the table is published from now on."""
        population, number = self._population(request)
        for place, known, decided in population.published:
            if place == number and known.digest == request.digest and decided.policy == policy:
                return decided
        asked, earlier = population.told(number, request)
        decided = decide(asked, earlier, policy)
        population.published.append((number, request, decided))
        return decided

    def _population(self, request: Request) -> tuple[Population, int]:
        for population in self._populations:
            number = population.place(request.frame)
            if number is not None:
                return population, number
        population = Population()
        self._populations.append(population)
        return population, population.add(request.frame, np.full(len(request.frame), -1))


SESSION = Ledger()
