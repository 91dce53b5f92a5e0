"""Plans to try the checks on: the procurement example with one thing changed.

A path is a finding's path, such as `elements/el_g0974f`; fields inside a value are written `baseline__value`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jqtools.coach import check
from jqtools.plan import Plan, blank_plan, read_plan
from jqtools.plan.planfile import plan_form, with_section

PLANS = Path(__file__).parents[2] / "data" / "plans"
GOOD_NAMES = ("hr_practices_at_home", "procurement_living_wage", "wage_theft_enforcement")
TODAY = date(2026, 7, 1)
BLANK = blank_plan()
GOOD = read_plan(PLANS / "procurement_living_wage.json")
WEAK = read_plan(PLANS / "weak_plan_for_teaching.json")
ENFORCE = read_plan(PLANS / "wage_theft_enforcement.json")

RFP, CLAUSE, PAY_FAST, STATE_WAGE, VENDORS, CITY = (
    f"elements/{key}" for key in ("el_g0974f", "el_2sgfa8", "el_zcteya", "el_xg4t2b", "el_4j9bf9", "el_80a0q4")
)
GOAL = "goals/go_4fb5mw"
BACKING, STAFF, MONEY = "logic/no_rbe25y", "logic/no_6pd2ej", "logic/no_2wrcht"
LOOK_BACK, PANEL, MOVE_INVOICES = "logic/no_kqkdbm", "logic/no_dk6scv", "logic/no_pw2wkw"
REPORT, FIRMS = "logic/no_3jthec", "logic/no_xar2a2"
NEW_FIRMS, TERMS, LIVING_WAGE, SCHEDULES, STAY = (
    f"logic/{key}" for key in ("no_fr5xc3", "no_w0mx4y", "no_1ts7fg", "no_62k9a8", "no_75r7gc")
)
LOOK_BACK_TO_REPORT = "logic/li_r7ha97"
M_WAGE, M_SCHEDULE, M_TURNOVER, M_TERMS, M_FIRST, M_PAID = (
    f"measures/{key}" for key in ("me_xtxhjd", "me_h7wnsj", "me_8tx6yk", "me_ncb2er", "me_fmyyq0", "me_5qv3h4")
)
WORKER_REPORT, SURVEY, FILE = "sources/so_qdn3r7", "sources/so_0kxcn0", "sources/so_e4s62c"
WORKERS = "engagements/en_3w4m0z"
_PLACES = {"no": "nodes", "li": "links"}


@dataclass(frozen=True)
class Case:
    """A check with a plan in which it fires at `path`, and the nearest plan in which it doesn't."""

    code: str
    path: str
    fires: Plan
    quiet: Plan
    today: date = TODAY
    quiet_day: date | None = None


def found(plan: Plan, today: date = TODAY) -> set[tuple[str, str]]:
    """Code and path of each finding."""
    return {(finding.code, finding.path) for finding in check(plan, today)}


def changed(plan: Plan, path: str, /, **fields: Any) -> Plan:
    """The plan with some fields of one record, or of a section that holds no records, changed."""
    section, _, key = path.partition("/")
    form = plan_form(plan)[section]
    place = _records(form, section, key)["items"][key] if key else form
    for name, value in fields.items():
        *outer, last = name.split("__")
        inner = place
        for step in outer:
            inner = inner[step]
        inner[last] = value
    return with_section(plan, section, form)


def added(plan: Plan, path: str, /, **fields: Any) -> Plan:
    """The plan with one more record."""
    section, _, key = path.partition("/")
    form = plan_form(plan)[section]
    records = _records(form, section, key)
    records["order"].append(key)
    records["items"][key] = fields
    return with_section(plan, section, form)


def many(plan: Plan, section: str, prefix: str, count: int, **fields: Any) -> Plan:
    """The plan with so many more records, all alike."""
    for place in range(count):
        plan = added(plan, f"{section}/{prefix}_many{place}", **fields)
    return plan


def removed(plan: Plan, *paths: str) -> Plan:
    """The plan without some records."""
    for path in paths:
        section, _, key = path.partition("/")
        form = plan_form(plan)[section]
        records = _records(form, section, key)
        records["order"].remove(key)
        del records["items"][key]
        plan = with_section(plan, section, form)
    return plan


def emptied(plan: Plan, *sections: str) -> Plan:
    """The plan with some sections as they are in a blank one."""
    for section in sections:
        plan = with_section(plan, section, plan_form(BLANK)[section])
    return plan


def only(plan: Plan, *paths: str) -> Plan:
    """The plan with only these records in their section."""
    section = paths[0].partition("/")[0]
    others = (f"{section}/{key}" for key in getattr(plan, section).ids())
    return removed(plan, *(path for path in others if path not in paths))


def _records(form: dict[str, Any], section: str, key: str) -> dict[str, Any]:
    return form[_PLACES[key[:2]]] if section == "logic" else form


NO_RECORDS: dict[str, Any] = {"order": [], "items": {}}
BY_SEX, BY_RACE, BY_CONTRACT = (
    {"order": ["sp_one"], "items": {"sp_one": {"dimension": dimension}}}
    for dimension in ("sex", "race_ethnicity", "employment_type")
)
