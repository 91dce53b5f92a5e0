"""Every sentence that a person sees, in the language of the workbook: gettext, with English as it is written.

In Python `_("Add {what}").format(what=...)`, never an f-string, so that the sentence can be translated as a whole;
`several("{n} person", "{n} people", n)` where it depends on a number. In the front end `phrase("Add {what}", {what})`.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

DOMAIN = "jqtools"
FOLDER = Path(__file__).with_name("locale")
LANGUAGE = "JQTOOLS_LANGUAGE"


def language() -> str:
    """The language of the workbook, such as "en" or "es": the environment's JQTOOLS_LANGUAGE, or English."""
    return os.environ.get(LANGUAGE, "").strip() or "en"


def _(text: str) -> str:
    """`text` in the language of the workbook; as it is where there is no translation."""
    return _catalog(language()).gettext(text)


def several(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the language of the workbook says it of the number `n`, which is filled in for {n}."""
    return _catalog(language()).ngettext(one, many, n).format(n=n)


@cache
def _catalog(name: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, languages=[name], fallback=True)
