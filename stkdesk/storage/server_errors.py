"""What a server refuses, in the words of the office and without anybody's name.

PostgreSQL quotes the row in its messages (``Key (national_id)=(…) already exists``).
So their texts are thrown away where they come in, and only codes are looked at.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from sqlalchemy.exc import DatabaseError

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    ChangedByAnotherError,
    NotAllowedError,
    OfficeError,
    WrongPasswordError,
)
from stkdesk.storage.lost_line import LineLostError

log = logging.getLogger(__name__)

#: Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html
LOST = ("08", "57P01", "57P02", "57P03", "57P05", "25P03")
BUSY = ("55P03",)
TOO_LONG = ("57014",)
NO_ROOM = ("53",)
READ_ONLY = ("25006",)
NO_RIGHT = ("42501",)
MET_ANOTHER = ("40001", "40P01")

#: What stands in the message when a connection is refused, which carries no code.
REFUSED: tuple[tuple[tuple[str, ...], type[OfficeError], str, str], ...] = (
    (
        ("password authentication failed", "no password supplied"),
        WrongPasswordError,
        "Brukernavnet eller passordet er ikke riktig.",
        "Prøv igjen, eller be den som er administrator om nytt passord.",
    ),
    (
        ("certificate verify failed", "server certificate for", "root certificate"),
        CannotOpenError,
        "Serveren kan ikke vise at den er den den gir seg ut for.",
        "Be IT se på sertifikatet til databaseserveren, eller oppgi filen til "
        "utstederen med sslrootcert i adressen. Ingenting er sendt.",
    ),
    (
        ("does not support SSL",),
        CannotOpenError,
        "Serveren tilbyr ikke kryptert linje.",
        "Be IT slå på TLS på databaseserveren. Ingenting er sendt.",
    ),
    (
        ('database ".*" does not exist',),
        CannotOpenError,
        "Databasen finnes ikke på serveren.",
        "Se etter navnet i adressen, eller be IT lage den.",
    ),
    (
        ("no pg_hba.conf", "role .* (is not permitted|does not exist)", "permission"),
        CannotOpenError,
        "Serveren slipper deg ikke inn.",
        "Be IT om tilgang for deg og denne maskinen.",
    ),
    (
        ("too many clients", "remaining connection slots", "too many connections"),
        CannotOpenError,
        "Serveren har ikke plass til flere.",
        "Vent litt og prøv igjen, eller si fra til IT.",
    ),
)


def discreet(original: BaseException, told: BaseException | None) -> None:
    """Leave only kind, code and constraint in the texts of an error.

    A connection that was refused keeps its text: nothing about clients is in it, and
    it has no code to tell the reason by.
    """
    code = getattr(original, "sqlstate", None)
    if code is None and type(original).__name__ == "OperationalError":
        return
    where = getattr(getattr(original, "diag", None), "constraint_name", None) or ""
    text = " ".join(filter(None, (type(original).__name__, code, where)))
    original.args = (text,)
    if told is not None:
        told.args = (text,)
    log.info("the server refused: %s", text)


def explained(error: DatabaseError, *, at_work: bool = False) -> Exception:
    """Return what to tell the person, or the error itself when it is a fault.

    ``at_work``: the register had been opened before.
    """
    code = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or code.startswith(LOST):
        return LineLostError(is_undone=True)
    if code.startswith(BUSY):
        return CannotSaveError(
            "Noen andre lagrer akkurat nå.",
            "Vent et øyeblikk og lagre igjen. Ingenting gikk tapt.",
        )
    if code.startswith(TOO_LONG):
        return CannotSaveError(
            "Serveren brukte for lang tid. Det siste ble ikke lagret.",
            "Prøv igjen om litt. Skjer det flere ganger, si fra til IT.",
        )
    if code.startswith(NO_ROOM):
        return CannotSaveError(
            "Serveren har ikke plass til mer. Det siste ble ikke lagret.",
            "Si fra til IT. Alt som var lagret fra før, er i behold.",
        )
    if code.startswith(READ_ONLY):
        return CannotSaveError(
            "Registeret kan bare leses.",
            "Serveren tar ikke imot endringer nå. Si fra til IT.",
        )
    if code.startswith(NO_RIGHT):
        return NotAllowedError(
            "Databasen gir deg ikke tilgang til dette.",
            "Be den som er administrator se på rollen din.",
        )
    if code.startswith(MET_ANOTHER):
        return ChangedByAnotherError(
            "Noen andre endret det samme akkurat nå. Det siste ble ikke lagret.",
            "Lagre igjen.",
        )
    if code:
        return error
    if type(error.orig).__name__ == "DataError":  # the driver's own: a zero byte
        return CannotSaveError(
            "Teksten har et tegn som ikke kan lagres.",
            "Skriv den på nytt i stedet for å lime den inn.",
        )
    return _why_not_connected(error, at_work=at_work)


def _why_not_connected(error: DatabaseError, *, at_work: bool) -> Exception:
    """Return why there is no connection, as far as the message tells."""
    original: Any = error.orig
    if type(original).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return error
    text = str(original)
    for signs, kind, title, advice in REFUSED:
        if any(re.search(sign, text) for sign in signs):
            return kind(title, advice)
    if at_work:  # so nothing was begun
        return LineLostError(is_undone=True)
    return CannotOpenError(
        "Får ikke kontakt med serveren.",
        "Se etter at nettet virker. Gjør det det, be IT se på databaseserveren.",
    )
