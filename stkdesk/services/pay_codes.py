"""Casework on lønnsart and kontering: the codes payroll knows each line by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import (
    MissingCode,
    PayCodeRow,
    code_for,
    pay_code_problems,
)
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.storage.tables import PayCode

Wanted = tuple[PayKind, Employment, Solution]


@dataclass(frozen=True, slots=True)
class PayCodes:
    """The codes in force on a day."""

    rows: tuple[PayCodeRow, ...]
    on: date

    def of(
        self, kind: PayKind, employment: Employment, solution: Solution
    ) -> PayCodeRow | MissingCode:
        """Return the code of a line, or what is missing."""
        row = code_for(self.rows, kind, employment, solution, self.on)
        return row or MissingCode(kind, employment, solution, self.on)

    def missing(self, wanted: Iterable[Wanted]) -> tuple[MissingCode, ...]:
        """Return what the office has no code for, each once, in order."""
        found = [self.of(*each) for each in sorted(set(wanted))]
        return tuple(each for each in found if isinstance(each, MissingCode))


@needs()
def codes_on(session: Session, day: date) -> PayCodes:
    """Return the codes in force on ``day``, which is the day of the run."""
    rows = list_pay_codes(session)
    return PayCodes(tuple(row for row in rows if row.valid_from <= day), day)


@needs()
def list_pay_codes(session: Session) -> tuple[PayCodeRow, ...]:
    """Return every code, by kind, the least said of whom first, then by day."""
    found = select(
        PayCode.kind,
        PayCode.valid_from,
        PayCode.pay_code,
        PayCode.account,
        PayCode.employment,
        PayCode.solution,
    )
    rows = [PayCodeRow(*row) for row in session.execute(found)]
    kinds = list(PayKind)
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                kinds.index(row.kind),
                row.employment or "",
                row.solution or "",
                row.valid_from,
            ),
        )
    )


@needs(Right.EDIT_RATES)
def set_pay_code(session: Session, row: PayCodeRow) -> None:
    """Let ``row`` hold from its day on; one for the same and that day is replaced.

    Runs that are made keep the codes they were made with.

    Raises:
        InvalidInputError: if a code cannot be written in a file.

    """
    row = replace(row, pay_code=row.pay_code.strip(), account=row.account.strip())
    refuse_blocking(pay_code_problems(row))
    stored = _stored(session, row)
    if stored is None:
        stored = PayCode(
            kind=row.kind,
            employment=row.employment,
            solution=row.solution,
            valid_from=row.valid_from,
        )
        session.add(stored)
    stored.pay_code, stored.account = row.pay_code, row.account
    session.flush()


@needs(Right.EDIT_RATES)
def remove_pay_code(session: Session, row: PayCodeRow) -> None:
    """Take ``row`` away; the one before it, or one that says less, holds again.

    Raises:
        NotFoundError: if there is none.

    """
    stored = _stored(session, row)
    if stored is None:
        raise NotFoundError("Lønnsarten finnes ikke lenger i registeret.")
    session.delete(stored)
    session.flush()


def _stored(session: Session, row: PayCodeRow) -> PayCode | None:
    return session.scalar(
        select(PayCode).filter_by(
            kind=row.kind,
            employment=row.employment,
            solution=row.solution,
            valid_from=row.valid_from,
        )
    )
