"""The print room's counter: the month in one file, one sheet, one paper again."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.print_file import PrintFile, build
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.domain.errors import CannotPrintError, NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.month_run import MonthRun, Wanted
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_paper, refuse_sheet
from stkdesk.services.papers import (
    PaperLinks,
    PaperRow,
    keep_paper,
    open_paper,
    open_paper_bytes,
)
from stkdesk.services.periods import PeriodRow, current_period, find_period
from stkdesk.services.sheet_forms import (
    FormOptions,
    FormPaper,
    form_papers,
    sheet_forms,
)
from stkdesk.storage.database import Database
from stkdesk.storage.files import write_chosen
from stkdesk.storage.tables import Assignment, Contact, Paper
from stkdesk.storage.trail import note

AT_A_TIME = 50  # forms read in one transaction: short enough for others to save between


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One enclosure of a letter, ready for the printer or to be put in by hand."""

    place: int  # counting from 1, as the letter says
    title: str
    data: bytes  # a PDF; empty: somebody must find it and put it in
    paper_number: int | None = None
    attachment_number: int | None = None


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper ready for the printer."""

    number: int
    reference: str
    kind: PaperKind
    data: bytes
    by_hand: bool = False  # no address: handed over, never mailed
    enclosed: tuple[Enclosed, ...] = ()  # goes in the same envelope

    @property
    def file_name(self) -> str:
        """A name for its file; it never says whose paper it is."""
        return paper_file_name(self.kind, self.reference)


@dataclass(frozen=True, slots=True)
class PileSheet:
    """Where one paper lies in a printed pile."""

    paper_number: int
    reference: str
    first_page: int  # counting from 1
    last_page: int  # a blank back not counted
    by_hand: bool = False  # handed over, never mailed


@dataclass(frozen=True, slots=True)
class Pile:
    """What one run printed, in the order it comes out."""

    period_code: str
    sheets: tuple[PileSheet, ...]

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return self.sheets[-1].last_page if self.sheets else 0

    def within(self, pages: Sequence[int]) -> tuple[int, ...]:
        """Return the numbers of the papers all of whose pages are among ``pages``."""
        out = set(pages)
        return tuple(
            sheet.paper_number
            for sheet in self.sheets
            if out.issuperset(range(sheet.first_page, sheet.last_page + 1))
        )


@needs(Right.MAKE_PAPERS)
def print_month(
    database: Database,
    run: MonthRun,
    out: BinaryIO,
    *,
    today: date,
    by_hand: bool = False,
    with_report: bool = True,
    duplex: bool = True,
    language: Language | None = None,
) -> Generator[Progress, None, Pile]:
    """Write the sheets of ``run`` into one PDF, one step for each sheet.

    Runs on a worker thread. Reads some forms at a time in a short transaction of its
    own, which also writes their papers down, and prints them; so memory does not
    grow with the run. A run that is stopped leaves those papers as "Laget": the next
    run prints the same forms under the same references, so no number is wasted.

    Args:
        database: the open register.
        run: who gets a sheet, from ``month_run``.
        out: where the file goes; whole only when the last step is taken.
        today: the day new papers are made.
        by_hand: print those with a protected address, without address, instead.
        with_report: the monthly report on the back.
        duplex: begin every sheet on a front page.
        language: of all forms; None: that of each support contact.

    Raises:
        CannotPrintError: if the run is empty, or a form cannot be printed.

    """
    wanted = run.by_hand if by_hand else run.included
    if not wanted:
        raise CannotPrintError(
            f"Ingen timelister å skrive ut for {run.period.label.lower()}.",
            "Se listen over dem som ikke er med, og hvorfor.",
        )
    pile: list[PileSheet] = []
    file = PrintFile(out, duplex=duplex)
    for start in range(0, len(wanted), AT_A_TIME):
        some = wanted[start : start + AT_A_TIME]
        for number, form in _frozen(
            database, some, run.period, today, with_report, language
        ):
            pages = file.add(form)
            first = file.pages - pages + 1
            pile.append(
                PileSheet(number, form.reference, first, file.pages, by_hand=by_hand)
            )
            yield Progress(len(pile), len(wanted))
    file.close()
    return Pile(run.period.code, tuple(pile))


@needs(Right.MAKE_PAPERS)
def print_sheet(
    session: Session,
    assignment_number: int,
    period_number: int | None = None,
    *,
    today: date,
    filled: bool = False,
    with_report: bool = True,
    language: Language | None = None,
) -> MadePaper:
    """Return one timesheet: the blank form, or the office's copy of a filled one.

    The period is the current one unless another is named. A filled copy is stored
    and never drawn again; a blank form has one reference however often it is made.

    Raises:
        NotFoundError: if the assignment or the period is not there.
        CannotPrintError: if the assignment has no support contact, or no address.

    """
    period = (
        current_period(session, today=today)
        if period_number is None
        else find_period(session, period_number)
    )
    refuse_sheet(session, assignment_number)
    options = _options(session, today, with_report, language)
    spoken = _language_of(session, assignment_number)
    if filled:
        return _filled_copy(session, assignment_number, spoken, period, options, today)
    papers = form_papers(
        session, {assignment_number: spoken}, period, options, today=today
    )
    [form] = sheet_forms(session, papers, period, options)
    number = papers[assignment_number].number
    note(session, Action.OPENED, "papers", number)
    data = build(form)
    return MadePaper(number, form.reference, PaperKind.TIMESHEET, data)


@needs(Right.READ_CASES)
def paper_again(session: Session, number: int, *, today: date) -> MadePaper:
    """Return a paper as it was first printed: the stored bytes, never drawn again.

    Only a blank form is drawn again, from what the register says today, under the
    reference and the date it has.

    Raises:
        NotFoundError: if there is no such paper.
        DamagedPaperError: if the stored bytes are not the ones that were stored.

    """
    paper = open_paper(session, number)
    if paper.is_stored:
        data = open_paper_bytes(session, number)
    else:
        refuse_paper(session, number)
        data = build(_blank_again(session, paper, today))
    by_hand = session.scalars(select(Paper.by_hand).where(Paper.number == number)).one()
    return MadePaper(number, paper.reference, paper.kind, data, by_hand=by_hand)


def paper_file_name(kind: PaperKind, reference: str) -> str:
    """Return ``timeliste T-2026-004211-3Q.pdf``."""
    return f"{kind.label.lower()} {reference}.pdf"


def pile_file_name(period_code: str) -> str:
    """Return ``timelister 2026-10.pdf``."""
    return f"timelister {period_code}.pdf"


def save_pdf(file: Path, data: bytes) -> None:
    """Put ``data`` in ``file``, whole or not at all.

    Raises:
        CannotSaveError: if the disk or the folder does not take it, or another
            program has the file open.

    """
    write_chosen(file, data)


def _frozen(
    database: Database,
    some: Sequence[Wanted],
    period: PeriodRow,
    today: date,
    with_report: bool,
    language: Language | None,
) -> list[tuple[int, TimesheetForm]]:
    """Read some forms, with the number of the paper each is printed as."""
    with database.transaction() as session:
        options = _options(session, today, with_report, language)
        languages = {sheet.assignment_number: sheet.language for sheet in some}
        papers = form_papers(session, languages, period, options, today=today)
        forms = sheet_forms(session, papers, period, options)
        numbers = {paper.reference: paper.number for paper in papers.values()}
        return [(numbers[form.reference], form) for form in forms]


def _options(
    session: Session, today: date, with_report: bool, language: Language | None
) -> FormOptions:
    office = open_office(session, today=today)
    return FormOptions(office.draft, office.practice, with_report, language)


def _language_of(session: Session, assignment_number: int) -> Language:
    found = session.execute(
        select(Assignment.contact_number, Contact.language)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .where(Assignment.number == assignment_number)
    ).first()
    if found is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    if found.contact_number is None:
        raise CannotPrintError(
            "Oppdraget har ingen timeliste.",
            "I en gruppe og hos en frivillig organisasjon føres oppmøtet i stedet.",
        )
    return Language(found.language)


def _filled_copy(
    session: Session,
    assignment_number: int,
    spoken: Language,
    period: PeriodRow,
    options: FormOptions,
    today: date,
) -> MadePaper:
    [reference] = take_references(session, PaperKind.TIMESHEET, today.year)
    paper = {assignment_number: FormPaper(0, reference, today)}
    [form] = sheet_forms(session, paper, period, options, filled=True)
    if not form.visits:
        raise CannotPrintError(
            "Timelisten er ikke kommet inn.", "Skriv ut det tomme skjemaet i stedet."
        )
    data = build(form)
    client, contact = session.execute(
        select(Assignment.client_number, Assignment.contact_number).where(
            Assignment.number == assignment_number
        )
    ).one()
    number = keep_paper(
        session,
        reference,
        PaperKind.TIMESHEET,
        options.language or spoken,
        links=PaperLinks(client, contact, assignment_number, period.number),
        today=today,
        data=data,
    )
    return MadePaper(number, reference, PaperKind.TIMESHEET, data)


def _blank_again(session: Session, paper: PaperRow, today: date) -> TimesheetForm:
    assignment, period = paper.links.assignment_number, paper.links.period_number
    if assignment is None or period is None:
        raise NotFoundError("Papiret er ikke lagret i registeret.")
    note(session, Action.OPENED, "papers", paper.number)
    options = _options(session, today, paper.pages > 1, paper.language)
    known = {assignment: FormPaper(paper.number, paper.reference, paper.made_on)}
    [form] = sheet_forms(session, known, find_period(session, period), options)
    return form
