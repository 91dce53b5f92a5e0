"""The start page: where a living wage can come from, thoughts parked on any page, and the lines of the change log."""

from __future__ import annotations

from datetime import date
from typing import Any

from jqtools.content import steps, wage_benchmarks
from jqtools.plan import Plan
from jqtools.plan.history import ChangeEntry
from jqtools.plan.planfile import plan_form, with_section
from jqtools.plan.values import new_id
from jqtools.report.words import and_so_on
from jqtools.words import _, date_words


def benchmark_presets() -> dict[str, Any]:
    """Where a living wage can come from, each with a household it is told for, and what to mind. Never a value."""
    options = [
        {
            "words": and_so_on([known.label, household.partition(" (")[0]], ": "),
            "values": {
                "definition.wage.source": known.label,
                "definition.wage.household": household.partition(" (")[0],
            },
            "note": " ".join((known.gives, *known.cautions)),
        }
        for known in wage_benchmarks().values()
        for household in (known.households or ("",))
    ]
    hint = _("It fills in the source and the household. The dollars, the place and the date are yours to look up.")
    label, button = _("Where does your living wage come from"), _("Use this source")
    return {"label": label, "hint": hint, "button": button, "options": options}


def with_thought(plan: Plan, text: str, step: str, part: str, day: date) -> Plan:
    """The plan with a thought as its last note, about the step and the part of its page where it came up.

    A part that the step does not have is left out.

    Raises
    ------
    PlanError
        The text is too long, or holds signs that a plan can't keep.
    """
    known = steps()[step]
    about = _("Step {n}: {title}").format(n=known.number, title=known.title) if known.number else known.title
    if part in {each.title for each in known.parts}:
        about = _("{step}, {part}").format(step=about, part=part)
    key, notes = new_id("nt"), plan_form(plan)["notes"]
    note = {"text": text, "about": about, "date": day.isoformat()}
    return with_section(plan, "notes", {"order": [*notes["order"], key], "items": {**notes["items"], key: note}})


def log_line(entry: ChangeEntry) -> dict[str, str]:
    """A line of the change log to choose: its day and words, and what is said to it."""
    what = " ".join(entry.what.split())
    words = _("{date}: {what}").format(date=date_words(entry.date), what=what) if entry.date else what
    return {"id": entry.id, "words": words, "why": entry.why, "role": entry.role}
