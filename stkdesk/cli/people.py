"""Those who may come in, what is kept about one person, and the register's own key."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from stkdesk.cli.access import first_line, opened
from stkdesk.cli.arguments import (
    Parser,
    a_file,
    a_result,
    a_short_number,
    may_be_quiet,
    say,
)
from stkdesk.cli.following import follow
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.formats import count
from stkdesk.domain.login import fold_login
from stkdesk.domain.staff import ROLE_WORDS, Role, StaffDraft, StaffStatus

if TYPE_CHECKING:
    from stkdesk.services.staff import StaffCard
    from stkdesk.storage.database import Database

FINE = 0
NEW_PASSWORD = "STKDESK_NEW_PASSPHRASE"
ROLES = {
    "saksbehandler": Role.CASEWORKER,
    "lonn": Role.PAYROLL,
    "leder": Role.LEADER,
    "innsyn": Role.READER,
    "administrator": Role.ADMINISTRATOR,
}
KINDS = {"bruker": "clients", "stottekontakt": "contacts"}
STANDS = {
    StaffStatus.IN: "",
    StaffStatus.ENDED: ", tilgangen er slutt",
}

Adding = Callable[[str, str], Parser]
Setting = Callable[..., None]


def add_errands(
    errands: Adding, choice: Callable[[Parser], Adding], register: Setting
) -> None:
    """Add the errands of this file to the console; ``register`` says which register."""
    users = choice(errands("users", "ansatte: hvem som slipper inn"))
    listing = users("list", "viser de ansatte")
    adding = users("add", "gir en ny ansatt tilgang")
    ending = users("end", "avslutter tilgangen til en ansatt")
    resetting = users("reset", "gir en ansatt et nytt passord")
    for parser, errand in (
        (listing, list_users),
        (adding, add_user),
        (ending, end_user),
        (resetting, reset_user),
    ):
        register(parser)
        parser.set_defaults(errand=errand)
    for parser in (adding, ending, resetting):
        parser.option("--user", required=True, metavar="NAVN", help="brukernavnet")
        may_be_quiet(parser)
    for parser in (adding, resetting):
        parser.option(
            "--new-passphrase-file",
            type=a_file,
            metavar="FIL",
            help="fil med passordet den ansatte får; ellers blir det spurt om",
        )
    adding.option("--name", required=True, metavar="NAVN", help="den ansattes navn")
    adding.option(
        "--roles",
        type=some_roles,
        required=True,
        metavar="ROLLER",
        help=f"med komma mellom: {', '.join(ROLES)}",
    )
    adding.option("--graded", action="store_true", help="ser graderte adresser")

    exporting = errands("export-person", "alt om én person i en fil, uten beskyttelse")
    register(exporting)
    exporting.option(
        "--id",
        type=a_short_number,
        required=True,
        metavar="N",
        help="1 for B-1",
    )
    exporting.option(
        "--kind",
        type=a_kind,
        default="bruker",
        metavar="SLAG",
        help="bruker (hvis ikke annet er sagt) eller stottekontakt",
    )
    exporting.option(
        "--out", type=a_result, required=True, metavar="FIL", help="zip-fil som lages"
    )
    may_be_quiet(exporting)
    exporting.set_defaults(errand=export_person)

    rotating = errands("rotate-key", "gir registeret en ny nøkkel")
    register(rotating, on_server=False)
    may_be_quiet(rotating)
    rotating.set_defaults(errand=rotate_key)


def list_users(asked: Namespace, today: date) -> int:
    """Print one line for each of the staff."""
    from stkdesk.services.staff import list_staff
    from stkdesk.services.staff_keys import has_passwords

    with opened(asked) as database, database.reading() as session:
        gives = has_passwords(database)
        for card in list_staff(session, today=today):
            roles = ", ".join(
                ROLE_WORDS[role].lower() for role in Role if role in card.draft.roles
            )
            graded = ", ser graderte" if card.draft.sees_protected else ""
            without = ", uten passord" if gives and not card.has_password else ""
            stands = STANDS.get(card.status, ", tilgangen har ikke begynt")
            print(f"{card.draft.login}: {roles}{graded}{without}{stands}")
    return FINE


def add_user(asked: Namespace, _today: date) -> int:
    """Put somebody on the staff list, with a password that opens the register."""
    from stkdesk.services.staff_keys import has_passwords, hire

    draft = StaffDraft(
        name=asked.name,
        login=asked.user,
        roles=asked.roles,
        sees_protected=asked.graded,
    )
    with opened(asked) as database:
        gives = has_passwords(database)
        password = new_password(asked) if gives else ""
        follow(hire(database, draft, password, password))
    login = fold_login(asked.user)
    told = (
        "" if gives else f" IT må gi {login} innlogging på serveren, i samme grupper."
    )
    say(asked, f"{login} har fått tilgang.{told}")
    return FINE


def end_user(asked: Namespace, today: date) -> int:
    """End somebody's access; the password opens nothing any more."""
    from stkdesk.services.staff_keys import end_access

    with opened(asked) as database:
        number = _user(database, asked, today).number
        follow(end_access(database, number, today=today))
    say(asked, f"Tilgangen til {fold_login(asked.user)} er avsluttet.")
    return FINE


def reset_user(asked: Namespace, today: date) -> int:
    """Give somebody a new password in place of the one that is forgotten."""
    from stkdesk.services.staff_keys import has_passwords, renew_password

    with opened(asked) as database:
        number = _user(database, asked, today).number
        password = new_password(asked) if has_passwords(database) else ""
        follow(renew_password(database, number, password, password))
    say(asked, f"{fold_login(asked.user)} har fått nytt passord.")
    return FINE


def export_person(asked: Namespace, today: date) -> int:
    """Write everything about one person into a file that is not protected."""
    from stkdesk.services.person_export import save_person

    with opened(asked) as database, database.transaction() as session:
        made = save_person(session, asked.kind, asked.id, asked.out, today=today)
    rows = count(made.rows, "rad", "rader")
    papers = count(made.papers, "papir", "papirer")
    say(asked, f"{asked.out}: {rows}, {papers}. Filen er ikke beskyttet.")
    return FINE


def rotate_key(asked: Namespace, _today: date) -> int:
    """Give the register a new key; passwords and recovery code stay as they are."""
    from stkdesk.services.key_change import change_key

    with opened(asked) as database:
        follow(change_key(database)).close()
    say(
        asked,
        f"{asked.db}: ny nøkkel. Gamle sikkerhetskopier åpnes med passord som før.",
    )
    return FINE


def new_password(asked: Namespace) -> str:
    """Return the password somebody is given: from a file, the environment, or asked.

    Never from the command line, where others can read it.
    """
    if asked.new_passphrase_file is not None:
        return first_line(asked.new_passphrase_file, "Filen med det nye passordet")
    if given := os.environ.get(NEW_PASSWORD):
        return given
    if sys.stdin.isatty():
        return getpass.getpass("Nytt passord: ")
    return sys.stdin.readline().rstrip("\r\n")


def some_roles(text: str) -> frozenset[Role]:
    """Return the roles named, with commas between."""
    words = [word.strip().lower().replace("ø", "o") for word in text.split(",")]
    for word in words:
        if word not in ROLES:
            raise ArgumentTypeError(f"«{word}» er ikke en av {', '.join(ROLES)}.")
    return frozenset(ROLES[word] for word in words)


def a_kind(text: str) -> str:
    """Return the room of a kind of person."""
    kind = text.strip().lower().replace("ø", "o")
    if kind not in KINDS:
        raise ArgumentTypeError(f"«{text}» er ikke {' eller '.join(KINDS)}.")
    return KINDS[kind]


def _user(database: Database, asked: Namespace, today: date) -> StaffCard:
    from stkdesk.services.staff import list_staff

    with database.reading() as session:
        for card in list_staff(session, today=today):
            if card.draft.login == fold_login(asked.user):
                return card
    raise NotFoundError(
        "Ingen ansatte har dette brukernavnet.", "Se listen med users list."
    )
