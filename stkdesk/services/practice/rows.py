"""The practice office as rows of the tables, in the order they may be put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from stkdesk.domain.account import organisation_number_problem
from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import Relation, RelativeDraft
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.match_words import words_by_kind
from stkdesk.domain.paper import PaperKind, paper_reference
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.services.numbering import case_series, paper_series
from stkdesk.services.people import person_columns
from stkdesk.services.practice.careers import Career, Grant, Stint
from stkdesk.services.practice.courses import course_of
from stkdesk.services.practice.helpers import Helper
from stkdesk.services.practice.letters import basis_of, frozen_content, texts_of
from stkdesk.services.practice.names import ORGANISATIONS
from stkdesk.services.practice.pay_terms import (
    drive_cap_of,
    expense_cap_of,
    way_of,
)
from stkdesk.services.practice.sender import FJORDVIK, RATES, RULE
from stkdesk.services.practice.staff import invented_staff, staff_row
from stkdesk.services.practice.vetting import declared_on

Row = dict[str, Any]
FORMS_AHEAD = 6  # days before the period begins the forms are mailed
CLOSES = timedelta(days=35)  # after a period is paid, and its late ones too
IN_USE = (1, 2)  # of the organisations; with the others there is no agreement now
SPEAKS = ("Turid Moen", "Geir Ove Sæbø", "Randi Årdal", "Odd Brækhus")
SIGNS = (Relation.PARENT, Relation.GUARDIAN)


class Rows:
    """Turns what was invented into rows; remembers which numbers are taken."""

    def __init__(self, today: date) -> None:
        """Let everything have been saved at noon on ``today``."""
        self._today = today
        self._stamp = {"version": 1, "changed_at": noon(today)}
        self._people = count(1)
        self._relations = count(1)
        self._sheets = count(1)
        self._forms = Counter[int]()  # of each year

    def next_person(self) -> int:
        """Return the number of the next person."""
        return next(self._people)

    def next_sheet(self) -> int:
        """Return the number of the next sheet."""
        return next(self._sheets)

    def person(self, number: int, person: PersonDraft) -> Row:
        """Return the row of a person."""
        return {"number": number, **person_columns(person), **self._stamp}

    def address(self, number: int, person: PersonDraft) -> Row:
        """Return the row of the address of the person with this number."""
        return {
            "number": number,
            "person_number": number,
            "street": person.street,
            "postal_code": person.postal_code,
            "city": person.city,
        }

    def client(self, career: Career) -> Row:
        """Return the row of a client."""
        client = career.client
        return {
            "number": career.number,
            "person_number": career.person_number,
            "status": client.status,
            "language": client.language,
            "case_number": career.outside_number,
            "wishes": client.wishes,
            "is_protected_group": client.is_protected_group,
            "opened_on": career.opened_on,
            "closed_on": career.closed_on,
            **self._stamp,
        }

    def relation(
        self, career: Career, relative: RelativeDraft, person_number: int
    ) -> Row:
        """Return the row of somebody beside a client."""
        number = next(self._relations)
        if career.speaker is None and relative.relation is not Relation.NEXT_OF_KIN:
            career.speaker = (number, relative)
        return {
            "number": number,
            "client_number": career.number,
            "person_number": person_number,
            "relation": relative.relation,
            "gets_letters": relative.gets_letters,
            "may_sign": relative.relation in SIGNS,
            "mandate": relative.mandate,
            "authority_on": relative.authority_on,
            "valid_from": relative.valid_from,
            "valid_to": relative.valid_to,
        }

    def contact(self, helper: Helper) -> Row:
        """Return the row of a support contact."""
        draft = helper.draft
        ended = helper.ended_on
        if draft.status is ContactStatus.ENDED:
            ended = ended or helper.started_on + timedelta(days=15)
        return {
            "number": helper.number,
            "person_number": helper.person_number,
            "status": draft.status,
            "employment": draft.employment,
            "language": draft.language,
            "employee_number": draft.employee_number or None,
            "account_number": draft.account_number,
            "has_car": draft.has_car,
            "languages": draft.languages,
            "interests": draft.interests,
            "areas": draft.areas,
            "capacity_minutes": draft.capacity_minutes,
            "weekdays": draft.weekdays,
            "declaration_signed_on": declared_on(helper, self._today),
            "started_on": None if helper.stage else helper.started_on,
            "ended_on": ended,
            **self._stamp,
        }

    def words(self, helper: Helper) -> Iterator[Row]:
        """Yield what a support contact is found by when somebody is matched."""
        for kind, word in words_by_kind(helper.draft):
            yield {"contact_number": helper.number, "kind": kind, "word": word}

    def decisions(self, career: Career) -> Iterator[Row]:
        """Yield the rows of a client's decisions, each with its frozen letter."""
        for grant in career.grants:
            texts = texts_of(career, grant)
            yield {
                "number": grant.number,
                "client_number": career.number,
                "kind": grant.kind,
                "state": grant.state,
                "reference": grant.reference or None,
                "changes_number": _changed(grant),
                "applied_minutes": grant.applied_minutes,
                "change_basis": basis_of(grant),
                "is_own_wish": grant.is_own_wish,
                "is_withheld": True,
                "application_number": grant.application or None,
                "applied_on": grant.applied_on,
                "decided_on": grant.decided_on,
                "valid_from": grant.valid_from,
                "valid_to": grant.valid_to,
                "review_on": grant.review_on,
                "granted_minutes": grant.minutes or None,
                "hours_unit": grant.unit,
                "expense_cap_ore": grant.expense_cap_ore,
                "drive_cap_metres": grant.drive_cap_metres,
                "content": frozen_content(career, grant, texts),
                **asdict(texts),
                **self._stamp,
            }

    def decision_items(self, career: Career) -> Iterator[Row]:
        """Yield how each decision of a client organises the service."""
        for grant in career.grants:
            for place, item in enumerate(grant.items, 1):
                yield {"decision_number": grant.number, "place": place, **asdict(item)}

    def assignments(self, career: Career) -> Iterator[Row]:
        """Yield the rows of a client's assignments."""
        for stint in career.stints:
            outside = stint.solution is Solution.ORGANISATION
            yield {
                "number": stint.number,
                "client_number": career.number,
                "contact_number": stint.helper.number if stint.helper else None,
                "organisation_number": 1 + stint.number % len(IN_USE)
                if outside
                else None,
                "group_number": stint.group.number if stint.group else None,
                "decision_number": stint.grant.number,
                "solution": stint.solution,
                "status": stint.status,
                "start_on": stint.start_on,
                "end_on": stint.end_on,
                "agreed_minutes": stint.minutes,
                "hours_unit": stint.grant.unit,
                "expense_cap_ore": expense_cap_of(stint),
                "drive_cap_metres": stint.grant.drive_cap_metres,
                "drive_cap_ore": drive_cap_of(stint),
                "expense_way": way_of(stint),
                "goal": texts_of(career, stint.grant).goal,
                **course_of(stint, self._today),
                **self._stamp,
            }

    def forms(
        self,
        stints: Sequence[Stint],
        period_number: int,
        span: SheetSpan,
        back: Mapping[int, date],
    ) -> Iterator[Row]:
        """Yield the rows of the forms of a period: mailed, and some come back."""
        made = span.period.first - timedelta(days=FORMS_AHEAD)
        for stint in stints:
            if stint.helper is None or stint.start_on > made:
                continue
            self._forms[made.year] += 1
            yield {
                "reference": paper_reference(
                    PaperKind.TIMESHEET, made.year, self._forms[made.year]
                ),
                "kind": PaperKind.TIMESHEET,
                "language": stint.helper.draft.language,
                "pages": 2,
                "made_at": noon(made),
                "printed_on": made,
                "mailed_on": made,
                "returned_on": back.get(stint.number),
                "client_number": stint.career.number,
                "contact_number": stint.helper.number,
                "assignment_number": stint.number,
                "period_number": period_number,
                **self._stamp,
            }

    def paper_day(self, day: date, *, mailed: bool) -> Row:
        """Return what changes on a paper made on ``day``, and maybe mailed then."""
        sent = day if mailed else None
        return {
            "made_at": noon(day),
            "printed_on": sent,
            "mailed_on": sent,
            "changed_at": self._stamp["changed_at"],
        }

    def counters(
        self, issued: Counter[int], cases: Counter[int], agreed: Counter[int]
    ) -> Iterator[Row]:
        """Yield the rows that say which number of each series comes next."""
        for year, taken in sorted(cases.items()):
            yield {"name": case_series(year), "next": taken + 1}
        for year, taken in sorted(issued.items()):
            yield {"name": paper_series(PaperKind.DECISION, year), "next": taken + 1}
        for year, taken in sorted(agreed.items()):
            yield {"name": paper_series(PaperKind.AGREEMENT, year), "next": taken + 1}
        for year, taken in sorted(self._forms.items()):
            yield {"name": paper_series(PaperKind.TIMESHEET, year), "next": taken + 1}

    def office(self) -> list[Row]:
        """Return the one row of the office."""
        return [{"number": 1, **asdict(FJORDVIK), **self._stamp}]

    def staff(self, today: date) -> list[Row]:
        """Return the rows of those who work there, beside the first."""
        return [staff_row(one, self._stamp) for one in invented_staff(today)]

    def rates(self) -> list[Row]:
        """Return the rows of the rates."""
        return [asdict(rate) for rate in RATES]

    def rule(self) -> list[Row]:
        """Return the row of the period rule."""
        return [asdict(RULE)]

    def periods(
        self, spans: Sequence[SheetSpan], closed: int, closed_by: int | None
    ) -> Iterator[Row]:
        """Yield the rows of the periods, numbered from 1; the first ones are closed."""
        for number, span in enumerate(spans, 1):
            is_closed = number <= closed
            yield {
                "number": number,
                "code": span.code,
                "first_on": span.period.first,
                "last_on": span.period.last,
                "due_on": span.due_on,
                "pay_on": span.pay_on,
                "closed_at": noon(span.pay_on + CLOSES) if is_closed else None,
                "closed_by": closed_by if is_closed else None,
            }

    @property
    def stamp(self) -> Row:
        """Return what every row has that was saved today."""
        return dict(self._stamp)

    def organisations(self) -> list[Row]:
        """Return the rows of the voluntary organisations."""
        numbers = _invented_organisation_numbers()
        return [
            {
                "number": place,
                "name": name,
                "organisation_number": next(numbers),
                "phone": f"0120{place:04}",
                "email": f"post.{place}@example.org",
                "contact_person": SPEAKS[place - 1],
                "agreement_from": date(self._today.year - 2, 9, 1),
                "agreement_to": None
                if place in IN_USE
                else date(self._today.year - 1, 12, 31),
                "about": "Avtale om aktivitet én gang i uken, med rapport hver måned.",
                **self._stamp,
            }
            for place, name in enumerate(ORGANISATIONS, 1)
        ]


def _changed(grant: Grant) -> int | None:
    """Return the decision it changes; a complaint dismissed changes none."""
    if grant.changes is None or grant.kind is DecisionKind.DISMISSED:
        return None
    return grant.changes.number


def noon(day: date) -> datetime:
    """Return the middle of ``day``, when everything of it is done."""
    return datetime.combine(day, time(12), UTC)


def _invented_organisation_numbers() -> Iterator[str]:
    """Yield numbers with a right check digit, of the series for test data (3…)."""
    for stem in count(31_000_001):
        for check in range(10):
            if not organisation_number_problem(f"{stem}{check}"):
                yield f"{stem}{check}"
