"""The file of a ledger: read, locked against other programs, and written in one piece."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from jqtools.errors import JqtoolsError, PublicationError
from jqtools.survey.disclosure.ledger.record import Record

FORMAT = 1  # goes up with any change of `Request.digest` too, or older tables would pass for those of other data
LONGEST_WAIT = 600
ABOUT = "Tables that were published, for jqtools. Nothing that is hidden in them is in here."


class LedgerFile:
    """Records in a file at `path`; a file that isn't there has none."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).resolve()
        if self.path.is_dir():
            raise PublicationError(f"'{self.path}' is a folder; name the ledger's file in it")
        if not self.path.parent.is_dir():
            raise PublicationError(f"There is no folder '{self.path.parent}' for the ledger; make it or choose another")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other programs from the file meanwhile; they wait."""
        lock = FileLock(f"{self.path}.lock", timeout=LONGEST_WAIT)
        try:
            lock.acquire()
        except Timeout as error:
            minutes = LONGEST_WAIT // 60
            raise PublicationError(
                f"another program has kept the ledger '{self.path}' for {minutes} minutes; try again when it is done"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def read(self) -> tuple[Record, ...]:
        """The records, in the order in which the tables were published.

        Raises
        ------
        PublicationError
            The file is no ledger, is damaged, or was written by a later version.
        """
        try:
            form = json.loads(self.path.read_text(encoding="utf-8"))
            newer = form["format"] > FORMAT
            records = () if newer else tuple(map(Record.from_form, form["tables"]))
        except FileNotFoundError:
            return ()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, JqtoolsError) as error:
            raise PublicationError(
                f"'{self.path}' is no ledger, or was changed or damaged, so nothing is published; put back a copy "
                "that is whole, or name another file"
            ) from error
        if newer:
            raise PublicationError(
                f"the ledger '{self.path}' has format {form['format']}, and this version reads up to {FORMAT}; "
                "update jqtools"
            )
        return records

    def write(self, records: tuple[Record, ...]) -> None:
        """Write the file in one piece: a reader sees the old file or the new one, never half of one."""
        form = {"format": FORMAT, "about": ABOUT, "tables": [record.form for record in records]}
        temporary = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}.tmp")
        try:
            with open(temporary, "x", encoding="utf-8", newline="\n") as out:
                out.write(json.dumps(form, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
                out.flush()
                os.fsync(out.fileno())
            if self.path.exists():
                shutil.copymode(self.path, temporary)
            os.replace(temporary, self.path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
