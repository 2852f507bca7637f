"""Casework on papers: which there are, where each is, and the bytes of those kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.paper import PaperKind, PaperState
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.paper_files import keep_bytes, kept_bytes
from stkdesk.services.paper_sight import refuse_paper
from stkdesk.services.people import matches
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.storage.tables import (
    Client,
    Contact,
    ContactLetter,
    Letter,
    Paper,
    PaperNames,
    Person,
    SheetPeriod,
)
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note, note_list

_PAGE = re.compile(rb"/Type\s*/Page\b")  # in clear in every archive file of ours


@dataclass(frozen=True, slots=True)
class PaperLinks:
    """What a paper is about; the first contact, else the client, is who gets it."""

    client_number: int | None = None
    contact_number: int | None = None
    assignment_number: int | None = None
    period_number: int | None = None
    decision_number: int | None = None
    letter_number: int | None = None
    contact_letter_number: int | None = None
    agreement_number: int | None = None


@dataclass(frozen=True, slots=True)
class PaperAddressee:
    """Who gets a letter, when it is not simply whom it is about."""

    name: str = ""
    is_copy: bool = False
    by_hand: bool = False  # no address: handed over, never mailed


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the list of papers."""

    number: int
    reference: str
    kind: PaperKind
    language: Language
    pages: int
    made_on: date
    printed_on: date | None
    mailed_on: date | None
    returned_on: date | None
    about: str  # name of the support contact or client; for the screen only
    period_code: str  # "" when it belongs to no period
    links: PaperLinks
    is_stored: bool  # False: a blank form, drawn again when it is asked for
    letter: LetterKind | ContactLetterKind | None = None  # which letter it is

    @property
    def title(self) -> str:
        """What the paper is, on screen; never says whose."""
        return self.kind.label if self.letter is None else self.letter.label

    @property
    def state(self) -> PaperState:
        """Where the paper is: the last thing that happened to it."""
        if self.returned_on is not None:
            return PaperState.RETURNED
        if self.mailed_on is not None:
            return PaperState.MAILED
        if self.printed_on is not None:
            return PaperState.PRINTED
        return PaperState.MADE

    @property
    def state_on(self) -> date:
        """The day of ``state``."""
        return self.returned_on or self.mailed_on or self.printed_on or self.made_on


@needs(Right.MAKE_PAPERS)
def keep_paper(
    session: Session,
    reference: str,
    kind: PaperKind,
    language: Language,
    *,
    links: PaperLinks,
    today: date,
    data: bytes,
    to: PaperAddressee | None = None,
) -> int:
    """Write down a paper just made and return its number.

    ``data``, an archive file of ours, is kept for good under its own SHA-256: once,
    however many papers have it, and never drawn again. (Blank forms are not kept:
    see ``sheet_forms.form_papers``.)
    """
    paper = Paper(
        reference=reference,
        kind=kind,
        language=language,
        pages=len(_PAGE.findall(data)),
        made_at=moment_of(today),
        sha256=keep_bytes(session, data),
        **asdict(links),
        recipient=to.name if to else "",
        is_copy=to is not None and to.is_copy,
        by_hand=to is not None and to.by_hand,
    )
    session.add(paper)
    session.flush()
    return paper.number


def moment_of(today: date) -> datetime:
    """Return this moment of the office's own day.

    ``.date()`` of it is ``today`` again, whatever the time zone of the machine.
    """
    return datetime.combine(today, now().timetz())


@needs(Right.READ_CASES)
def list_papers(session: Session, query: ListQuery) -> ListPage[PaperRow]:
    """Return one page of papers, newest first unless ``query`` says otherwise.

    The search finds names, and references as they stand on the sheet: whole, or
    only the number (``4211``, ``4211-3Q``); ``O-12`` finds the papers of an
    assignment. A chip is a PaperState.
    """
    meant = _meant(session, query)
    chips = _count_by_state(session)
    numbers, total = page_of(
        session,
        meant,
        _in_order(session, meant, query),
        query,
        unsearched=chips[query.chip],
    )
    found = {row.number: row for row in _rows(session, Paper.number.in_(numbers))}
    note_list(session, "papers", query, total)
    return ListPage(
        rows=tuple(found[number] for number in numbers),
        total=total,
        everything=chips[""],
        chips=chips,
    )


@needs(Right.READ_CASES)
def matching_papers(session: Session, query: ListQuery) -> tuple[int, ...]:
    """Return the numbers of all papers ``query`` finds, on all its pages."""
    return tuple(session.scalars(_meant(session, query)))


@needs(Right.READ_CASES)
def open_paper(session: Session, number: int) -> PaperRow:
    """Return one paper.

    Raises:
        NotFoundError: if there is none with this number.

    """
    for row in _rows(session, Paper.number == number):
        return row
    raise NotFoundError("Papiret finnes ikke lenger i registeret.")


@needs(Right.READ_CASES)
def find_paper(session: Session, reference: str) -> PaperRow:
    """Return the paper with this reference, typed in any case.

    Raises:
        NotFoundError: if there is none.

    """
    for row in _rows(session, Paper.reference == reference.strip().upper()):
        return row
    raise NotFoundError(
        "Ingen papirer har denne referansen.", "Se etter om du har skrevet riktig."
    )


@needs(Right.READ_CASES)
def papers_of_decision(session: Session, number: int) -> tuple[PaperRow, ...]:
    """Return the papers of one decision, one for each who gets it."""
    return tuple(_rows(session, Paper.decision_number == number))


@needs(Right.READ_CASES)
def open_paper_bytes(session: Session, number: int) -> bytes:
    """Return the stored bytes of a paper, exactly as they were first printed.

    Raises:
        NotAllowedError: if it says more of a client, or of where somebody lives, than
            the one at work may see.
        NotFoundError: if there is no such paper, or nothing was stored of it.
        DamagedPaperError: if the bytes are not the ones that were stored.

    """
    refuse_paper(session, number)
    digest = session.scalar(select(Paper.sha256).where(Paper.number == number))
    note(session, Action.OPENED, "papers", number)
    return kept_bytes(session, digest)


_STATES: dict[PaperState, ColumnElement[bool]] = {
    PaperState.RETURNED: Paper.returned_on.is_not(None),
    PaperState.MAILED: and_(Paper.returned_on.is_(None), Paper.mailed_on.is_not(None)),
    PaperState.PRINTED: and_(
        Paper.returned_on.is_(None),
        Paper.mailed_on.is_(None),
        Paper.printed_on.is_not(None),
    ),
    PaperState.MADE: and_(
        Paper.returned_on.is_(None),
        Paper.mailed_on.is_(None),
        Paper.printed_on.is_(None),
    ),
}
_STEP = case(*((is_so, step) for step, is_so in enumerate(_STATES.values())))
_KIND = case(  # in the order of the words on screen
    *(
        (Paper.kind == kind, place)
        for place, kind in enumerate(sorted(PaperKind, key=lambda kind: kind.label))
    )
)
OF_PAPER = ("kind", "state")  # what sorts by the paper, not by its names
_ForClient = aliased(Client)
_ForContact = aliased(Contact)


def _with_people(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join the person a paper is about."""
    return (
        wanted.select_from(Paper)
        .outerjoin(_ForContact, _ForContact.number == Paper.contact_number)
        .outerjoin(_ForClient, _ForClient.number == Paper.client_number)
        .outerjoin(
            Person,
            Person.number
            == func.coalesce(_ForContact.person_number, _ForClient.person_number),
        )
    )


def _meant(session: Session, query: ListQuery) -> Select[int]:
    """Return the query of the numbers of the papers that are looked for."""
    hidden = hidden_clients(session)
    meant = select(PaperNames.paper_number)
    if hidden:  # a server hides the names of theirs
        same = PaperNames.paper_number == Paper.number
        meant = select(Paper.number).outerjoin(PaperNames, same)
    elif query.chip or query.sort in OF_PAPER:
        meant = meant.join(Paper, Paper.number == PaperNames.paper_number)
    if query.search.strip():
        named = matches(query.search, text=PaperNames.search_text)
        if hidden:  # theirs are found by reference only
            named = and_(named, func.coalesce(Paper.client_number, 0).not_in(hidden))
        number, reference = _columns(hidden)
        meant = meant.where(or_(_named(query.search, number, reference), named))
    if query.chip:
        meant = meant.where(_STATES[PaperState(query.chip)])
    return meant


def _columns(hidden: Collection[int]) -> tuple[Any, Any]:
    """Return the columns of the number and the reference, in what ``_meant`` reads."""
    if hidden:
        return Paper.number, Paper.reference
    return PaperNames.paper_number, PaperNames.reference


def _rows(session: Session, condition: ColumnElement[bool]) -> list[PaperRow]:
    found = (
        _with_people(
            select(
                Paper.number,
                Paper.reference,
                Paper.kind,
                Paper.language,
                Paper.pages,
                Paper.made_at,
                Paper.printed_on,
                Paper.mailed_on,
                Paper.returned_on,
                Paper.client_number,
                Paper.contact_number,
                Paper.assignment_number,
                Paper.period_number,
                Paper.decision_number,
                Paper.sha256,
                Person.given_name,
                Person.family_name,
                SheetPeriod.code,
                Letter.kind.label("letter"),
                ContactLetter.kind.label("contact_letter"),
            )
        )
        .outerjoin(Letter, Letter.number == Paper.letter_number)
        .outerjoin(ContactLetter, ContactLetter.number == Paper.contact_letter_number)
        .outerjoin(SheetPeriod, SheetPeriod.number == Paper.period_number)
        .where(condition)
        .order_by(Paper.number)
    )
    return [_row(session, row) for row in session.execute(found)]


def _row(session: Session, found: Any) -> PaperRow:
    about = None if found.contact_number else found.client_number
    return PaperRow(
        number=found.number,
        reference=found.reference,
        kind=found.kind,
        language=found.language,
        pages=found.pages,
        made_on=found.made_at.date(),
        printed_on=found.printed_on,
        mailed_on=found.mailed_on,
        returned_on=found.returned_on,
        about=client_name(
            session, about, found.given_name or "", found.family_name or ""
        ),
        period_code=found.code or "",
        links=PaperLinks(
            found.client_number,
            found.contact_number,
            found.assignment_number,
            found.period_number,
            found.decision_number,
        ),
        is_stored=found.sha256 is not None,
        letter=found.letter or found.contact_letter,
    )


def _named(search: str, number: Any, reference: Any) -> Any:
    """Return the condition that ``search`` is a reference, or the number in one."""
    typed = "-".join(search.upper().split())
    letter, _, rest = typed.partition("-")
    if letter == "O" and rest.isdecimal():
        of_assignment = select(Paper.number).where(Paper.assignment_number == int(rest))
        return number.in_(of_assignment)
    serial, _, tail = typed.partition("-")
    if serial.isdecimal() and len(serial) <= 6:
        typed = f"-{int(serial):06}-{tail}"
    return reference.contains(typed, autoescape=True)


def _in_order(session: Session, meant: Select[int], query: ListQuery) -> Select[int]:
    number, reference = _columns(hidden_clients(session))
    if not query.sort:
        return meant.order_by(number.desc())
    columns: dict[str, tuple[Any, ...]] = {
        "made": (number,),
        "reference": (reference,),
        "kind": (_KIND, number),
        "about": (PaperNames.sort_key, number),
        "state": (_STEP, number),
    }
    first, *rest = columns[query.sort]
    return meant.order_by(sorted_by(first, descending=query.descending), *rest)


def _count_by_state(session: Session) -> dict[str, int]:
    counted = (  # one by one: each is a range of an index
        select(func.count()).select_from(Paper).where(is_so).scalar_subquery()
        for is_so in _STATES.values()
    )
    found = session.execute(select(*counted)).one()
    chips = {state.value: papers for state, papers in zip(_STATES, found, strict=True)}
    return {"": sum(chips.values()), **chips}
