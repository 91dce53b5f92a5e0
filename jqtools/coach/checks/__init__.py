"""The checks, one module a topic; `coach.checking` puts them together."""
