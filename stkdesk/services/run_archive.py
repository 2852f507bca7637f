"""A statement of every sheet of a run in the archive: each once, some at a time."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.documents import statement
from stkdesk.documents.statement_content import Statement, coded
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.progress import Progress
from stkdesk.domain.run_content import run_code
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.papers import keep_paper
from stkdesk.services.periods import find_period
from stkdesk.services.run_ends import find_run, refuse_reversed
from stkdesk.services.run_sheets import RunSheet, sheets_of_run
from stkdesk.services.statement_facts import (
    StatementFacts,
    StatementRun,
    may_be_stated,
    statement_facts,
)
from stkdesk.storage.database import Database
from stkdesk.storage.tables import PayRunSheet

AT_A_TIME = 30  # statements of one transaction: short enough for others to save between


@dataclass(frozen=True, slots=True)
class Archived:
    """How many statements were made now, and how many somebody else must make."""

    made: int
    left: int = 0


@needs(Right.RUN_PAY)
def archive_run(
    database: Database, number: int, *, today: date
) -> Generator[Progress, None, Archived]:
    """Keep a statement of each sheet of a run that has none yet, some at a time.

    Runs on a worker thread. What is made stands, whenever it is stopped or the power
    goes; the next time goes on with the rest.

    Raises:
        NotFoundError: if there is no such run.
        OfficeError: if it was taken back, also in the middle.

    """
    with database.reading() as session:
        wanted, left = _unstated(session, number)
    total = len(wanted)
    yield Progress(0, total)
    for at in range(0, total, AT_A_TIME):
        with database.transaction() as session:
            _keep(session, number, wanted[at : at + AT_A_TIME], today)
        yield Progress(min(at + AT_A_TIME, total), total)
    return Archived(total, left)


@inner
def run_facts(
    session: Session, number: int, sheets: Sequence[RunSheet], *, made_on: date
) -> tuple[StatementFacts, ...]:
    """Return what stands on the statements of some sheets of a run."""
    run = find_run(session, number)
    office = open_office(session, today=made_on)
    code = run_code(find_period(session, run.period_number).code, run.serial)
    about = StatementRun(office.draft, code, run.pay_on, made_on, office.practice)
    return statement_facts(session, sheets, about)


def coded_copy(facts: StatementFacts, hidden_route: str) -> Statement:
    """Return the copy of a statement for the accounts."""
    route = hidden_route if facts.hides_routes else ""
    return coded(facts.content, facts.client_names, route)


@needs(Right.RUN_PAY)
def _unstated(session: Session, number: int) -> tuple[tuple[RunSheet, ...], int]:
    """Return the sheets to make statements of, and how many are left to others."""
    refuse_reversed(find_run(session, number))
    sheets = sheets_of_run(session, number)
    done = _stated(session, number)
    without = [
        sheet
        for sheet in sheets
        if (sheet.is_leader, sheet.number) not in done
        and sheet.contact_number is not None
    ]
    mine = may_be_stated(session, without)
    return mine, len(without) - len(mine)


def _stated(session: Session, number: int) -> set[tuple[bool, int | None]]:
    found = select(PayRunSheet.sheet_number, PayRunSheet.leader_sheet_number).where(
        PayRunSheet.run_number == number, PayRunSheet.paper_number.is_not(None)
    )
    return {_key(*row) for row in session.execute(found)}


@needs(Right.RUN_PAY)
def _keep(
    session: Session, number: int, sheets: Sequence[RunSheet], today: date
) -> None:
    """Keep the statements of ``sheets``, less those somebody has made meanwhile."""
    refuse_reversed(find_run(session, number))
    rows = _rows(session, number, sheets)
    rest = [each for each in sheets if (each.is_leader, each.number) in rows]
    if not rest:
        return
    found = run_facts(session, number, rest, made_on=today)
    references = take_references(
        session, PaperKind.STATEMENT, today.year, count=len(found)
    )
    papers = [
        _kept(session, facts, reference, today)
        for facts, reference in zip(found, references, strict=True)
    ]
    for facts, paper in zip(found, papers, strict=True):
        rows[facts.sheet.is_leader, facts.sheet.number].paper_number = paper
    session.flush()


def _kept(session: Session, facts: StatementFacts, reference: str, today: date) -> int:
    content = replace(facts.content, reference=reference)
    return keep_paper(
        session,
        reference,
        PaperKind.STATEMENT,
        content.language,
        links=facts.links,
        today=today,
        data=statement.build(content),
    )


def _rows(
    session: Session, number: int, sheets: Sequence[RunSheet]
) -> dict[tuple[bool, int | None], PayRunSheet]:
    """Return the rows of ``sheets`` in a run that have no statement yet."""
    asked = [each.number for each in sheets]
    found = session.scalars(
        select(PayRunSheet).where(
            PayRunSheet.run_number == number,
            PayRunSheet.paper_number.is_(None),
            or_(
                PayRunSheet.sheet_number.in_(asked),
                PayRunSheet.leader_sheet_number.in_(asked),
            ),
        )
    )
    return {_key(row.sheet_number, row.leader_sheet_number): row for row in found}


def _key(sheet: int | None, leader: int | None) -> tuple[bool, int | None]:
    return (sheet is None, leader if sheet is None else sheet)
