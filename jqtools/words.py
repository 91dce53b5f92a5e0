"""Every sentence, number and amount that a person sees, in the language of the workbook: gettext and Babel.

In Python `_("Add {what}").format(what=...)`, never an f-string, so that the sentence can be translated as a whole;
`several("{n} person", "{n} people", n)` where it depends on a number; `marked("percent")` where a table holds words
that are said later, with `_`. In the front end `phrase("Add {what}", {what})` and `phrases("{n} box", "{n} boxes", n)`,
which get their translations from `translations`. English is as it is written. Never call them inside an f-string: what
collects the sentences does not look there.
"""

from __future__ import annotations

import gettext
import os
import re
from datetime import date
from decimal import Context, Decimal, localcontext
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal, format_percent

DOMAIN = "jqtools"
FOLDER = Path(__file__).with_name("locale")
LANGUAGE = "JQTOOLS_LANGUAGE"
_ENGLISH = "en"
# Which form a sentence takes for the number n, in English and where a catalog does not say.
_ONE_OR_MANY = "n != 1"
_PART_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_ARITHMETIC = re.compile(r"[n0-9\s()?:<>=!&|%*+-]+")
# No number is too large to be written out.
_WIDE = Context(prec=400)


def language() -> str:
    """The language of the workbook, such as "en" or "es_US": the environment's JQTOOLS_LANGUAGE, or English."""
    return os.environ.get(LANGUAGE, "").strip().replace("-", "_") or _ENGLISH


def _(text: str) -> str:
    """`text` in the language of the workbook; as it is where there is no translation."""
    # A catalog keeps notes about itself under the empty text.
    return _catalog(FOLDER, language()).gettext(text) if text else ""


def several(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the language of the workbook says it of the number `n`, which is filled in for {n}."""
    return _catalog(FOLDER, language()).ngettext(one, many, n).format(n=_Count(n))


def marked(text: str) -> str:
    """`text` as it is: for words in a table, which are found for translation here and said later, with `_`."""
    return text


def is_translated() -> bool:
    """Whether there is a catalog of the language of the workbook; there is none of English."""
    return isinstance(_catalog(FOLDER, language()), gettext.GNUTranslations)


class Translations(NamedTuple):
    """The sentences that a language has, by the English one: a text, or its forms where a number decides.

    `form` is the place of the form for a number `n`, in the arithmetic that a catalog and a script both read.
    """

    sentences: dict[str, str | list[str]]
    form: str


def translations() -> Translations:
    """All that is translated into the language of the workbook; nothing in English."""
    return _translations(FOLDER, language())


def locale_tag() -> str:
    """How the language writes numbers and dates, as a page and its scripts name it: "en", "es-US"."""
    return str(_locale(language())).replace("_", "-")


def in_digits(number: float, most: int = 0, least: int = 0) -> str:
    """A number with thousands marked, rounded to `most` decimals, of which `least` are there even if they are 0."""
    return _digits(_rounded(number, most), most, least)


def in_figures(number: float, figures: int) -> str:
    """A number with thousands marked, rounded to so many significant figures, without needless zeros."""
    written = f"{number:.{figures}g}"
    # Far from 1 it is written with a power of ten.
    return written if written.strip("-.0123456789") else _digits(Decimal(written) or Decimal(0), figures + 4)


def in_dollars(amount: float, cents: bool = True) -> str:
    """An amount of US dollars, to the cent or to the dollar."""
    locale = _locale(language())
    pattern = locale.currency_formats["standard"].pattern
    shown = pattern if cents else pattern.replace(".00", "")
    with localcontext(_WIDE):
        return format_currency(_rounded(amount, 2 if cents else 0), "USD", shown, locale, currency_digits=False)


def in_percent(share: float, decimals: int = 0) -> str:
    """A share such as 0.41 in percent, with so many decimals."""
    locale = _locale(language())
    shown = locale.percent_formats[None].pattern.replace("#,##0", _pattern("0", decimals, decimals))
    with localcontext(_WIDE):
        return format_percent(_rounded(100 * share, decimals) / 100, shown, locale)


def date_words(part: str) -> str:
    """A date of a plan in the form in which it is asked for: 11/30/2026, 11/2026 or 2026. What is no date stays."""
    found = _PART_DATE.fullmatch(part)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        day = None
    if day is None:
        return part
    from babel.dates import format_date

    locale = _locale(language())
    shape = locale.datetime_skeletons["yMd" if found[3] else "yM"].pattern
    return format_date(day, re.sub("M+", "MM", re.sub("d+", "dd", shape)), locale)


def month_and_year(day: date) -> str:
    """The month of a day in words: November 2026."""
    # On loading it looks for the machine's time zone, which few need to wait for.
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=_locale(language()))


class _Count(int):
    """A whole number that is filled in for {n:,} with thousands marked as the language does."""

    def __format__(self, spec: str) -> str:
        return in_digits(int(self)) if spec == "," else super().__format__(spec)


def _digits(number: Decimal, most: int, least: int = 0) -> str:
    with localcontext(_WIDE):
        return format_decimal(number, _pattern("#,##0", most, least), _locale(language()))


def _rounded(number: float, decimals: int) -> Decimal:
    """Rounded as Python rounds what it writes out; never -0."""
    rounded = Decimal(f"{number:.{decimals}f}")
    return rounded if rounded else Decimal(0)


def _pattern(whole: str, most: int, least: int) -> str:
    return f"{whole}.{'0' * least}{'#' * (most - least)}" if most else whole


@cache
def _catalog(folder: Path, name: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, folder, languages=[name], fallback=True)


@cache
def _translations(folder: Path, name: str) -> Translations:
    sentences: dict[str, str | list[str]] = {}
    form = _ONE_OR_MANY
    # What is closest to the language comes first, and has the last word.
    for path in reversed(gettext.find(DOMAIN, folder, [name], all=True)):
        from babel.messages.mofile import read_mo

        with open(path, "rb") as opened:
            catalog = read_mo(opened)
        for each in filter(lambda message: message.id, catalog):
            plural = not isinstance(each.id, str)
            sentences[each.id[0] if plural else each.id] = list(each.string) if plural else each.string
        form = catalog.plural_expr if _ARITHMETIC.fullmatch(catalog.plural_expr) else _ONE_OR_MANY
    return Translations(sentences, form)


@cache
def _locale(name: str) -> Locale:
    """How the language writes numbers; as English where nobody knows of the language."""
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)
