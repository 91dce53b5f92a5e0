"""The design's colours as literal values, for pictures that stand alone; equal to tokens.css by a test."""

from __future__ import annotations

from types import MappingProxyType

COLOURS = MappingProxyType(
    {
        "ink": "#1b1b1b",
        "ink-soft": "#3d4551",
        "muted": "#565c65",
        "line": "#c9ced6",
        "edge": "#71767a",
        "paper": "#ffffff",
        "accent": "#005ea2",
        "input": "#1a4480",
        "input-wash": "#e7f2f5",
        "activity": "#3a5a1c",
        "activity-wash": "#e6f2e1",
        "output": "#6b4d00",
        "output-wash": "#fef0c8",
        "outcome": "#5b2b72",
        "outcome-wash": "#f3e6f7",
    }
)
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
