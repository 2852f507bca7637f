"""Freezing all that is known of an assignment onto its timesheet form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session, aliased

from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.domain.client_label import client_label
from stkdesk.domain.corrected import effective, takes_back
from stkdesk.domain.grants import granted_minutes
from stkdesk.domain.language import Language
from stkdesk.domain.month_report import ReportTopic, is_wanted
from stkdesk.domain.names import full_name
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.period import Period
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import Visit
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.case_rules import case_rules
from stkdesk.services.numbering import take_references
from stkdesk.services.paging import sorted_by
from stkdesk.services.papers import moment_of
from stkdesk.services.periods import PeriodRow
from stkdesk.services.report_topics import report_topics
from stkdesk.services.seeing import hidden_clients, refuse_blocked, refuse_unseen
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Paper,
    Person,
    PersonAddress,
    Timesheet,
    TimesheetLine,
)
from stkdesk.storage.trail import note

_Helped = aliased(Person)  # the client as a person, beside the support contact


@dataclass(frozen=True, slots=True)
class FormOptions:
    """What holds for every form of one run."""

    sender: OfficeDraft
    practice: bool
    with_report: bool = True  # the monthly report on the back
    language: Language | None = None  # None: the language of each support contact

    @property
    def pages(self) -> int:
        """How many pages a blank form has."""
        return 2 if self.with_report else 1


@dataclass(frozen=True, slots=True)
class FormPaper:
    """The paper a form is printed as."""

    number: int
    reference: str
    made_on: date


@needs(Right.MAKE_PAPERS)
def form_papers(
    session: Session,
    languages: Mapping[int, Language],
    period: PeriodRow,
    options: FormOptions,
    *,
    today: date,
) -> dict[int, FormPaper]:
    """Return the paper of each assignment in ``languages``, made now where missing.

    An assignment has one blank form in a period, with one reference, however often
    it is printed: so a run that was stopped wastes no numbers, and the sheet that
    comes back is known whichever of the printouts it is. The bytes of a blank form
    are not kept: it says nothing the register does not, and the copy that counts is
    the one that comes back signed.
    """
    found = _known_papers(session, languages, period)
    missing = [number for number in languages if number not in found]
    if missing:
        references = take_references(
            session, PaperKind.TIMESHEET, today.year, len(missing)
        )
        session.execute(
            insert(Paper).execution_options(noted=True),
            [
                {
                    "reference": reference,
                    "kind": PaperKind.TIMESHEET,
                    "language": options.language or languages[number],
                    "pages": options.pages,
                    "made_at": moment_of(today),
                    "version": 1,
                    "changed_by": session.info["actor"].number,
                    "assignment_number": number,
                    "period_number": period.number,
                    **links,
                }
                for (number, links), reference in zip(
                    _links(session, missing).items(), references, strict=True
                )
            ],
        )
        session.info.setdefault("changed", set()).add(Paper.__tablename__)
        found = _known_papers(session, languages, period)
        for number in missing:
            paper = found[number]
            told = {"fields": {"reference": [None, paper.reference]}}
            note(session, Action.ADDED, "papers", paper.number, detail=told)
    return found


@needs(Right.MAKE_PAPERS)
def sheet_forms(
    session: Session,
    papers: Mapping[int, FormPaper],
    period: PeriodRow,
    options: FormOptions,
    *,
    filled: bool = False,
) -> tuple[TimesheetForm, ...]:
    """Return the frozen form of each assignment in ``papers``, in that order.

    A support contact with a protected address gets a form without it, made by who may
    see such addresses. ``filled`` prints the visits of the sheet that came in. A
    client whom the one at work may not see is not named.
    """
    found = {row.number: row for row in session.execute(_assignments(list(papers)))}
    refuse_unseen(session, [row.protection for row in found.values()])
    visits = _visits(session, list(papers), period) if filled else {}
    hidden = hidden_clients(session)
    topics = _topics(session, period)
    if filled:  # says what was done, day by day
        for row in found.values():
            refuse_blocked(session, row.client_number)
    return tuple(
        _form(
            found[number],
            paper,
            period,
            options,
            visits.get(number, ()),
            topics,
            named=found[number].client_number not in hidden,
        )
        for number, paper in papers.items()
        if number in found
    )


def _topics(session: Session, period: PeriodRow) -> tuple[ReportTopic, ...]:
    """Return what the report of ``period`` is asked about; nothing: none is asked."""
    first, last = period.period.first, period.period.last
    if not is_wanted(period.code, case_rules(session, last)):
        return ()
    return report_topics(session, first)


def _known_papers(
    session: Session, numbers: Mapping[int, Language], period: PeriodRow
) -> dict[int, FormPaper]:
    rows = session.execute(
        select(Paper.assignment_number, Paper.number, Paper.reference, Paper.made_at)
        .where(
            Paper.assignment_number.in_(list(numbers)),
            Paper.period_number == period.number,
            Paper.kind == PaperKind.TIMESHEET,
            Paper.sha256.is_(None),  # stored: the office's filled copy, not a form
        )
        .order_by(Paper.number.desc())
    )
    known = {
        assignment: FormPaper(number, reference, made_at.date())
        for assignment, number, reference, made_at in rows
    }
    return {number: known[number] for number in numbers if number in known}


def _links(session: Session, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the client and support contact of each assignment, in that order."""
    rows = session.execute(
        select(
            Assignment.number, Assignment.client_number, Assignment.contact_number
        ).where(Assignment.number.in_(numbers))
    )
    found = {
        number: {"client_number": client, "contact_number": contact}
        for number, client, contact in rows
    }
    return {number: found[number] for number in numbers}


def _assignments(numbers: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Assignment.number,
            Assignment.client_number,
            Assignment.start_on,
            Assignment.end_on,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
            Contact.language,
            Contact.employee_number,
            Person.given_name,
            Person.family_name,
            Person.protection,
            PersonAddress.street,
            PersonAddress.postal_code,
            PersonAddress.city,
            Client.case_number,
            _Helped.given_name.label("client_given"),
            _Helped.family_name.label("client_family"),
            _Helped.protection.label("client_protection"),
        )
        .join(Contact, Contact.number == Assignment.contact_number)
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
        # A server hides a blocked client's own row; the form is sent all the same.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(_Helped, _Helped.number == Client.person_number)
        .where(Assignment.number.in_(numbers))
    )


def _form(
    found: Any,
    paper: FormPaper,
    period: PeriodRow,
    options: FormOptions,
    visits: tuple[Visit, ...],
    topics: Sequence[ReportTopic],
    *,
    named: bool,
) -> TimesheetForm:
    name = full_name(found.given_name, found.family_name)
    asked = period.period
    last = max(found.end_on or asked.last, found.start_on)
    language = options.language or found.language
    return TimesheetForm(
        reference=paper.reference,
        language=language,
        sender=options.sender,
        address=postal_address(name, found, language),
        contact_name=name,
        employee_number=found.employee_number or "",
        period_label=period.label,
        first_on=asked.first,
        last_on=asked.last,
        client_label=client_label(
            options.sender.name_mode if named else NameMode.CASE_NUMBER,
            given=found.client_given or "",
            family=found.client_family or "",
            case_number=found.case_number or "",
            assignment_number=found.number,
            protection=found.client_protection or Protection.OPEN,
        ),
        assignment_number=found.number,
        granted_minutes=granted_minutes(
            found.agreed_minutes, found.hours_unit, Period(found.start_on, last), asked
        ),
        due_on=period.due_on,
        made_on=paper.made_on,
        visits=visits,
        with_report=options.with_report,
        topics=tuple(each.words(language) for each in topics),
        practice=options.practice,
    )


def _visits(
    session: Session, numbers: Sequence[int], period: PeriodRow
) -> dict[int, tuple[Visit, ...]]:
    found: dict[int, tuple[Visit, ...]] = {}
    rows = (
        select(
            Timesheet.assignment_number,
            TimesheetLine.work_on,
            TimesheetLine.start_minute,
            TimesheetLine.minutes,
            TimesheetLine.metres,
            TimesheetLine.expense_ore,
            TimesheetLine.activity,
        )
        .join(Timesheet, Timesheet.number == TimesheetLine.sheet_number)
        .where(
            Timesheet.assignment_number.in_(numbers),
            Timesheet.period_number == period.number,
        )
        .order_by(
            TimesheetLine.work_on,
            sorted_by(TimesheetLine.start_minute),
            TimesheetLine.number,
        )
    )
    for line in session.execute(rows):
        visit = Visit(
            line.work_on,
            line.start_minute,
            line.minutes,
            line.metres,
            line.expense_ore,
            line.activity,
        )
        earlier = found.get(line.assignment_number, ())
        found[line.assignment_number] = (*earlier, visit)
    return {
        number: effective(visits) if any(map(takes_back, visits)) else visits
        for number, visits in found.items()
    }
