"""Tests of categories and thresholds."""
