"""Make tables safe to show: hide small groups and what gives them away, and check it as an intruder would."""
