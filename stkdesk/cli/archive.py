"""Handing documents over to the archive of the municipality, from the console."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date

from stkdesk.cli.access import opened
from stkdesk.cli.arguments import Parser, UsageError, a_file, may_be_quiet, say
from stkdesk.cli.following import follow

FINE = 0
CASE = re.compile(r"\d{4}/\d{1,7}")

Adding = Callable[[str, str], Parser]
Setting = Callable[..., None]


def add_errands(errands: Adding, register: Setting) -> None:
    """Add the errand of this file to the console; ``register`` says which register."""
    exporting = errands(
        "export-archive", "dokumenter til kommunens arkiv, uten beskyttelse"
    )
    exporting.add_argument("folder", type=a_file, metavar="MAPPE")
    register(exporting)
    exporting.option(
        "--from",
        dest="first",
        type=a_day,
        metavar="DAG",
        help="første dag den er journalført: 2026-01-01",
    )
    exporting.option(
        "--to", dest="last", type=a_day, metavar="DAG", help="siste dag, den også med"
    )
    exporting.option("--case", type=a_case, metavar="SAK", help="2026/14")
    exporting.option(
        "--archive",
        action="store_true",
        help="merk dem Arkivert; det kan ikke gjøres om",
    )
    may_be_quiet(exporting)
    exporting.set_defaults(errand=export_archive)


def export_archive(asked: Namespace, today: date) -> int:
    """Write a folder that the archive system can take in; it is not protected."""
    from stkdesk.services.archive_export import Wanted
    from stkdesk.services.archive_export import export_archive as export

    if not (asked.first or asked.last or asked.case):
        raise UsageError(
            "Si hvilke dokumenter det gjelder.", "Bruk --from og --to, eller --case."
        )
    wanted = Wanted(asked.first, asked.last, asked.case or "")
    with opened(asked) as database:
        done = follow(
            export(database, wanted, asked.folder, today=today, archive=asked.archive)
        )
    say(asked, f"{asked.folder}: {done.told}. Mappen er ikke beskyttet.")
    return FINE


def a_day(text: str) -> date:
    """Return a date, written as 2026-01-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = f"«{text}» er ikke en dato. Skriv 2026-01-31."
        raise ArgumentTypeError(told) from None


def a_case(text: str) -> str:
    """Return the number of a case."""
    if not CASE.fullmatch(text):
        raise ArgumentTypeError(f"«{text}» er ikke et saksnummer. Skriv 2026/14.")
    return text
