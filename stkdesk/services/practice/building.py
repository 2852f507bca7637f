"""Building a practice office: invented, numbered, and put into a new register."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from stkdesk.domain.person import PersonDraft
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import suggested_login
from stkdesk.domain.trail import Action
from stkdesk.services.issuing import issue_decision
from stkdesk.services.practice.agreements import (
    Paper as Agreed,
)
from stkdesk.services.practice.agreements import (
    agreement_row,
    agreements_for,
    paper_row,
    papers_taken,
)
from stkdesk.services.practice.applications import put_applications
from stkdesk.services.practice.careers import Career, Stint
from stkdesk.services.practice.case_rows import CaseRows
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.complaints import put_complaints
from stkdesk.services.practice.contact_letters import put_contact_letters
from stkdesk.services.practice.contents import (
    PRINTED_FOR_REAL,
    Contents,
    invent,
)
from stkdesk.services.practice.courses import pauses
from stkdesk.services.practice.gates import numbers, overrides, strictness
from stkdesk.services.practice.groups import GroupRows
from stkdesk.services.practice.leader_sheets import LeaderSheets
from stkdesk.services.practice.matching import Waiting
from stkdesk.services.practice.months import Months
from stkdesk.services.practice.notices import put_notices
from stkdesk.services.practice.organisations import Reports
from stkdesk.services.practice.pay_terms import (
    layout_row,
    own_rate_rows,
    pay_code_rows,
)
from stkdesk.services.practice.rows import Row, Rows, noon
from stkdesk.services.practice.run_files import run_file_rows
from stkdesk.services.practice.sender import spans_of
from stkdesk.services.practice.sheet_rows import Hands
from stkdesk.services.practice.staff import STAFF, SUBSTITUTE
from stkdesk.services.practice.vetting import Vetting
from stkdesk.services.recipients import letter_recipients
from stkdesk.storage import tables
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import new_register
from stkdesk.storage.tables.base import clock_stands
from stkdesk.storage.trail import noted_as_one

AT_A_TIME = 500  # clients or contacts that are put in as one step
SHEETS_FOR_ONE = 6  # take as long as one client
OPEN = 2  # periods just ended that are not closed
TO_MAIL = 3  # of the newest decisions that lie ready for the printer

Item = TypeVar("Item")


def build_practice_office(
    file: Path,
    *,
    clients: int = 120,
    seed: int = 1,
    today: date,
    years: int = 3,
    password: str = PRACTICE_PASSWORD,
) -> Steps:
    """Make the register of a practice office in ``file``, one step at a time.

    The same arguments always give the same rows. Everything is one transaction; if
    it fails or is given up, neither the register nor its key file is left behind.
    In the end the register is closed.

    Args:
        file: where the register is to lie; nothing may lie there.
        clients: how many; 120 is an office, 50,000 is for measuring.
        seed: another seed gives other people.
        today: the day the office is left as it stood.
        years: calendar years of timesheets, the current one included; 1 or more.
        password: what opens it; the one everybody knows, as the people are invented.

    Raises:
        CannotSaveError: if something lies there, or the disk does not take it.

    """
    with new_register(file, password, practice=True) as made:
        database = made.database()
        try:
            with (
                database.transaction() as session,
                noted_as_one(session, Action.ADDED, "practice") as told,
            ):
                told["clients"] = clients
                yield from _Filling(session, clients, seed, today, years).steps()
            with database.transaction() as session:
                session.connection().exec_driver_sql("ANALYZE")
        finally:
            database.close()


class _Filling:
    """Puts one office into an empty register and tells how far it has come."""

    def __init__(
        self, session: Session, clients: int, seed: int, today: date, years: int
    ) -> None:
        self._session, self._today = session, today
        self._clients, self._seed, self._years = clients, seed, years
        self._spans = tuple(spans_of(today, years))
        self._ended = [span for span in self._spans if span.period.last < today]
        self._rows, self._cases = Rows(today), CaseRows(today)
        self._dice = Chance(f"contacts {seed}")
        self._groups = GroupRows(self._dice, today, self._rows.stamp)
        self._done = 0
        per_period = clients // SHEETS_FOR_ONE + 1
        self._total = 3 * clients + per_period * len(self._ended) + PRINTED_FOR_REAL

    def steps(self) -> Iterator[Progress]:
        """Invent, and put in, table after table in the order they need each other."""
        contents = yield from self._invent()
        rows = self._rows
        self._put(tables.Office, rows.office())
        self._put(tables.Staff, rows.staff(self._today))
        self._put(tables.PeriodRule, rows.rule())
        self._put(tables.Rate, rows.rates())
        self._put(tables.PayCode, pay_code_rows(rows.stamp))
        self._put(tables.PayrollLayout, [layout_row(rows.stamp)])
        closed = len(self._ended) - OPEN
        by = self._at_work(0)
        self._put(tables.SheetPeriod, rows.periods(self._spans, closed, by))
        self._put(tables.Organisation, rows.organisations())
        for careers in _some(contents.careers):
            self._put_clients(careers)
            yield self._progress(len(careers), "Brukere")
        for helpers in _some(contents.helpers):
            for helper in helpers:
                helper.person_number = rows.next_person()
            self._put_people([(one.person_number, one.draft.person) for one in helpers])
            self._put(tables.Contact, map(rows.contact, helpers))
            words = chain.from_iterable(map(rows.words, helpers))
            self._put(tables.ContactWord, words)
            own = own_rate_rows(helpers, self._today, rows.stamp)
            self._put(tables.OwnRate, own)
            yield self._progress(0, "Støttekontakter")
        self._put_vetting(contents)
        self._put(tables.ActivityGroup, map(self._groups.group, contents.groups))
        self._put(
            tables.GroupLeader,
            (row for one in contents.groups for row in self._groups.leaders(one)),
        )
        for careers in _some(contents.careers):
            self._put_cases(careers)
            self._put(
                tables.Assignment, (r for one in careers for r in rows.assignments(one))
            )
            yield self._progress(len(careers), "Vedtak og oppdrag")
        agreements = agreements_for(contents.stints, self._today)
        self._put_agreements(agreements)
        self._put_helped(contents)
        yield from self._put_months(contents.stints)
        agreed = papers_taken(agreements)
        self._put(
            tables.Counter, rows.counters(contents.issued, contents.cases, agreed)
        )
        yield from self._issue(contents)
        put_complaints(self._session, self._today)
        put_applications(self._session, self._today)
        put_notices(self._session, self._today)
        put_contact_letters(self._session, contents, self._today)

    def _invent(self) -> Generator[Progress, None, Contents]:
        so_far = 0
        inventing = invent(self._clients, self._seed, self._today, self._years)
        while True:
            try:
                invented = next(inventing)
            except StopIteration as end:
                contents: Contents = end.value
                self._done = self._clients
                return contents
            yield self._progress(invented - so_far, "Finner på personer")
            so_far = invented

    def _put_clients(self, careers: list[Career]) -> None:
        rows, people, speaking = self._rows, [], []
        for career in careers:
            career.person_number = rows.next_person()
            people.append((career.person_number, career.client.person))
            for relative in career.client.relatives:
                number = rows.next_person()
                people.append((number, relative.person))
                speaking.append(rows.relation(career, relative, number))
        self._put_people(people)
        self._put(tables.Client, map(rows.client, careers))
        self._put(tables.ClientRelation, speaking)

    def _put_cases(self, careers: list[Career]) -> None:
        made, rows = self._cases, self._rows
        for table, row_of in (
            (tables.Case, made.case),
            (tables.Application, made.applications),
            (tables.Assessment, made.assessment),
            (tables.Decision, rows.decisions),
            (tables.DecisionItem, rows.decision_items),
            (tables.Complaint, made.complaints),
        ):
            self._put(table, (row for one in careers for row in row_of(one)))
        entries = [pair for one in careers for pair in made.entries(one)]
        self._put(tables.JournalEntry, (entry for entry, _party in entries))
        self._put(tables.JournalParty, (party for _entry, party in entries))

    def _put_vetting(self, contents: Contents) -> None:
        """Put in how each support contact came to the office."""
        vetting = Vetting(self._dice, self._today, self._rows.stamp, self._at_work(0))
        vetting.begin(contents.helpers)
        self._put(tables.CaseRuleRow, numbers(self._today, self._rows.stamp))
        self._put(tables.GateRuleRow, strictness(self._today, self._rows.stamp))
        for helpers in _some(contents.helpers):
            self._put(tables.Recruitment, map(vetting.recruitment, helpers))
            for table, rows_of in (
                (tables.Reference, vetting.references),
                (tables.PoliceCertificate, vetting.certificates),
                (tables.Declaration, vetting.declarations),
            ):
                self._put(table, (row for one in helpers for row in rows_of(one)))

    def _put_agreements(self, agreements: list[Agreed]) -> None:
        stamp, today = self._rows.stamp, self._today
        for some in _some(agreements):
            self._put(
                tables.Agreement, (agreement_row(one, stamp, today) for one in some)
            )
            self._put(
                tables.Paper,
                (paper_row(one, noon(one.made_on), stamp) for one in some),
            )

    def _put_helped(self, contents: Contents) -> None:
        """Put in what has happened to assignments, and the search for new ones."""
        stints, today, stamp = contents.stints, self._today, self._rows.stamp
        self._put(
            tables.AssignmentPause,
            (row for one in stints for row in pauses(one, today)),
        )
        self._put(tables.GateOverride, overrides(stints, today, self._at_work(1)))
        self._leaders = LeaderSheets(contents.groups, today)
        for group in contents.groups:
            meetings = list(self._groups.meetings(group))
            self._put(
                tables.GroupMeeting, (meeting for meeting, _led, _came in meetings)
            )
            self._put(
                tables.MeetingLeader,
                (row for _m, led, _came in meetings for row in led),
            )
            self._put(
                tables.Attendance, (row for _m, _led, came in meetings for row in came)
            )
            for meeting, led, _came in meetings:
                self._leaders.held(group.number, meeting, led)
        self._put(tables.Attendance, Reports(self._dice).rows(stints, self._ended))
        by = self._at_work(0)
        matching = Waiting(self._dice, today, stamp, by, contents.careers)
        self._put(tables.Wait, matching.waits())
        wishes = list(matching.wishes())
        self._put(tables.MatchWish, (wish for wish, _words in wishes))
        self._put(tables.ClientWord, (row for _wish, words in wishes for row in words))
        self._put(tables.Inquiry, matching.inquiries(contents.helpers))
        self._put(tables.Veto, matching.vetoes(stints))

    def _at_work(self, place: int) -> int | None:
        """Return the number of one of those who work there, as they are listed."""
        login = suggested_login((*STAFF, SUBSTITUTE)[place][0])
        found = select(tables.Staff.number).where(tables.Staff.login == login)
        return self._session.scalar(found)

    def _put_people(self, people: list[tuple[int, PersonDraft]]) -> None:
        self._put(tables.Person, (self._rows.person(*one) for one in people))
        self._put(tables.PersonAddress, (self._rows.address(*one) for one in people))

    def _put_months(self, stints: list[Stint]) -> Iterator[Progress]:
        """Put in the periods that have ended, and the files of the newest runs."""
        months = Months(
            self._put,
            self._rows,
            self._hands(),
            self._leaders,
            seed=self._seed,
            today=self._today,
        )
        for place, span in enumerate(self._ended):
            age = len(self._ended) - 1 - place
            for sheets in months.put_period(stints, self._spans, place, age):
                yield self._progress(
                    sheets // SHEETS_FOR_ONE,
                    f"Timelister for {span_label(span.code).lower()}",
                )
        self._put(tables.PayRunFile, run_file_rows(self._session, months.recent))

    def _hands(self) -> Hands:
        """Return who does what; nobody signs for two."""
        return Hands(*(self._at_work(place) for place in (len(STAFF), 0, 1, 2)))

    def _issue(self, contents: Contents) -> Iterator[Progress]:
        """Issue the newest decisions by the errand the office itself uses."""
        waiting = len(contents.to_issue)
        for grant in contents.to_issue:
            assert grant.decided_on is not None
            self._issue_one(grant.number, grant.decided_on)
            self._session.expunge_all()
            waiting -= 1
            self._settle(grant.number, grant.decided_on, mailed=waiting >= TO_MAIL)
            yield self._progress(1, "Skriver vedtak")

    def _issue_one(self, number: int, day: date) -> None:
        client = self._session.get_one(tables.Decision, number).client_number
        everybody = letter_recipients(self._session, client, today=day)
        keys = [one.key for one in everybody if one.is_proposed]
        with clock_stands(noon(day)):
            issue_decision(self._session, number, 1, today=day, recipients=keys)

    def _settle(self, number: int, decided_on: date, *, mailed: bool) -> None:
        """Let a decision just issued look as if it were done on its day."""
        day = self._rows.paper_day(decided_on, mailed=mailed)
        paper, decision = tables.Paper, tables.Decision
        self._session.execute(
            update(paper).where(paper.decision_number == number).values(**day)
        )
        entry, case = tables.JournalEntry, tables.Case
        about = select(entry.case_number).where(entry.decision_number == number)
        for change in (
            update(decision).where(decision.number == number),
            update(entry).where(entry.decision_number == number),
            update(case).where(case.number.in_(about)),
        ):
            self._session.execute(change.values(changed_at=day["changed_at"]))

    def _put(self, table: type[tables.Base], rows: Iterable[Row]) -> None:
        if found := list(rows):
            name = table.__tablename__
            self._session.execute(insert(table.metadata.tables[name]), found)
            self._session.info["changed"].add(name)

    def _progress(self, steps: int, doing: str) -> Progress:
        self._done = min(self._done + steps, self._total)
        return Progress(self._done, self._total, doing)


def _some(items: list[Item]) -> Iterator[list[Item]]:
    """Yield ``items`` in order, some at a time."""
    rest = iter(items)
    while some := list(islice(rest, AT_A_TIME)):
        yield some
