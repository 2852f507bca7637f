"""Deleting for good: what goes, what stands in the way, and the receipt.

Source: GDPR art. 5.1 e and 17; arkivlova §§ 12–13 (what must be kept is kept);
arkivforskrifta § 5 (controlled deletion). Nothing here happens by itself: it is
proposed and approved first (``retention``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.formats import short_date
from stkdesk.domain.names import search_text, sort_key
from stkdesk.domain.person import Protection
from stkdesk.domain.retention import Kind, deletable_from, oldest_kept
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, inner
from stkdesk.services.match_words import forget_contact_words
from stkdesk.services.old_sheets import old_sheets
from stkdesk.services.pay_vouchers import (
    last_past_day,
    newest_voucher,
    past_files,
)
from stkdesk.services.retention_rules import months_of
from stkdesk.storage.deletion_journal import DeletedRow
from stkdesk.storage.erasing import delete_rows, drop_drafts, erase_details
from stkdesk.storage.person_rows import PersonRows, file_of, rows_of
from stkdesk.storage.tables import (
    ClientRelation,
    Contact,
    ContactLetter,
    Deletion,
    Draft,
    Event,
    EventDetail,
    EventHead,
    LegalHold,
    Paper,
    PayRunFile,
    Person,
    PersonAddress,
)
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import noted_as_one

PSEUDONYM = "pseudonym"  # in the journal: the contact keeps a row and loses the name
#: What ties a support contact to others' files for good.
WORKED = ("assignments", "group_leaders", "meeting_leaders")
#: What the office keeps of a support contact alone; goes with the name.
OF_CONTACT_ONLY = (
    *("papers", "legal_holds", "erasures", "recruitments", "contact_references"),
    *("police_certificates", "declarations", "contact_merges", "inquiries", "vetoes"),
    *("own_rates", "leader_sheets", "pay_lines", "pay_run_sheets"),
)


class MustBeKeptError(OfficeError):
    """Something stands in the way of a deletion; nothing was deleted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one deletion takes away."""

    kind: Kind
    person: int | None  # None: of what is about many
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)
    people: tuple[int, ...] = ()  # about whom the trail forgets its details
    contacts: tuple[int, ...] = ()  # keep a row, no name: others' files point to it
    before: datetime | None = None  # of what is about many: all older than this


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted, by table; no names."""

    number: int
    kind: Kind
    person: int | None
    counts: dict[str, int]
    journal: tuple[DeletedRow, ...]


@inner
def plan_deletion(
    session: Session, kind: Kind, person: int | None, *, today: date
) -> Plan:
    """Return what deleting this kind of record of a person takes away.

    Raises:
        NotFoundError: if there is nobody with this number.
        MustBeKeptError: if a hold, a rule or a pay list stands in the way.

    """
    if person is None:
        return Plan(kind, None, before=_oldest_kept(session, kind, today))
    if session.get(Person, person) is None:
        raise NotFoundError("Personen finnes ikke lenger i registeret.")
    found = rows_of(session, person)
    refuse_held(session, found.of("people"))
    if kind is Kind.TIMESHEETS:
        rows = old_sheets(session, found, today)
        return Plan(kind, person, rows)
    _refuse_unpaid(session, found, kind, today)
    if kind in (Kind.CASE, Kind.APPLICATION):
        return _client_plan(session, kind, found)
    return _contact_plan(session, kind, found)


@inner
def erase(
    session: Session, plan: Plan, *, approved_by: int | None, basis: str
) -> Receipt:
    """Delete what ``plan`` takes away and write the receipt; one event tells of it."""
    seq = (session.scalar(select(EventHead.seq)) or 0) + 1
    with noted_as_one(
        session, Action.ERASED, "people", plan.person, person=plan.person
    ) as told:
        counts = erase_rows(session, plan)
        receipt = Deletion(
            at=now(),
            staff_number=actor_of(session).number,
            approved_by=approved_by,
            kind=plan.kind.value,
            person_number=plan.person,
            basis=basis,
            counts=json.dumps(counts),
            event_seq=seq,
        )
        session.add(receipt)
        session.flush()
        told.update(kind=plan.kind.value, receipt=receipt.number, counts=counts)
    return Receipt(
        receipt.number, plan.kind, plan.person, counts, _journal(plan, seq, receipt.at)
    )


@inner
def refuse_held(session: Session, people: Sequence[int]) -> None:
    """Refuse to go on if a hold is on one of ``people``.

    Raises:
        MustBeKeptError: if there is one.

    """
    held = select(LegalHold.since).where(
        LegalHold.person_number.in_(people), LegalHold.lifted_on.is_(None)
    )
    if session.scalar(held.limit(1)) is not None:
        raise MustBeKeptError(
            "Sletting er stanset for denne personen.",
            "Opphev stansen først, hvis grunnen til den er borte.",
        )


def words_of(names: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return every word of ``names``."""
    return frozenset().union(*names)


@inner
def erase_rows(session: Session, plan: Plan) -> dict[str, int]:
    """Take away what ``plan`` says and return how many of each; writes no receipt.

    Details and drafts go first: they are found by the rows they tell of.
    """
    names = _names(session, plan.people)
    counts: dict[str, int] = {}
    if plan.before is not None:
        counts[_TABLE_OF[plan.kind]] = _erase_old(session, plan)
        return counts | delete_rows(session, plan.rows)
    details = erase_details(session, plan.people, plan.rows, words_of(names))
    if plan.people:
        counts["drafts"] = drop_drafts(session, plan.rows, names)
    for contact in plan.contacts:
        pseudonymise(session, contact)
    counts |= delete_rows(session, plan.rows)
    counts["event_details"] = details
    return {name: count for name, count in counts.items() if count}


_TABLE_OF = {
    Kind.LOG: "event_details",
    Kind.DRAFTS: "drafts",
    Kind.TIMESHEETS: "pay_run_files",
}


def _erase_old(session: Session, plan: Plan) -> int:
    """Erase what is older than the rule lets it be, whoever it is about."""
    if plan.kind is Kind.LOG:
        old = select(Event.seq).where(Event.at < plan.before)
        statement = delete(EventDetail).where(EventDetail.seq.in_(old))
    elif plan.kind is Kind.TIMESHEETS:
        assert plan.before is not None
        last = plan.before.date() - timedelta(days=1)
        statement = delete(PayRunFile).where(PayRunFile.number.in_(past_files(last)))
    else:
        statement = delete(Draft).where(Draft.saved_at < plan.before)
    done = session.execute(
        statement.execution_options(noted=True, synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


@inner
def pseudonymise(session: Session, number: int) -> None:
    """Take name and all else that tells who a support contact is out of the register.

    The row stays: assignments and sheets in other people's files point to it.
    """
    contact = session.get_one(Contact, number)
    person, given, family = contact.person, "Støttekontakt", str(number)
    person.given_name, person.family_name = given, family
    person.sort_key = sort_key(family, given)
    person.search_text = search_text(given, family)
    person.birth_date = person.national_id = person.national_id_kind = None
    person.gender = None
    person.phone = person.email = ""
    person.protection = Protection.OPEN
    person.addresses = [PersonAddress()]
    contact.employee_number = None
    contact.account_number = contact.languages = ""
    contact.interests = contact.areas = ""
    contact.weekdays, contact.declaration_signed_on = 0, None
    session.flush()
    forget_contact_words(session, number)


def _oldest_kept(session: Session, kind: Kind, today: date) -> datetime:
    months = months_of(session, kind)
    if months is None:
        raise MustBeKeptError(
            f"{kind.label}: beholdes for godt.",
            "Sett en frist under Innstillinger, Oppbevaring og sletting.",
        )
    if kind is Kind.TIMESHEETS:  # the files of runs: a whole year at a time
        last = last_past_day(months, today) or date.min
        return datetime.combine(last + timedelta(days=1), time(), UTC)
    return datetime.combine(oldest_kept(today, months), time(), UTC)


def _client_plan(session: Session, kind: Kind, found: PersonRows) -> Plan:
    """The whole file goes, and those who were in it only as relatives."""
    rows = {name: some for name, some in found.own.items() if name != "contacts"}
    people = [found.person]
    if found.of("contacts") or "client_relations" in found.elsewhere:
        people = []  # still somebody here: only the file goes
        rows = file_of(session, found.of("clients"))
        rows["erasures"] = found.of("erasures")
        rows["papers"] = _papers_but_own(session, rows.get("papers", ()))
    for relative in _relatives(session, found):
        theirs = rows_of(session, relative)
        if theirs.of("clients") or theirs.of("contacts"):
            continue
        if set(theirs.elsewhere.get("client_relations", ())) - set(
            found.of("client_relations")
        ):
            continue
        people.append(relative)
        for name, numbers in theirs.own.items():
            rows[name] = (*rows.get(name, ()), *numbers)
    refuse_held(session, people)
    return Plan(kind, found.person, rows, tuple(people))


def _contact_plan(session: Session, kind: Kind, found: PersonRows) -> Plan:
    """Gone, or without a name when assignments in others' files point here.

    Agreements, and letters that say whom somebody helped, are of the client's file and
    stay with it. A group that was led is what somebody was paid by.
    """
    if found.of("clients") or "client_relations" in found.elsewhere:
        raise MustBeKeptError(
            "Personen er bruker eller pårørende også.",
            "Opplysningene som støttekontakt kan ikke slettes for seg.",
        )
    if any(found.elsewhere.get(name) for name in WORKED):
        gone = {name: found.of(name) for name in OF_CONTACT_ONLY}
        gone["contact_letters"] = _own_letters(session, found)
        gone = {name: numbers for name, numbers in gone.items() if numbers}
        return Plan(
            kind,
            found.person,
            gone,
            found.of("people"),
            contacts=found.of("contacts"),
        )
    return Plan(kind, found.person, dict(found.own), found.of("people"))


def _own_letters(session: Session, found: PersonRows) -> tuple[int, ...]:
    """Return the letters about nobody but the support contact."""
    mine = select(ContactLetter.number).where(
        ContactLetter.number.in_(found.of("contact_letters")),
        ContactLetter.assignment_number.is_(None),
    )
    return tuple(session.scalars(mine))


def _papers_but_own(session: Session, papers: Sequence[int]) -> tuple[int, ...]:
    mine = select(Paper.number).where(
        Paper.number.in_(papers), Paper.client_number.is_not(None)
    )
    return tuple(session.scalars(mine))


def _relatives(session: Session, found: PersonRows) -> tuple[int, ...]:
    relations = select(ClientRelation.person_number).where(
        ClientRelation.number.in_(found.of("client_relations"))
    )
    return tuple(sorted(set(session.scalars(relations)) - {found.person}))


def _refuse_unpaid(
    session: Session, found: PersonRows, kind: Kind, today: date
) -> None:
    """Refuse while a sheet is what somebody was paid by, and must still be kept."""
    months = months_of(session, Kind.TIMESHEETS)
    last = newest_voucher(session, found)
    if last is None:
        return
    free = deletable_from(Kind.TIMESHEETS, last, months)
    if free is None or free > today:
        until = f"til {short_date(free)}" if free else "for godt"
        raise MustBeKeptError(
            f"Timelistene er lønnsgrunnlag og skal beholdes {until}.",
            f"{kind.label} kan slettes når timelistene er det.",
        )


def _names(session: Session, people: Sequence[int]) -> list[frozenset[str]]:
    """Return the words each of ``people`` may be looked for by."""
    found = select(Person.given_name, Person.family_name).where(
        Person.number.in_(people)
    )
    return [
        frozenset(re.split(r"[^\w@.+]+", f"{given} {family}".casefold())) - {""}
        for given, family in session.execute(found)
    ]


def _journal(plan: Plan, seq: int, at: datetime) -> tuple[DeletedRow, ...]:
    rows = [
        DeletedRow(seq, at, name, number)
        for name, numbers in plan.rows.items()
        for number in numbers
    ]
    rows += [DeletedRow(seq, at, PSEUDONYM, contact) for contact in plan.contacts]
    return tuple(rows)
