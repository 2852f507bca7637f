"""The list of group leaders' sheets of a period, and one of them in full."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.leader_sheet import (
    IN_TUNE,
    LeaderKey,
    LedMeeting,
    Moved,
    leader_remarks,
    led_minutes,
)
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name, search_text
from stkdesk.domain.pay import PayLine
from stkdesk.domain.rate import RateKind
from stkdesk.domain.rule import Broken
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.leader_facts import leader_frames
from stkdesk.services.leader_sheets import LeaderChain, chains_of, key_of
from stkdesk.services.periods import PeriodRow, find_period, list_periods
from stkdesk.storage.tables import (
    ActivityGroup,
    Contact,
    LeaderSheet,
    Person,
)
from stkdesk.storage.trail import note, note_list

LOOK = "look"  # the chip of those that want a look


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """One leader's sheet of one group and period, as lists show it.

    ``number`` is below 0 when meetings are held and nobody has made the sheet yet.
    """

    number: int
    key: LeaderKey
    contact: str
    group: str
    state: SheetState
    serial: int  # 1; a correction has the next
    version: int
    minutes: int  # as the sheet was made; of one not made, as it would be
    pay_ore: int
    entered_by: int | None = None  # of staff
    checked_by: int | None = None  # of staff
    meetings: tuple[LedMeeting, ...] = ()  # as they stand now
    lines: tuple[PayLine, ...] = ()
    remarks: tuple[Broken, ...] = ()
    moved: Moved = IN_TUNE  # of all serials; told on the newest
    missing: tuple[tuple[RateKind, date], ...] = ()  # rates the office has not set

    @property
    def is_made(self) -> bool:
        """Whether there is a sheet; else only meetings."""
        return self.number > 0

    @property
    def wants_a_look(self) -> bool:
        """Whether something is amiss: a remark, a change since, a missing rate."""
        return bool(self.remarks or self.moved or self.missing) or not self.is_made

    @property
    def group_code(self) -> str:
        """``G-3``: all that payroll sees of the group."""
        return f"G-{self.key.group}"


@needs(Right.READ_HOURS)
def leader_sheets_of(
    session: Session, period_number: int, *, today: date
) -> tuple[LeaderRow, ...]:
    """Return the leaders' sheets of a period, by name; corrections after their own.

    Meetings whose sheet is not made yet are there as well, with number 0.

    Raises:
        NotFoundError: if there is no such period.

    """
    period = find_period(session, period_number)
    chains = chains_of(session, period_number, period.period, today=today)
    rows = _rows(session, chains, period_number)
    note_list(session, "leader_sheets", ListQuery(), len(rows), period=period.code)
    return rows


@needs(Right.READ_HOURS)
def leader_page(
    session: Session, period_number: int, query: ListQuery, *, today: date
) -> ListPage[LeaderRow]:
    """Return the leaders' sheets of a period, filtered by state and by typing.

    The search finds support contact and group; there are a few dozen rows at most.
    """
    every = leader_rows(session, period_number, today=today)
    words = search_text(query.search).split()
    found = [
        each
        for each in every
        if all(word in search_text(each.contact, each.group) for word in words)
    ]
    chips = {state.value: 0 for state in SheetState} | {LOOK: 0, "": len(found)}
    for each in found:
        chips[each.state.value] += each.is_made
        chips[LOOK] += each.wants_a_look
    if query.chip == LOOK:
        found = [each for each in found if each.wants_a_look]
    elif query.chip:
        found = [
            each for each in found if each.is_made and each.state.value == query.chip
        ]
    period = find_period(session, period_number)
    note_list(session, "leader_sheets", query, len(found), period=period.code)
    rows = found[query.offset : query.offset + query.limit]
    return ListPage(tuple(rows), len(found), len(every), chips)


@needs(Right.READ_HOURS)
def open_leader(
    session: Session, period_number: int, number: int, *, today: date
) -> LeaderRow:
    """Return one row of the period in full.

    Raises:
        NotFoundError: if it is not there.

    """
    for row in leader_rows(session, period_number, today=today):
        if row.number == number:
            note(session, Action.OPENED, "contacts", row.key.contact)
            return row
    raise NotFoundError("Lederlisten finnes ikke lenger i registeret.")


@needs(Right.READ_HOURS)
def period_beside(session: Session, number: int, way: int) -> PeriodRow | None:
    """Return the period before (-1) or after (1) another; None when there is none."""
    day = find_period(session, number).period.first
    found = [
        each
        for year in (day.year - 1, day.year, day.year + 1)
        for each in list_periods(session, year)
    ]
    at = next(place for place, each in enumerate(found) if each.number == number) + way
    return found[at] if 0 <= at < len(found) else None


@inner
def leader_rows(
    session: Session, period_number: int, *, today: date
) -> tuple[LeaderRow, ...]:
    """Return the same, as a part of another list."""
    period = find_period(session, period_number)
    chains = chains_of(session, period_number, period.period, today=today)
    return _rows(session, chains, period_number)


def _rows(
    session: Session, chains: Sequence[LeaderChain], period_number: int
) -> tuple[LeaderRow, ...]:
    period = find_period(session, period_number)
    names = _contacts(session, {chain.key.contact for chain in chains})
    groups = _groups(session, {chain.key.group for chain in chains})
    led = {(each.key.contact, each.key.group): each.meetings for each in chains}
    keys = [each.key for each in chains]
    frames = leader_frames(session, keys, period.period, led)
    rows: list[tuple[str, LeaderRow]] = []
    for chain in chains:
        key = chain.key
        sort, name = names.get(key.contact, ("", ""))
        remarks = leader_remarks(chain.meetings, frames[key])
        group = groups.get(key.group, "")
        made: Sequence[LeaderSheet | None] = chain.sheets or [None]
        for sheet in made:
            is_last = sheet is None or sheet is chain.last
            rows.append((sort, _row(chain, sheet, name, group, remarks, is_last)))
    ordered = sorted(
        rows, key=lambda each: (each[0], each[1].key.contact, each[1].group)
    )
    return tuple(
        row if row.is_made else replace(row, number=-place)
        for place, (_sort, row) in enumerate(ordered, 1)
    )


def _row(
    chain: LeaderChain,
    sheet: LeaderSheet | None,
    name: str,
    group: str,
    remarks: tuple[Broken, ...],
    is_last: bool,
) -> LeaderRow:
    told = {
        "key": chain.key,
        "contact": name,
        "group": group,
        "meetings": chain.meetings,
        "remarks": remarks if is_last else (),
        "moved": chain.moved if is_last else IN_TUNE,
        "missing": chain.pay.missing if is_last else (),
    }
    if sheet is None:
        return LeaderRow(
            number=0,  # numbered by its place in the list
            state=SheetState.RECEIVED,
            serial=1,
            version=0,
            minutes=led_minutes(chain.meetings),
            pay_ore=chain.pay.sum_ore,
            lines=chain.pay.lines,
            **told,  # type: ignore[arg-type]
        )
    assert key_of(sheet) == chain.key
    return LeaderRow(
        number=sheet.number,
        state=sheet.state,
        serial=sheet.serial,
        version=sheet.version,
        minutes=sheet.minutes,
        pay_ore=sheet.pay_ore,
        entered_by=sheet.entered_by,
        checked_by=sheet.checked_by,
        lines=chain.before[sheet.number],
        **told,  # type: ignore[arg-type]
    )


def _contacts(session: Session, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    found = session.execute(
        select(Contact.number, Person.sort_key, Person.given_name, Person.family_name)
        .join(Person, Person.number == Contact.person_number)
        .where(Contact.number.in_(numbers))
    )
    return {
        number: (sort, full_name(given, family))
        for number, sort, given, family in found
    }


def _groups(session: Session, numbers: Collection[int]) -> dict[int, str]:
    named = select(ActivityGroup.number, ActivityGroup.name)
    found = session.execute(named.where(ActivityGroup.number.in_(numbers)))
    return {number: name for number, name in found}
