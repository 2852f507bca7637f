"""What no register can hold: said in words, whichever engine refuses it.

Forms keep people from typing most of it; what is pasted or imported may hold it.
"""

from __future__ import annotations

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError

from stkdesk.domain.errors import CannotSaveError, NotFoundError, OfficeError

#: What the driver of a file raises bare: half a sign, and a number past 64 bits.
BARE = (UnicodeEncodeError, OverflowError)

_GONE = "23503"  # PostgreSQL: foreign_key_violation
_MISSING = "FOREIGN KEY"


def unstorable(error: Exception) -> OfficeError | None:
    """Return what to tell about ``error``, or None if it is about something else."""
    if isinstance(error, OverflowError | DataError):
        return CannotSaveError(
            "Et tall er for stort, eller et tegn kan ikke lagres.",
            "Se etter feltene du sist skrev eller limte inn i. Ingenting er lagret.",
        )
    if isinstance(error, UnicodeEncodeError):
        return CannotSaveError(
            "Et av tegnene kan ikke lagres.",
            "Se etter det du har limt inn, og skriv det på nytt. Ingenting er lagret.",
        )
    if isinstance(error, IntegrityError) and _is_dangling(error):
        return NotFoundError(
            "Noe det vises til, finnes ikke lenger.",
            "En annen kan ha slettet det i mellomtiden. Velg det på nytt.",
        )
    return None


def _is_dangling(error: DatabaseError) -> bool:
    code = getattr(error.orig, "sqlstate", None)
    return code == _GONE or _MISSING in str(error.orig)
