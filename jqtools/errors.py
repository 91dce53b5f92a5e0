"""Errors an analyst can cause and fix. Anything else is our bug.

    JqtoolsError (ValueError)
      PlanError          a plan that contradicts itself, or a plan file we can't read
      DataError          a table without the columns, types or values we were told to expect
      PublicationError   numbers that may not leave, because a small group could be read from them

A view may show the message of a JqtoolsError as it stands: one sentence with the rule, the value
received and the choices. It is plain text: escape it before it becomes HTML.
"""

from __future__ import annotations


class JqtoolsError(ValueError):
    """Base class of the errors an analyst can fix."""


class PlanError(JqtoolsError):
    """A plan that can't be read or that contradicts itself.

    `problems` holds one sentence for each thing that is wrong, each with its place.
    """

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or (message,)


class DataError(JqtoolsError):
    """A table that lacks a column, a type or a value we were told to expect."""


class PublicationError(JqtoolsError):
    """A table that may not be shown or exported as it is."""
