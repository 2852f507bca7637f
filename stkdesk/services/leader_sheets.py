"""Sheets of group leaders: made from the meetings held, kept in tune with them.

An open sheet follows its meetings. One that is attested or approved stands as it was
signed, and is told as changed since. What lies with payroll is put right by a
correction: the next serial, with the difference only, made when the hours differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.leader_sheet import (
    LeaderKey,
    LedMeeting,
    MadeLeaders,
    Moved,
    led_minutes,
)
from stkdesk.domain.pay import ExpenseWay, Pay, PayLine, PayTerms, pay_of
from stkdesk.domain.pay_difference import difference
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.leader_facts import led_meetings
from stkdesk.services.pay_lines import leader_lines_of, write_pay_lines
from stkdesk.services.period_care import refuse_closed
from stkdesk.services.periods import find_period, planned_periods
from stkdesk.services.rates import rates_of
from stkdesk.storage.tables import Contact, LeaderSheet, Person


@dataclass(slots=True)
class LeaderChain:
    """All sheets of one key, in order, with what the meetings say now."""

    key: LeaderKey
    sheets: list[LeaderSheet]
    before: dict[int, tuple[PayLine, ...]]  # the frozen lines of each
    meetings: tuple[LedMeeting, ...] = ()
    pay: Pay = field(default_factory=lambda: Pay(()))

    @property
    def last(self) -> LeaderSheet | None:
        """The newest of them."""
        return self.sheets[-1] if self.sheets else None

    def rest(self, but: LeaderSheet | None = None) -> tuple[int, tuple[PayLine, ...]]:
        """Return what is left for ``but``: minutes and lines the others lack."""
        others = [each for each in self.sheets if each is not but]
        lines = [line for each in others for line in self.before[each.number]]
        minutes = led_minutes(self.meetings) - sum(each.minutes for each in others)
        return minutes, difference(self.pay, lines)

    @property
    def moved(self) -> Moved:
        """How far the meetings are from all of them together."""
        minutes, lines = self.rest()
        return Moved(minutes, sum(line.sum_ore for line in lines))


@needs(Right.EDIT_HOURS)
def make_leader_sheets(
    session: Session, period_number: int, *, today: date
) -> MadeLeaders:
    """Make or follow up every leader's sheet of a period; safe to do again.

    Meetings after ``today`` are not paid yet.

    Raises:
        NotFoundError: if there is no such period.

    """
    period = find_period(session, period_number)
    chains = chains_of(session, period_number, period.period, today=today)
    is_closed = period.is_closed
    return _told(_settle(session, chain, is_closed=is_closed) for chain in chains)


@needs(Right.EDIT_HOURS)
def correct_leader(session: Session, number: int, *, today: date) -> MadeLeaders:
    """Take what has changed since into a sheet, or into a correction of it.

    One attested or approved is open again, to be signed anew; also when only a rate
    has changed.

    Raises:
        NotFoundError: if the sheet is not there.
        OfficeError: if nothing has changed since, or the period is closed and it is
            not with payroll.

    """
    sheet = find_leader_sheet(session, number)
    period = find_period(session, sheet.period_number)
    key = key_of(sheet)
    [chain] = chains_of(
        session, period.number, period.period, today=today, only=(key.contact,), key=key
    )
    if not chain.moved:
        raise OfficeError("Møtene er ikke endret siden.", "Det er ingenting å rette.")
    last = chain.last
    if last is not None and not last.state.is_locked:
        if last.serial == 1:
            refuse_closed(session, period)
        reopen(last)
    return _told([_settle(session, chain, also_rates=True, is_closed=period.is_closed)])


@inner
def follow_meetings(
    session: Session, contacts: Collection[int], days: Iterable[date], *, today: date
) -> None:
    """Let the sheets of ``contacts`` follow what was saved on meetings of ``days``.

    A day in no period that is made yet waits until somebody makes the sheets.
    """
    if not contacts:
        return
    wanted = sorted(set(days))
    if not wanted:
        return
    for period in planned_periods(session, wanted[0], wanted[-1]):
        if period.number and any(day in period.period for day in wanted):
            chains = chains_of(
                session, period.number, period.period, today=today, only=contacts
            )
            for chain in chains:
                _settle(session, chain, is_closed=period.is_closed)


@inner
def chains_of(
    session: Session,
    period_number: int,
    asked: Period,
    *,
    today: date,
    only: Collection[int] | None = None,
    key: LeaderKey | None = None,
) -> tuple[LeaderChain, ...]:
    """Return the sheets of a period by key, each beside its meetings and their pay.

    ``only``: of these support contacts; ``key``: and of this one sheet.
    """
    found = select(LeaderSheet).where(LeaderSheet.period_number == period_number)
    if only is not None:
        found = found.where(LeaderSheet.contact_number.in_(only))
    sheets = session.scalars(found.order_by(LeaderSheet.serial)).all()
    lines = leader_lines_of(session, [each.number for each in sheets])
    led = led_meetings(session, _until(asked, today), only)
    chains: dict[LeaderKey, LeaderChain] = {}
    for (contact, group), meetings in led.items():
        one = LeaderKey(contact, group, period_number)
        chains[one] = LeaderChain(one, [], lines, meetings)
    for sheet in sheets:
        one = key_of(sheet)
        chains.setdefault(one, LeaderChain(one, [], lines)).sheets.append(sheet)
    _price(session, chains.values())
    found_now = sorted(chains.values(), key=lambda chain: astuple(chain.key))
    return tuple(chain for chain in found_now if key in (None, chain.key))


def _price(session: Session, chains: Collection[LeaderChain]) -> None:
    """Put beside each chain what its meetings pay by the rates that hold."""
    contacts = {chain.key.contact for chain in chains}
    rates = rates_of(session, contacts)
    born = {
        contact: day
        for contact, day in session.execute(
            select(Contact.number, Person.birth_date)
            .join(Person, Person.number == Contact.person_number)
            .where(Contact.number.in_(contacts))
        )
    }
    for chain in chains:
        terms = PayTerms(
            hour_kind=RateKind.HOUR_GROUP,
            expense_way=ExpenseWay.NONE,
            born_on=born.get(chain.key.contact),
            contact=chain.key.contact,
        )
        chain.pay = pay_of([each.visit for each in chain.meetings], rates, terms)


@inner
def find_leader_sheet(session: Session, number: int) -> LeaderSheet:
    """Return the sheet of a leader with this number.

    Raises:
        NotFoundError: if there is none.

    """
    sheet = session.get(LeaderSheet, number)
    if sheet is None:
        raise NotFoundError("Lederlisten finnes ikke lenger i registeret.")
    return sheet


def key_of(sheet: LeaderSheet) -> LeaderKey:
    """Return whose sheet it is."""
    return LeaderKey(sheet.contact_number, sheet.group_number, sheet.period_number)


def reopen(sheet: LeaderSheet) -> None:
    """Take both signatures away: the sheet follows its meetings again."""
    sheet.state = SheetState.RECEIVED
    sheet.checked_at = sheet.approved_at = None
    sheet.checked_by = sheet.approved_by = None


def _settle(
    session: Session,
    chain: LeaderChain,
    *,
    also_rates: bool = False,
    is_closed: bool = False,
) -> MadeLeaders:
    """Bring one key in tune with its meetings, as far as nobody has signed.

    In a closed period only corrections move.
    """
    last = chain.last
    if is_closed and (last is None or (last.serial == 1 and not last.state.is_locked)):
        return MadeLeaders(waiting=1) if chain.moved else MadeLeaders()
    if last is None:
        return _make(session, chain, 1)
    if last.state is SheetState.RECEIVED:
        return _follow(session, chain, last)
    moved = chain.moved
    if not moved:
        return MadeLeaders()
    if last.state.is_locked:
        if moved.minutes or also_rates:
            return _make(session, chain, last.serial + 1)
        return MadeLeaders()
    return MadeLeaders(waiting=1)


def _make(session: Session, chain: LeaderChain, serial: int) -> MadeLeaders:
    key, (minutes, lines) = chain.key, chain.rest()
    sheet = LeaderSheet(
        contact_number=key.contact,
        group_number=key.group,
        period_number=key.period,
        serial=serial,
        minutes=minutes,
        entered_by=actor_of(session).number,
    )
    session.add(sheet)
    session.flush()
    write_pay_lines(session, sheet, Pay(lines))
    session.flush()
    return MadeLeaders(made=1, corrections=int(serial > 1))


def _follow(session: Session, chain: LeaderChain, sheet: LeaderSheet) -> MadeLeaders:
    minutes, lines = chain.rest(but=sheet)
    nothing = not lines and not minutes if sheet.serial > 1 else not chain.meetings
    if nothing:
        session.delete(sheet)  # its lines go with it
        session.flush()
        return MadeLeaders(removed=1)
    if (minutes, lines) == (sheet.minutes, chain.before[sheet.number]):
        return MadeLeaders()
    sheet.minutes, sheet.entered_by = minutes, actor_of(session).number
    write_pay_lines(session, sheet, Pay(lines))
    session.flush()
    return MadeLeaders(followed=1)


def _until(asked: Period, today: date) -> Period:
    """Return the days of ``asked`` that have been; its first when none has."""
    return Period(asked.first, max(asked.first, min(asked.last, today)))


def _told(parts: Iterable[MadeLeaders]) -> MadeLeaders:
    every = tuple(parts)
    return MadeLeaders(
        made=sum(each.made for each in every),
        followed=sum(each.followed for each in every),
        removed=sum(each.removed for each in every),
        corrections=sum(each.corrections for each in every),
        waiting=sum(each.waiting for each in every),
    )
