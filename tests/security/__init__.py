"""Attacks on the served app, each against the real server: SECURITY.md says which promise each file tests."""
