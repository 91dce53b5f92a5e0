"""The sections of the report, one module for each, in the order of the plan."""
