"""What the register says about a person, in words the person understands.

Nobody else's data. In a client's: of support contacts and relatives the name, as the
decisions and letters of the case have it, and nothing more. In a support contact's: no
client is named, only the number of the assignment; and what was done on a visit, which
tells about the client, is left out. That an address is secret is never printed.

Every table about a person is in ``TOLD`` or in ``NOT_TOLD``, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, undefer

from stkdesk.documents.insight_content import Section
from stkdesk.documents.texts import Texts, texts
from stkdesk.domain.account import format_account
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.formats import (
    hours_text,
    km_text,
    kroner_text,
    long_date,
    month_title,
    phone_text,
)
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.services.access import inner
from stkdesk.services.insight_case import (
    applications_told,
    assessment_told,
    journal_told,
)
from stkdesk.services.insight_complaints import complaints_told
from stkdesk.services.insight_contact import contact_told
from stkdesk.services.insight_decisions import decision_told
from stkdesk.services.insight_matching import (
    attendance_told,
    course_told,
    matching_told,
    weekdays_text,
)
from stkdesk.services.insight_month import (
    course_of_sheets_told,
    pay_of_contact_told,
    reports_told,
    sheet_pay_told,
)
from stkdesk.storage.person_rows import PersonRows
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Client,
    ClientRelation,
    Contact,
    Decision,
    LegalHold,
    Organisation,
    Person,
    SheetPeriod,
    Timesheet,
)

#: Tables whose rows are told of, here or in the list of papers.
TOLD = frozenset(
    {
        *("people", "addresses", "clients", "client_relations", "legal_holds"),
        *("applications", "case_pauses", "assessments", "decisions", "decision_items"),
        *("complaints", "complaint_arguments", "cases", "journal_entries"),
        *("journal_parties", "attachments", "letters", "papers", "assignments"),
        *("assignment_pauses", "agreements", "gate_overrides", "attendances"),
        *("timesheets", "timesheet_lines", "waits", "match_wishes", "inquiries"),
        *("vetoes", "contacts", "recruitments", "contact_references"),
        *("police_certificates", "declarations", "contact_letters", "group_leaders"),
        *("meeting_leaders", "contact_merges", "own_rates", "leader_sheets"),
        *("pay_lines", "sheet_returns", "sheet_reminders", "month_reports"),
        "report_answers",
    }
)
NOT_TOLD = {
    "client_words": "the texts of the wishes again, folded, to be found by",
    "contact_words": "the texts about the contact again, folded, to be found by",
    "client_access": "who of the staff may open a blocked file: told by the log",
    "enclosures": "stand in the letters, which are enclosed",
    "erasures": "a proposal that somebody else decides on (the office's own paper)",
    "not_same_people": "names another person",
    "pay_run_sheets": "which run a sheet went with: its pay and its day are told",
}
Span = tuple[date | None, date | None]
Rows = Iterator[tuple[str, str]]


@inner
def facts_about(
    session: Session, found: PersonRows, language: Language, span: Span
) -> tuple[Section, ...]:
    """Return everything about a person, heading by heading, without empty values.

    ``span`` limits what has a day: decisions, assignments, visits.
    """
    teller = _Teller(session, found, texts("insight_data", language), span)
    made = (
        Section(title, tuple((label, value) for label, value in rows if value.strip()))
        for title, rows in teller.sections()
    )
    return tuple(each for each in made if each.rows)


class _Teller:
    """Tells about one person in one language."""

    def __init__(
        self, session: Session, found: PersonRows, words: Texts, span: Span
    ) -> None:
        self._session, self._rows, self._words = session, found, words
        self._first, self._last = span

    def sections(self) -> Iterator[tuple[str, Rows]]:
        words, session = self._words, self._session
        yield words["person.title"], self._person()
        for number in self._rows.of("clients"):
            client = session.get_one(Client, number)
            yield words["case.title"], self._case(client)
            yield words["relatives.title"], self._relatives(client.relations)
        if self._rows.of("clients"):
            yield from self._applications()
            assessed = self._rows.of("assessments")
            told = assessment_told(session, assessed, words)
            yield words["assessment.title"], told
            for decision in self._decisions():
                title = words["decision.draft"]
                if decision.state is DecisionState.ISSUED:
                    title = words["decision.title"].format(reference=decision.reference)
                yield title, decision_told(decision, words)
            yield from self._complaints()
            yield words["journal.title"], self._journal()
            yield from matching_told(session, self._rows, words)
            yield from self._assignments(self._rows.of("assignments"), named=True)
        for number in self._rows.of("contacts"):  # two, when they were put together
            contact = session.get_one(Contact, number)
            yield words["contact.title"], self._contact(contact)
        if self._rows.of("contacts"):
            yield from contact_told(session, self._rows, words)
            yield from pay_of_contact_told(session, self._rows, words)
            theirs = self._rows.elsewhere.get("assignments", ())
            yield from self._assignments(theirs, named=False)
        yield words["hold.title"], self._holds()

    def _person(self) -> Rows:
        words = self._words
        person = self._session.get_one(Person, self._rows.person)
        name = full_name(person.given_name, person.family_name)
        yield words["person.name"], name
        yield words["person.birth_date"], self._day(person.birth_date)
        yield words["person.national_id"], person.national_id or ""
        if person.gender is not None:
            yield words["person.gender"], words[f"genders.{person.gender.value}"]
        yield words["person.phone"], phone_text(person.phone)
        yield words["person.email"], person.email
        newest_first = person.addresses[::-1]
        for at, each in enumerate(newest_first):
            place = f"{each.postal_code} {each.city}".strip()
            label = words["person.earlier" if at else "person.address"]
            yield label, ", ".join(part for part in (each.street, place) if part)

    def _case(self, client: Client) -> Rows:
        words = self._words
        yield words["case.status"], self._value(client.status)
        yield words["case.case_number"], client.case_number
        yield words["case.language"], self._value(client.language)
        yield words["case.wishes"], client.wishes
        if client.is_protected_group is not None:
            yes = words["yes" if client.is_protected_group else "no"]
            yield words["case.protected_group"], yes
        yield words["case.opened_on"], self._day(client.opened_on)
        yield words["case.closed_on"], self._day(client.closed_on)
        yield words["case.blocked"], words["yes"] if client.is_blocked else ""

    def _relatives(self, relations: Sequence[ClientRelation]) -> Rows:
        for each in relations:
            words, relation = self._words, self._value(each.relation)
            letters = words["relatives.letters"].format(relation=relation)
            person = each.person
            name = full_name(person.given_name, person.family_name)
            yield letters if each.gets_letters else relation, name
            mandate = words["relatives.mandate"].format(relation=relation)
            yield (
                mandate,
                ", ".join(
                    part
                    for part in (each.mandate, self._day(each.authority_on))
                    if part
                ),
            )
            valid = words["relatives.valid"].format(relation=relation)
            yield valid, self._period(each.valid_from, each.valid_to)

    def _decisions(self) -> Iterator[Decision]:
        found = select(Decision).where(Decision.number.in_(self._rows.of("decisions")))
        for each in self._session.scalars(found.order_by(Decision.number)):
            if self._within(each.decided_on):
                yield each

    def _applications(self) -> Iterator[tuple[str, Rows]]:
        numbers = self._rows.of("applications")
        for day, title, rows in applications_told(self._session, numbers, self._words):
            if self._within(day):
                yield title, rows

    def _journal(self) -> Rows:
        numbers = self._rows.of("journal_entries")
        for day, reference, told in journal_told(self._session, numbers, self._words):
            if self._within(day):
                yield reference, told
        if self._rows.of("attachments"):
            yield self._words["journal.ask"], self._words["journal.ask_text"]

    def _complaints(self) -> Iterator[tuple[str, Rows]]:
        numbers = self._rows.of("complaints")
        for day, title, rows in complaints_told(self._session, numbers, self._words):
            if self._within(day):
                yield title, rows

    def _contact(self, each: Contact) -> Rows:
        words = self._words
        yield words["contact.status"], self._value(each.status)
        yield words["contact.employment"], self._value(each.employment)
        yield words["contact.employee_number"], each.employee_number or ""
        account = each.account_number
        yield words["contact.account_number"], format_account(account)
        yield words["contact.language"], self._value(each.language)
        yield words["contact.has_car"], words["yes" if each.has_car else "no"]
        yield words["contact.languages"], each.languages
        yield words["contact.interests"], each.interests
        yield words["contact.areas"], each.areas
        if each.capacity_minutes:
            hours = hours_text(each.capacity_minutes)
            shape = words["contact.capacity_value"]
            yield words["contact.capacity"], shape.format(hours=hours)
        yield words["contact.weekdays"], weekdays_text(each.weekdays, words)
        yield words["contact.declaration"], self._day(each.declaration_signed_on)
        yield words["contact.started_on"], self._day(each.started_on)
        yield words["contact.ended_on"], self._day(each.ended_on)

    def _assignments(
        self, numbers: Sequence[int], *, named: bool
    ) -> Iterator[tuple[str, Rows]]:
        found = (
            select(
                Assignment,
                Person.given_name,
                Person.family_name,
                func.coalesce(Organisation.name, ActivityGroup.name),
            )
            .outerjoin(Contact, Contact.number == Assignment.contact_number)
            .outerjoin(Person, Person.number == Contact.person_number)
            .outerjoin(
                Organisation, Organisation.number == Assignment.organisation_number
            )
            .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
            .where(Assignment.number.in_(numbers))
            .options(undefer(Assignment.goal))
            .order_by(Assignment.start_on, Assignment.number)
        )
        for each, given, family, provider in self._session.execute(found).all():
            who = provider or full_name(given or "", family or "")
            title = self._words["assignment.title"].format(number=each.number)
            yield title, self._assignment(each, who if named else "", named=named)
            words = self._words
            title = words["sheets.title"].format(number=each.number)
            yield title, self._sheets(each.number, named=named)
            title = self._words["reports.title"].format(number=each.number)
            yield title, reports_told(self._session, each.number, words, named=named)
            if named:
                title = self._words["attendance.title"].format(number=each.number)
                yield title, attendance_told(self._session, each, self._words)

    def _assignment(self, each: Assignment, who: str, *, named: bool) -> Rows:
        words = self._words
        yield words["assignment.contact"], who
        yield words["assignment.status"], self._value(each.status)
        yield words["assignment.period"], self._period(each.start_on, each.end_on)
        yield words["assignment.hours"], self._amount(each.agreed_minutes, each)
        if named:  # what it is for tells about the client
            yield words["assignment.goal"], each.goal
        yield from course_told(self._session, each, words, named=named)

    def _sheets(self, assignment: int, *, named: bool) -> Rows:
        words = self._words
        found = (
            select(Timesheet, SheetPeriod)
            .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
            .where(Timesheet.assignment_number == assignment)
            .options(selectinload(Timesheet.lines))
            .order_by(SheetPeriod.first_on)
        )
        for sheet, period in self._session.execute(found):
            if not self._overlaps(period.first_on, period.last_on):
                continue
            for line in sheet.lines:
                hours = words["sheets.visit"].format(hours=hours_text(line.minutes))
                told = [hours]
                if named:
                    told.append(line.activity)
                else:
                    told += self._costs(line)
                yield long_date(line.work_on), ", ".join(part for part in told if part)
            month = month_title(period.first_on.year, period.first_on.month)
            yield words["sheets.sum"].format(month=month), self._sum(sheet, named)
            if not named:
                yield from sheet_pay_told(self._session, sheet.number, words)
        yield from course_of_sheets_told(self._session, assignment, words, named=named)

    def _sum(self, sheet: Timesheet, named: bool) -> str:
        words = self._words
        if not sheet.minutes:
            return words["sheets.nothing"]
        told = [words["sheets.visit"].format(hours=hours_text(sheet.minutes))]
        if not named:
            told += self._costs(sheet)
            pay = kroner_text(sheet.pay_ore)
            told.append(words["sheets.pay"].format(kr=pay) if sheet.pay_ore else "")
            if sheet.paid_on:
                told.append(words["sheets.paid"].format(day=long_date(sheet.paid_on)))
        return ", ".join(part for part in told if part)

    def _costs(self, each: Any) -> list[str]:
        words = self._words
        return [
            words["sheets.km"].format(km=km_text(each.metres)) if each.metres else "",
            words["sheets.expenses"].format(kr=kroner_text(each.expense_ore))
            if each.expense_ore
            else "",
        ]

    def _holds(self) -> Rows:
        found = select(LegalHold).where(
            LegalHold.number.in_(self._rows.of("legal_holds")),
            LegalHold.lifted_on.is_(None),
        )
        for each in self._session.scalars(found):
            since = self._words["hold.since"].format(day=long_date(each.since))
            yield since, each.reason

    def _value(self, value: Any) -> str:
        return self._words[f"values.{value.value}"]

    def _amount(self, minutes: int | None, each: Any) -> str:
        if not minutes:
            return ""
        return self._words["words.amount"].format(
            hours=hours_text(minutes), unit=self._value(each.hours_unit)
        )

    def _period(self, first: date | None, last: date | None) -> str:
        if first is None:
            return ""
        shape = self._words["words.until" if last else "words.open"]
        return shape.format(first=long_date(first), last=self._day(last))

    def _km(self, metres: int | None) -> str:
        return "" if metres is None else f"{km_text(metres)} km"

    def _day(self, day: date | None) -> str:
        return long_date(day) if day else ""

    def _within(self, day: date | None) -> bool:
        return day is None or self._overlaps(day, day)

    def _overlaps(self, first: date, last: date) -> bool:
        begun = self._last is None or first <= self._last
        return begun and (self._first is None or last >= self._first)
