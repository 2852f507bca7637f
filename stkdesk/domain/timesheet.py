"""Timesheets: the lines of one period, their sums, and what may be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SheetState(StrEnum):
    """How far a sheet that has come in has come. No sheet: still waited for."""

    ARRIVED = "arrived"  # the paper is here; its visits are not entered
    RETURNED = "returned"  # sent back to be completed
    RECEIVED = "received"  # its visits are entered
    NOTHING = "nothing"  # null sheet: nothing was done this period
    CHECKED = "checked"  # attested: the work was done, the sums are right
    APPROVED = "approved"  # the other signature: it may be paid
    SENT = "sent"  # in a payroll run; locked
    PAID = "paid"  # payroll has confirmed

    @property
    def is_locked(self) -> bool:
        """Whether it has gone to payroll: only a correction changes it now."""
        return self in (SheetState.SENT, SheetState.PAID)

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            SheetState.ARRIVED: "Mottatt",
            SheetState.RETURNED: "Sendt tilbake",
            SheetState.RECEIVED: "Ført",
            SheetState.NOTHING: "Ingen timer",
            SheetState.CHECKED: "Attestert",
            SheetState.APPROVED: "Godkjent",
            SheetState.SENT: "Til lønn",
            SheetState.PAID: "Utbetalt",
        }[self]


@dataclass(frozen=True, slots=True)
class Trip:
    """What must be known of paid driving besides date, length and signature.

    With the visit's day, metres and activity (the arrangement attended) these are the
    elements a statement must have to be paid without tax (skattebetalingsforskriften
    § 5-6-12 (11)). Names of passengers are for the case, never for payroll.
    """

    purpose: str = ""
    route: str = ""  # from where to where, local driving with it
    detour: str = ""  # why it was longer than the road
    passengers: int = 0
    passenger_names: str = ""
    back_on: date | None = None  # None: on the day it began


NO_TRIP = Trip()


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of a timesheet. Ends are half-open: 16–19 and 19–20 do not overlap.

    In a correction a line that takes back another has that line's amounts below zero.
    """

    work_on: date
    start_minute: int | None  # minutes after midnight; None: only a duration is known
    minutes: int
    metres: int = 0
    expense_ore: int = 0
    activity: str = ""
    has_receipt: bool = False  # of the expenses
    account: str = ""  # kontering of the expenses; "": the office's usual one
    trip: Trip = NO_TRIP

    @property
    def end_minute(self) -> int | None:
        """Minutes after midnight of ``work_on``; past 1440 when it ends next day."""
        return None if self.start_minute is None else self.start_minute + self.minutes


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a sheet."""

    visits: int
    minutes: int
    metres: int
    expense_ore: int


def sums_of(visits: Sequence[Visit]) -> Sums:
    """Return the sums of ``visits``."""
    return Sums(
        visits=len(visits),
        minutes=sum(visit.minutes for visit in visits),
        metres=sum(visit.metres for visit in visits),
        expense_ore=sum(visit.expense_ore for visit in visits),
    )


def joined_visits(
    before: Sequence[Visit], mine: Sequence[Visit], theirs: Sequence[Visit]
) -> tuple[Visit, ...]:
    """Return the visits of two people who both went on from ``before``.

    What either has added is there, what either has taken away is not. A visit both
    have added alike is one visit: both read it off the same paper.
    """
    start, here, there = Counter(before), Counter(mine), Counter(theirs)
    added = (here - start) - (there - start)
    gone = (start - here) - (start - there)
    return tuple((there + added - gone).elements())
