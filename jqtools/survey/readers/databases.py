"""A table in a database, through a SQLAlchemy address. Nothing is written, and no SQL is put together from text."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from jqtools.errors import DataError
from jqtools.survey.readers.notes import closest, listed
from jqtools.survey.readers.raw import RawTable, raw_table
from jqtools.survey.readers.workbooks import needed


def is_address(source: str) -> bool:
    """Whether `source` is an address such as sqlite:///records.db rather than a file."""
    return "://" in source


def database_table(address: str, table: str | None) -> RawTable:
    """The rows of a table or view, in the order of its primary key where it has one.

    Raises
    ------
    DataError
        The database can't be reached, or has no such table; the message has no user, password or option in it.
    """
    sqlalchemy = needed("sqlalchemy", "databases")
    shown = "the database"
    try:
        url = sqlalchemy.make_url(address)
        shown = f"the database {url.drivername}://{url.host or ''}/{url.database or ''}"
        _check_file(url)
        engine = sqlalchemy.create_engine(url)
        try:
            with warnings.catch_warnings(), engine.connect() as connection:
                warnings.simplefilter("ignore")
                return raw_table(f"table {table!r} of {shown}", _rows(sqlalchemy, connection, table, shown))
        finally:
            engine.dispose()
    except DataError:
        raise
    except ModuleNotFoundError as error:
        raise DataError(f"{shown} needs the package {error.name}; install it with pip") from None
    except Exception as error:
        raise DataError(
            f"{shown} can't be read ({type(error).__name__}); check the address, such as sqlite:///records.db, "
            "the user, and whether it can be reached from here"
        ) from None


def _check_file(url: object) -> None:
    """SQLite would make a new, empty file for a name that is wrong."""
    named = url.database and url.database != ":memory:" and not url.database.startswith("file:")
    if url.get_backend_name() == "sqlite" and not (named and Path(url.database).is_file()):
        raise DataError(f"there is no database file at '{url.database or ''}'; check the name and the folder")


def _rows(sqlalchemy: object, connection: object, table: str | None, shown: str) -> Iterator[tuple[object, ...]]:
    inspector = sqlalchemy.inspect(connection)
    names = [*inspector.get_table_names(), *inspector.get_view_names()]
    if table is None:
        raise DataError(f"name a table of {shown} with table=: {listed(names)}")
    if table not in names:
        raise DataError(f"{shown} has no table {table!r}; {closest(table, names)}")
    found = sqlalchemy.Table(table, sqlalchemy.MetaData(), autoload_with=connection)
    as_stored = [sqlalchemy.type_coerce(column, sqlalchemy.types.NullType()) for column in found.columns]
    asked = sqlalchemy.select(*as_stored).order_by(*found.primary_key.columns)
    return chain([tuple(found.columns.keys())], (tuple(row) for row in connection.execute(asked)))
