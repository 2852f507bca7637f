"""``stkdesk-cli``: one errand, one exit code, and one line when it fails."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date

from stkdesk import __version__, running
from stkdesk.cli import (
    archive,
    diagnose,
    faults,
    help_page,
    people,
    self_test,
    server,
    show_config,
)
from stkdesk.cli.arguments import (
    DOCUMENTS,
    Parser,
    a_document,
    a_file,
    a_language,
    a_number,
    a_period,
    a_register,
    a_register_file,
    a_result,
    a_seed,
    a_short_number,
    may_be_quiet,
)
from stkdesk.cli.backup import backup
from stkdesk.cli.check import check
from stkdesk.cli.practice import make_practice
from stkdesk.cli.printing import print_document, print_month
from stkdesk.cli.restore import restore
from stkdesk.cli.verify import verify
from stkdesk.domain.errors import OfficeError
from stkdesk.storage.holder import RegisterHeldError

PROGRAM = "stkdesk-cli"
FINE, ACT, FAULT, STOPPED = 0, 2, 3, 130  # and 1: check or verify has found something
RELEASE = f"Det gjør du med {PROGRAM} check --db FIL --release-lock."

ENDING = """avslutningskoder:
  0    alt gikk bra
  1    check eller verify fant noe som ikke stemmer, self-test noe som ikke virker,
       eller show-config noe som er bestemt for maskinen, men ikke kan leses
  2    noe må rettes av den som ba om det; hva, står på én linje
  3    feil i programmet; linjen har en referanse, som også står i loggen
  130  stoppet med Ctrl+C; ingen halve filer er igjen

passordet til registeret leses fra --passphrase-file eller fra miljøvariabelen
STKDESK_PASSPHRASE, aldri fra kommandolinjen. Øvingskontoret trenger ikke passord.
Har flere hvert sitt, sier --login eller STKDESK_USER hvem sitt det er; ærendet får
gjøre det den ansatte selv får gjøre."""


def main(
    arguments: Sequence[str] | None = None, *, clock: Callable[[], date] = date.today
) -> int:
    """Do one errand and return its exit code, as ``ENDING`` explains them."""
    _write_any_letter()
    running.announce()
    with faults.watched():
        return _do(arguments, clock)


def _do(arguments: Sequence[str] | None, clock: Callable[[], date]) -> int:
    try:
        asked = _parser().parse_args(arguments)
        asked.today = clock()
        with faults.stopped_by(signal.SIGTERM):
            code = int(asked.errand(asked, asked.today))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except OfficeError as error:
        _tell(f"{error.title} {error.advice} {_way_out(error)}".strip())
        return ACT
    except KeyboardInterrupt:
        _tell("Stoppet. Ingen halve filer er igjen.")
        return STOPPED
    except Exception as error:
        if _nobody_reads(error):
            _talk_to_nobody()
            return STOPPED
        _tell(faults.told(error))
        return FAULT


def _nobody_reads(error: Exception) -> bool:
    """Tell whether ``error`` is of a pipe whose reader left; Windows has no word of it.

    There it is an invalid argument, of no file and without a code of Windows' own.
    """
    if isinstance(error, BrokenPipeError) or not isinstance(error, OSError):
        return isinstance(error, BrokenPipeError)
    is_bare = error.filename is None and getattr(error, "winerror", None) is None
    return sys.platform == "win32" and error.errno == errno.EINVAL and is_bare


def _talk_to_nobody() -> None:
    """Go on without a reader: who read what was said has heard enough and left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _way_out(error: OfficeError) -> str:
    """Return what is a button in the window, and a word here; "" when it is none."""
    is_stale = isinstance(error, RegisterHeldError) and error.is_stale
    return RELEASE if is_stale else ""


def _parser() -> Parser:
    parser = Parser(PROGRAM, "Støttekontaktkontoret fra kommandolinjen.", ENDING)
    errands = _choice(parser)

    practice = errands("practice", "lager et øvingskontor")
    _register(practice, on_server=False)
    practice.option(
        "--clients", type=a_number, default=120, metavar="N", help="brukere (120)"
    )
    practice.option(
        "--seed", type=a_seed, default=1, metavar="S", help="et annet gir andre (1)"
    )
    practice.option(
        "--years", type=a_number, default=3, metavar="N", help="år med timelister (3)"
    )
    practice.set_defaults(errand=make_practice)

    printing = _choice(errands("print", "skriver ut til en fil"))
    month = printing("month", "timelistene for en måned, i én fil")
    _register(month)
    month.option(
        "--period", type=a_period, required=True, metavar="PERIODE", help="2026-10"
    )
    _print_out(month)
    month.option(
        "--missing", action="store_true", help="bare de som ikke er kommet inn"
    )
    month.set_defaults(errand=print_month)

    document = printing("document", "ett dokument")
    _register(document)
    document.option(
        "--kind",
        type=a_document,
        required=True,
        metavar="SLAG",
        help=f"{', '.join(DOCUMENTS[:-1])} eller {DOCUMENTS[-1]}",
    )
    document.option(
        "--id",
        type=a_short_number,
        required=True,
        metavar="N",
        help="kort nummer på oppdraget, støttekontakten, vedtaket eller brevet",
    )
    document.option(
        "--period",
        type=a_period,
        metavar="PERIODE",
        help="for en timeliste; ellers den perioden vi er i",
    )
    _print_out(document)
    document.set_defaults(errand=print_document)
    help_page.add_errand(printing)

    checking = errands("check", "ser om registeret henger sammen")
    _register(checking)
    checking.option(
        "--release-lock",
        action="store_true",
        help="frigi et register som ikke ble lukket ordentlig",
    )
    may_be_quiet(checking)
    checking.set_defaults(errand=check)

    backing = errands("backup", "tar en sikkerhetskopi og kontrollerer den")
    _register(backing, on_server=False)
    backing.option(
        "--to", type=a_file, metavar="MAPPE", help="et annet sted enn kontorets eget"
    )
    may_be_quiet(backing)
    backing.set_defaults(errand=backup)

    verifying = errands("verify", "prøver om en sikkerhetskopi kan gjenopprettes")
    verifying.add_argument("file", type=a_file, metavar="KOPI")
    _opening(verifying)
    may_be_quiet(verifying)
    verifying.set_defaults(errand=verify)

    restoring = errands("restore", "henter registeret tilbake fra en sikkerhetskopi")
    restoring.add_argument("file", type=a_file, metavar="KOPI")
    restoring.option(
        "--db",
        type=a_register_file,
        required=True,
        metavar="FIL",
        help="registerets fil",
    )
    _opening(restoring)
    may_be_quiet(restoring)
    restoring.set_defaults(errand=restore)

    server.add_errands(errands)
    people.add_errands(errands, _choice, _register)
    archive.add_errands(errands, _register)
    show_config.add_errand(errands)
    self_test.add_errand(errands)
    diagnose.add_errand(errands)

    errands("version", "sier hvilken versjon dette er").set_defaults(errand=_version)
    return parser


def _choice(parser: Parser) -> Callable[[str, str], Parser]:
    """Return what adds one errand to ``parser``, by its word and what it does."""
    errands = parser.add_subparsers(
        title="ærender", metavar="ÆREND", dest="ærend", required=True
    )

    def add(word: str, does: str) -> Parser:
        added: Parser = errands.add_parser(
            word, help=does, description=f"{does[0].upper()}{does[1:]}."
        )
        return added

    return add


def _register(parser: Parser, *, on_server: bool = True) -> None:
    """Say which register, and whose password; in a file only unless ``on_server``."""
    kind, shape = (a_register, "STED") if on_server else (a_register_file, "FIL")
    told = "registerets fil, eller adressen på en server"
    parser.option(
        "--db",
        type=kind,
        required=True,
        metavar=shape,
        help=told if on_server else "registerets fil",
    )
    parser.option(
        "--passphrase-file", type=a_file, metavar="FIL", help="fil med passordet"
    )
    parser.option("--login", default="", metavar="NAVN", help="hvem passordet er til")


def _opening(parser: Parser) -> None:
    """What opens a backup: what was in force on the day it was made."""
    parser.option(
        "--passphrase-file", type=a_file, metavar="FIL", help="fil med passordet"
    )
    parser.option("--login", default="", metavar="NAVN", help="hvem passordet er til")
    parser.option(
        "--code-file",
        type=a_file,
        metavar="FIL",
        help="fil med gjenopprettingskoden, i stedet for passordet",
    )


def _print_out(parser: Parser) -> None:
    parser.option(
        "--out", type=a_result, required=True, metavar="FIL", help="PDF-fil som lages"
    )
    parser.option("--lang", type=a_language, metavar="SPRÅK", help="nb eller nn")


def _version(_asked: Namespace, _today: date) -> int:
    print(f"stkdesk {__version__}")
    return FINE


def _tell(line: str) -> None:
    """Print one line for the person, where the answer of an errand does not go."""
    print(f"{PROGRAM}: {' '.join(line.split())}", file=sys.stderr)


def _write_any_letter() -> None:
    """Let a console that lacks a letter show another instead of failing.

    What goes into a file or to another program is UTF-8, also on Windows.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
