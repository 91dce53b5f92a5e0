"""What the system refuses, as one sentence that names the user's own file and says what to do."""

from __future__ import annotations

import errno
import re
from pathlib import Path

_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")


def fault_words(error: OSError) -> str:
    """The sentence for an error of the system; a file that is only written for a moment goes by the file it is for."""
    if error.filename is None:
        return f"The system refused: {error.strerror or error}."
    file = Path(str(error.filename))
    made_for = _TEMPORARY.fullmatch(file.name)
    file = file.with_name(made_for[1]) if made_for else file
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"You may not read or write '{file}' here; choose another place, or ask whoever looks after the folder."
    if error.errno == errno.EISDIR:
        return f"'{file}' is a folder; name a file in it."
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        return f"There is no folder '{file.parent}'; make it or choose another."
    if error.errno == errno.ENOSPC:
        return f"There is no room left for '{file}'; free some or choose another place."
    return f"'{file}' can't be read or written ({error.strerror or error}); choose another place."
