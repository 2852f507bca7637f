"""What the office should look at in a timesheet before it is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from stkdesk.domain.calendar import is_holiday
from stkdesk.domain.formats import clock_text, hours_text
from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import Visit

DAY = 24 * 60  # minutes
LONG_VISIT = 10 * 60  # minutes; the office's own limit for a second look
SATURDAY = 5


class Severity(IntEnum):
    """How much a remark weighs. Only BLOCK keeps a sheet from being saved."""

    INFO = 0
    WARN = 1
    BLOCK = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found in a sheet.

    ``line`` counts from 0 in the visits as given, None when the whole sheet is
    meant; ``other`` is the second line when two do not go together.
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """What a sheet is held up against."""

    period: Period
    starts_on: date  # of the assignment
    ends_on: date | None = None  # None: until further notice
    granted_minutes: int | None = None  # in the period; None: not decided
    carry_over_minutes: int = 0  # that may move to another period


def check_sheet(visits: Sequence[Visit], frame: SheetFrame) -> tuple[Remark, ...]:
    """Return what to look at, the gravest first, then in the order of the lines.

    Visits are half-open: one may begin the minute another ends. Weekends and
    holidays are information only. Nothing is said about clock times when a line has
    only a duration.
    """
    found = [
        remark
        for line, visit in enumerate(visits)
        for remark in _line_remarks(line, visit, frame)
    ]
    found += _clashes(visits)
    found += _hours_remarks(sum(visit.minutes for visit in visits), frame)
    return tuple(sorted(found, key=lambda one: (-one.severity, _place(one, visits))))


def blocking(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Return the remarks that keep the sheet from being saved."""
    return tuple(one for one in remarks if one.severity is Severity.BLOCK)


def _line_remarks(line: int, visit: Visit, frame: SheetFrame) -> Iterator[Remark]:
    day = f"{visit.work_on:%d.%m.}"
    if visit.work_on not in frame.period:
        first, last = frame.period.first, frame.period.last
        yield Remark(
            "outside_period",
            Severity.BLOCK,
            f"{visit.work_on:%d.%m.%Y} er utenfor perioden "
            f"{first:%d.%m.}–{last:%d.%m.%Y}. "
            "Før besøket på timelisten for sin egen periode.",
            line,
        )
    elif visit.work_on < frame.starts_on:
        yield Remark(
            "before_assignment",
            Severity.BLOCK,
            f"{day} er før oppdraget startet {frame.starts_on:%d.%m.%Y}. "
            "Rett datoen her eller startdatoen på oppdraget.",
            line,
        )
    elif frame.ends_on is not None and visit.work_on > frame.ends_on:
        yield Remark(
            "after_assignment",
            Severity.BLOCK,
            f"{day} er etter at oppdraget sluttet {frame.ends_on:%d.%m.%Y}. "
            "Rett datoen her eller sluttdatoen på oppdraget.",
            line,
        )
    if min(visit.minutes, visit.metres, visit.expense_ore) < 0 or visit.minutes > DAY:
        yield Remark(
            "impossible",
            Severity.BLOCK,
            f"{day}: timer, kilometer og kroner kan ikke være under null, og et døgn "
            "har 24 timer.",
            line,
        )
    elif visit.minutes > LONG_VISIT:
        yield Remark(
            "long_visit",
            Severity.WARN,
            f"{day}: {hours_text(visit.minutes)} timer er over 10 timer på ett besøk.",
            line,
        )
    if visit.end_minute is not None and visit.end_minute > DAY:
        yield Remark(
            "past_midnight", Severity.WARN, f"{day}: besøket går over midnatt.", line
        )
    if is_holiday(visit.work_on):
        yield Remark("holiday", Severity.INFO, f"{day} er helligdag.", line)
    elif visit.work_on.weekday() >= SATURDAY:
        yield Remark("weekend", Severity.INFO, f"{day} er i helgen.", line)


def _clashes(visits: Sequence[Visit]) -> Iterator[Remark]:
    """Yield each pair of visits that share time, once, on the later of the two."""
    timed = sorted(
        (_starts(visit), line)
        for line, visit in enumerate(visits)
        if visit.start_minute is not None and visit.minutes > 0
    )
    for place, (begins, line) in enumerate(timed):
        ends = begins + visits[line].minutes
        for starts, later in timed[place + 1 :]:
            if starts >= ends:
                break
            same = starts == begins
            yield Remark(
                "same_start" if same else "overlap",
                Severity.WARN,
                f"{span_text(visits[later])} "
                + ("begynner samtidig med " if same else "overlapper ")
                + f"{span_text(visits[line])}.",
                later,
                line,
            )


def span_text(visit: Visit) -> str:
    """Return day and times for a sentence: ``17.10. kl. 12:00–15:00``."""
    day = f"{visit.work_on:%d.%m.}"
    if visit.start_minute is None or visit.end_minute is None:
        return f"{day} ({hours_text(visit.minutes)} timer)"
    return f"{day} kl. {clock_text(visit.start_minute)}–{clock_text(visit.end_minute)}"


def _hours_remarks(minutes: int, frame: SheetFrame) -> Iterator[Remark]:
    if frame.granted_minutes is None or minutes <= frame.granted_minutes:
        return
    over = minutes - frame.granted_minutes
    within = over <= frame.carry_over_minutes
    yield Remark(
        "carried_over" if within else "over_granted",
        Severity.INFO if within else Severity.WARN,
        f"{hours_text(over)} timer over avtalt"
        + (", innenfor det som kan flyttes til neste måned." if within else "."),
    )


def _starts(visit: Visit) -> int:
    """Return minutes since a fixed day, so that nights meet the next morning."""
    return visit.work_on.toordinal() * DAY + (visit.start_minute or 0)


def _place(remark: Remark, visits: Sequence[Visit]) -> tuple[int, int]:
    """Return where a remark stands in the list: by date, the whole sheet last."""
    if remark.line is None:
        return (date.max.toordinal(), 0)
    return (visits[remark.line].work_on.toordinal(), remark.line)


def in_order(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return the visits by day and clock; those without a clock last on their day."""
    return tuple(sorted(visits, key=_day_and_clock))


def _day_and_clock(visit: Visit) -> tuple[date, int]:
    return visit.work_on, DAY if visit.start_minute is None else visit.start_minute
