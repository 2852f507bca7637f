"""Who was asked about whom, what they answered, and why: remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.matching import InquiryAnswer
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_outdated
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.match_clients import client_of, contact_of
from stkdesk.services.seeing import hidden_clients, refuse_blocked
from stkdesk.storage.tables import Inquiry


@dataclass(frozen=True, slots=True)
class Asked:
    """The last time one contact was asked about one client."""

    number: int
    version: int
    asked_on: date
    answer: InquiryAnswer | None  # None: not answered yet
    answered_on: date | None
    why: str
    times: int = 1  # asked about this client, the last time included


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """How a contact has answered about others; counts, no names."""

    asked: int = 0
    said_no: int = 0


@needs(Right.EDIT_CASES)
def ask_contact(
    session: Session, client_number: int, contact_number: int, *, today: date
) -> int:
    """Note that the contact was asked about the client today; return its number.

    Asked again before an answer, it is still the same question.

    Raises:
        NotFoundError: if one of the two is not there.
        BlockedError: if the client is one the person at work may not see.

    """
    client_of(session, client_number)
    contact_of(session, contact_number)
    open_one = session.scalar(
        select(Inquiry)
        .filter_by(client_number=client_number, contact_number=contact_number)
        .where(Inquiry.answer.is_(None))
    )
    if open_one is not None:
        return open_one.number
    row = Inquiry(
        client_number=client_number,
        contact_number=contact_number,
        asked_on=today,
        asked_by=actor_of(session).number,
    )
    session.add(row)
    session.flush()
    return row.number


@needs(Right.EDIT_CASES)
def answer_inquiry(
    session: Session,
    number: int,
    version: int,
    answer: InquiryAnswer,
    why: str,
    *,
    today: date,
) -> None:
    """Note what the contact answered, and why in a line; a later answer replaces it.

    Raises:
        NotFoundError: if the question is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = _find(session, number)
    refuse_outdated(row.version, version)
    row.answer, row.answered_on = answer, max(today, row.asked_on)
    row.why = " ".join(why.split())
    session.flush()


@needs(Right.EDIT_CASES)
def reopen_inquiry(session: Session, number: int, version: int) -> None:
    """Take back the answer: the question stands open, as it was.

    Raises:
        NotFoundError: if the question is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = _find(session, number)
    refuse_outdated(row.version, version)
    row.answer, row.answered_on, row.why = None, None, ""
    session.flush()


@needs(Right.EDIT_CASES)
def forget_inquiry(session: Session, number: int, version: int) -> None:
    """Take back that the contact was asked; an answer must be taken back first.

    Raises:
        NotFoundError: if the question is not there.
        OfficeError: if it is answered.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = _find(session, number)
    refuse_outdated(row.version, version)
    if row.answer is not None:
        raise OfficeError(
            "Spørsmålet er besvart.", "Ta tilbake svaret først, så spørsmålet."
        )
    session.delete(row)
    session.flush()


@inner
def asked_about(
    session: Session, *, client: int | None = None, contact: int | None = None
) -> dict[int, Asked]:
    """Return the last question of each pair, by the number of the other one."""
    other = Inquiry.contact_number if client is not None else Inquiry.client_number
    own = (
        Inquiry.client_number == client
        if client is not None
        else Inquiry.contact_number == contact
    )
    found: dict[int, Asked] = {}
    rows = select(
        other,
        Inquiry.number,
        Inquiry.version,
        Inquiry.asked_on,
        Inquiry.answer,
        Inquiry.answered_on,
        Inquiry.why,
    ).where(own)
    for row in session.execute(rows.order_by(Inquiry.asked_on, Inquiry.number)):
        each, number, version, asked_on, answer, answered_on, why = row
        times = found[each].times + 1 if each in found else 1
        found[each] = Asked(number, version, asked_on, answer, answered_on, why, times)
    return found


@inner
def asked_elsewhere(
    session: Session, contacts: Sequence[int], *, but: int
) -> dict[int, AskedElsewhere]:
    """Return how often each contact was asked about others than the client ``but``."""
    of_no = Inquiry.answer == InquiryAnswer.NO
    found = session.execute(
        select(Inquiry.contact_number, func.count(), func.count().filter(of_no))
        .where(
            Inquiry.contact_number.in_(contacts),
            Inquiry.client_number.not_in({but, *hidden_clients(session)}),
        )
        .group_by(Inquiry.contact_number)
    )
    return {number: AskedElsewhere(asked, no) for number, asked, no in found}


def _find(session: Session, number: int) -> Inquiry:
    row = session.get(Inquiry, number)
    if row is None:
        raise NotFoundError("Forespørselen finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    return row
