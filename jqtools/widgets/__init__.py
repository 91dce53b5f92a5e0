"""Views: one widget a file. Each shows a part of a plan and has a `value`; none of them knows the session."""
