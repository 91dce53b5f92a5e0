"""Where the checks come from: the names of the pages and rules they rest on, for the reference page."""

from __future__ import annotations

CONTROL = "Job Quality Playbook, Where to start: determine what you control"
LEVER = "Job Quality Playbook, Where to start: select your lever"
GOALS = "Job Quality Playbook, Where to start: document your goals"
ADVANCE_EQUITY = "Job Quality Playbook, Where to start: use your goals to advance equity"
CIRCLE = "Job Quality Playbook, Circle of control"
LEVERS = "Job Quality Playbook, Levers"
PROCUREMENT = "Job Quality Playbook, Procurement"
POLICY = "Job Quality Playbook, Policy"
EMPOWERMENT = "Job Quality Playbook, Empowerment"
EDUCATION = "Job Quality Playbook, Education and enforcement"
LEADING = "Job Quality Playbook, Leading by example"
METRICS = "Job Quality Playbook, Metrics"
DATA = "Job Quality Playbook, Data and measurement"
EQUITY = "Job Quality Playbook, Equity"
PRACTICE = "Common practice in planning and evaluation"
