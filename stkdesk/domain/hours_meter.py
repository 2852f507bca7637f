"""The hours meter: granted, agreed, worked and paid, across everything a client has.

All is counted a timesheet period at a time, as everywhere else, and summed: so a
quarter is the sum of its months, and a client the sum of their assignments. What is
granted and agreed is rounded to a quarter of an hour in each period
(``grants.granted_minutes``); a sum over n periods lies within n × 7½ minutes of the
amount that is not rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from stkdesk.domain.assignment import Solution
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.formats import count, hours_text
from stkdesk.domain.grants import HoursUnit, granted_minutes
from stkdesk.domain.in_force import Force
from stkdesk.domain.kpr import Weekly
from stkdesk.domain.period import Period

MONTHS_A_QUARTER = 3
AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Amounts:
    """Minutes: granted by decisions, agreed with helpers, worked, and paid for."""

    granted: int = 0
    agreed: int = 0
    worked: int = 0
    paid: int = 0

    def __add__(self, other: Amounts) -> Amounts:
        """Return both together."""
        return Amounts(
            self.granted + other.granted,
            self.agreed + other.agreed,
            self.worked + other.worked,
            self.paid + other.paid,
        )

    @property
    def most(self) -> int:
        """The largest: what the whole width of a meter stands for."""
        return max(self.granted, self.agreed, self.worked, self.paid)


def total(amounts: Iterable[Amounts]) -> Amounts:
    """Return all of them together."""
    return sum(amounts, Amounts())


class Span(StrEnum):
    """Which days are counted."""

    PERIOD = "period"
    QUARTER = "quarter"
    YEAR = "year"
    DECISION = "decision"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Span.PERIOD: "Perioden",
            Span.QUARTER: "Kvartalet",
            Span.YEAR: "Året",
            Span.DECISION: "Hele vedtaket",
        }[self]


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """One timesheet period: its code (2026-10) and its days."""

    code: str
    days: Period

    @property
    def quarter(self) -> tuple[str, int]:
        """The year and the quarter (0 to 3) its code lies in."""
        year, _, month = self.code.partition("-")
        return year, (int(month[:2]) - 1) // MONTHS_A_QUARTER


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed in one assignment, and when."""

    minutes: int
    unit: HoursUnit
    first: date
    last: date | None  # None: until further notice


@dataclass(frozen=True, slots=True)
class AssignmentMeter:
    """One assignment in some days; it grants nothing of its own."""

    number: int
    solution: Solution
    helper: str  # name, for the screen only
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class SpanMeter:
    """Some days of a client: all amounts, and each assignment's part of them."""

    span: Span
    days: Period
    amounts: Amounts
    parts: tuple[AssignmentMeter, ...] = ()

    @property
    def left(self) -> int:
        """Minutes granted and not worked; below zero when more is worked."""
        return self.amounts.granted - self.amounts.worked


class SignalKind(StrEnum):
    """What somebody ought to look at."""

    NEAR = "near"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at, in words."""

    kind: SignalKind
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True)
class HoursMeter:
    """What a client is granted, and what became of it."""

    spans: tuple[SpanMeter, ...]
    signals: tuple[Signal, ...] = ()
    weekly: Weekly | None = None  # of what is granted today

    def span(self, wanted: Span) -> SpanMeter | None:
        """Return the meter of some days, None when there is none."""
        return next((each for each in self.spans if each.span is wanted), None)


def summed(
    minutes: int,
    unit: HoursUnit,
    first: date,
    last: date | None,
    periods: Iterable[Period],
) -> int:
    """Return the minutes of an amount within ``periods``, each rounded by itself."""
    found = 0
    for period in periods:
        until = period.last if last is None else last
        if first <= period.last and until >= period.first:
            lasting = Period(first, max(until, first))
            found += granted_minutes(minutes, unit, lasting, period)
    return found


def granted_of(forces: Iterable[Force], periods: Sequence[Period]) -> int:
    """Return the minutes decisions grant within ``periods``."""
    return sum(
        summed(each.minutes, each.unit, each.first, each.last, periods)
        for each in forces
    )


def within(forces: Iterable[Force], days: Period) -> list[Force]:
    """Return what of ``forces`` holds within ``days``, cut to them."""
    return [
        replace(
            each,
            first=max(each.first, days.first),
            last=min(each.last or days.last, days.last),
        )
        for each in forces
        if each.meets(days.first, days.last)
    ]


def agreed_of(agreed: Iterable[Agreed], periods: Sequence[Period]) -> int:
    """Return the minutes agreed within ``periods``."""
    return sum(
        summed(each.minutes, each.unit, each.first, each.last, periods)
        for each in agreed
    )


def decision_days(forces: Sequence[Force], day: date) -> Period | None:
    """Return from when to when what holds on ``day`` was and is granted.

    None when nothing holds, or some of it has no last day.
    """
    held = [each for each in forces if each.holds_on(day)]
    ends = [each.last for each in held]
    if not held or None in ends:
        return None
    return Period(
        min(each.first for each in held), max(end for end in ends if end is not None)
    )


def is_near(worked: int, granted: int, percent: int) -> bool:
    """Tell whether ``worked`` has come to ``percent`` of what is granted."""
    return granted > 0 and worked * 100 >= percent * granted


def is_over(worked: int, granted: int, percent: int = 100, carry: int = 0) -> bool:
    """Tell whether more is worked than ``percent`` of what is granted, and ``carry``.

    ``carry``: minutes the office lets move to the next period.
    """
    return granted > 0 and worked * 100 > percent * granted + 100 * carry


def is_under(worked: int, granted: int, percent: int) -> bool:
    """Tell whether less than ``percent`` of what is granted is worked."""
    return granted > 0 and worked * 100 < percent * granted


def signals_of(
    spans: Iterable[SpanMeter], past: Sequence[Amounts], rules: CaseRules
) -> tuple[Signal, ...]:
    """Return what to look at: near or over what is granted, or too little for long.

    ``past`` are whole periods whose sheets should be in, the newest first.
    """
    found: list[Signal] = []
    for each in spans:
        if each.span not in (Span.PERIOD, Span.DECISION):
            continue
        worked, granted = each.amounts.worked, each.amounts.granted
        if is_over(worked, granted, rules[CaseRule.HOURS_FULL_PERCENT]):
            over = hours_words(worked - granted)
            text = f"{over} mer enn innvilget{_where(each.span)}."
            found.append(Signal(SignalKind.OVER, each.span, text))
        elif is_near(worked, granted, rules[CaseRule.HOURS_NEAR_PERCENT]):
            left = max(0, granted - worked)
            text = f"{hours_words(left)} igjen{_where(each.span)}."
            found.append(Signal(SignalKind.NEAR, each.span, text))
    if (said := under_use(past, rules)) is not None:
        found.append(Signal(SignalKind.UNDER, Span.PERIOD, said))
    return tuple(found)


def under_use(past: Sequence[Amounts], rules: CaseRules) -> str | None:
    """Return that too little is used, in words; None when it is not so.

    ``past`` are periods whose sheets should be in, the newest first.
    """
    wanted = rules[CaseRule.HOURS_UNDER_PERIODS]
    percent = rules[CaseRule.HOURS_UNDER_PERCENT]
    newest = past[:wanted]
    if len(newest) < wanted:
        return None
    if not all(is_under(each.worked, each.granted, percent) for each in newest):
        return None
    return f"{under_text(wanted, percent)} av det som er innvilget. Spør hvorfor."


def under_text(periods: int, percent: int) -> str:
    """Return ``2 perioder under halvparten``."""
    share = "halvparten" if percent == 50 else f"{percent} prosent"
    return f"{count(periods, 'periode', 'perioder')} under {share}"


def hours_words(minutes: int) -> str:
    """Return ``1 time`` or ``1,5 timer``."""
    return f"{hours_text(minutes)} {'time' if minutes == AN_HOUR else 'timer'}"


def _where(span: Span) -> str:
    return " i perioden" if span is Span.PERIOD else " i hele vedtaket"
