"""A package for whoever mends the program, made without the window."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from stkdesk import logs
from stkdesk.cli.access import opened
from stkdesk.cli.arguments import Parser, a_file, a_register, a_result, say
from stkdesk.domain.errors import OfficeError

FINE = 0


def add_errand(errands: Callable[[str, str], Parser]) -> None:
    """Let the console make a package; the register need not be opened for it."""
    diagnosing = errands("diagnose", "lager en diagnosepakke uten personopplysninger")
    diagnosing.option(
        "--out", type=a_result, required=True, metavar="FIL", help="zip-fil som lages"
    )
    diagnosing.option(
        "--db",
        type=a_register,
        metavar="STED",
        help="åpne dette registeret og ta med antall rader; ellers åpnes ingen",
    )
    diagnosing.option(
        "--passphrase-file", type=a_file, metavar="FIL", help="fil med passordet"
    )
    diagnosing.option(
        "--login", default="", metavar="NAVN", help="hvem passordet er til"
    )
    diagnosing.set_defaults(errand=diagnose, quiet=False)


def diagnose(asked: Namespace, _today: date) -> int:
    """Write the package and print what is in it, so that it can be looked through."""
    from stkdesk.services.diagnosis import diagnosis, register_part, save_package
    from stkdesk.services.diagnosis_register import open_facts

    facts, why_not = None, ""
    file = asked.db if isinstance(asked.db, Path) else None
    if asked.db is not None:
        try:
            with opened(asked) as database, database.reading() as session:
                facts = open_facts(session)
        except OfficeError as error:  # that it does not open may be why we are asked
            why_not = type(error).__qualname__
            say(asked, f"Registeret ble ikke åpnet: {error.title}")
        except Exception as error:  # or a fault: then the package is wanted the more
            why_not = f"feil {logs.note(error)}"
            say(asked, f"Registeret ble ikke åpnet: {why_not}")
    now = datetime.now().astimezone()
    parts = diagnosis(now, register_part(file, facts, why_not))
    save_package(asked.out, parts)
    for part in parts:
        say(asked, f"{len(part.content):>9}  {part.name}")
    say(asked, "Ingenting er sendt. Se gjennom filen før du sender den til noen.")
    return FINE
