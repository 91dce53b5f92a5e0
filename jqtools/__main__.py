"""`python -m jqtools`."""

from __future__ import annotations

import sys

from jqtools.cli import main

sys.exit(main())
