"""The parts of each step's page: editors of the plan, and what is worked out from it."""
