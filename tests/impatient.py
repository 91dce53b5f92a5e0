"""The workbook's own server with less patience: a kernel ends after seconds without work, or with nobody who joined."""

import sys

from jqtools.app.serving import server, settings, visitors
from jqtools.cli import main

IDLE, LOOK, GRACE = 8, 2, 6

if __name__ == "__main__":
    settings.IDLE_SECONDS, settings.IDLE_LOOK_SECONDS = IDLE, LOOK
    visitors.GRACE_SECONDS = GRACE
    server.TIDY_SECONDS = LOOK
    sys.exit(main(sys.argv[1:]))
