"""What the office's wordings and references share: each holds from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.pdf.fonts import check_text
from stkdesk.domain.errors import CannotPrintError, ChangedByAnotherError, Problem
from stkdesk.domain.formats import short_date
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import inner
from stkdesk.storage.tables import Citation, LetterText, Office

Mark = tuple[tuple[int, int], ...]  # number and version of every row, as it was read


def mark_of(rows: Iterable[LetterText | Citation]) -> Mark:
    """Return what tells whether somebody has saved since the rows were read."""
    return tuple(sorted((row.number, row.version) for row in rows))


@inner
def stand_alone(session: Session) -> None:
    """Let nobody else save wordings or references until this is saved.

    On a server two people may add the first version of the same text at once.
    """
    session.execute(select(Office.number).with_for_update())


def refuse_changed(is_changed: bool) -> None:
    """Refuse to save over what somebody else has saved.

    Raises:
        ChangedByAnotherError: if it has changed.

    """
    if is_changed:
        raise ChangedByAnotherError(
            "Noen andre har lagret denne teksten i mellomtiden.",
            "Det du skrev, står her fortsatt. Se hva de har lagret, under Versjoner.",
        )


def refuse_begun(valid_from: date, *, today: date) -> None:
    """Refuse to take away what has held: letters may have been made with it.

    Raises:
        InvalidInputError: if ``valid_from`` is before ``today``.

    """
    if valid_from < today:
        text = "Versjonen har begynt å gjelde. Lag en ny fra en senere dag."
        refuse_blocking([Problem("valid_from", text)])


def day_problems(day: date | None, *, today: date) -> list[Problem]:
    """Return what is wrong with the day a text is to hold from."""
    if day is None:
        return [Problem("valid_from", "Skriv fra hvilken dag teksten gjelder.")]
    if day < today:
        text = (
            f"Teksten kan gjelde fra i dag, {short_date(today)}, eller senere. Det som "
            "har stått i brevene, blir ikke skrevet om."
        )
        return [Problem("valid_from", text)]
    return []


def print_problems(field: str, body: str) -> list[Problem]:
    """Return which signs of ``body`` the typeface of the letters does not have."""
    try:
        check_text(body)
    except CannotPrintError as error:
        return [Problem(field, f"{error.title} {error.advice}".strip())]
    return []
