"""Help before the fact: will groups be large enough to show, which merges help, and how far to roll up a table."""
