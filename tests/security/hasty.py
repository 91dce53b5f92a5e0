"""The workbook's own server, with little patience, so that what takes minutes there takes seconds in a test."""

import sys

from jqtools.app.serving import doors, server, visitors
from jqtools.cli import main

if __name__ == "__main__":
    visitors.GRACE_SECONDS = 5
    doors.REQUEST_SECONDS = 2
    server.TIDY_SECONDS = 1
    sys.exit(main(sys.argv[1:]))
