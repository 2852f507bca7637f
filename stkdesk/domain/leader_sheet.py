"""Pay of those who lead a group: from the meetings held, one sheet for each period.

Nobody writes a leader's sheet. It is made from what is registered on the meetings, and
follows them until somebody has attested it. Attendance with an organisation pays
nobody (the organisation is paid by its own agreement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.formats import count, hours_text, kr, short_date
from stkdesk.domain.group_rules import OWN_RULE
from stkdesk.domain.period import Period
from stkdesk.domain.rule import Broken
from stkdesk.domain.sheet_checks import span_text
from stkdesk.domain.timesheet import Visit

DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class LeaderKey:
    """Whose sheet it is, of which group and period; all short numbers."""

    contact: int
    group: int
    period: int


@dataclass(frozen=True, slots=True)
class LedMeeting:
    """A held meeting, and how long one support contact led it."""

    day: date
    minutes: int
    start_minute: int | None = None  # after midnight; None: not said

    @property
    def visit(self) -> Visit:
        """The same as a line that can be paid."""
        return Visit(self.day, self.start_minute, self.minutes)


@dataclass(frozen=True, slots=True)
class LeaderFrame:
    """What the meetings one support contact led are held up against."""

    period: Period
    certificate_on: date | None = None  # the first accepted one was seen
    declaration_on: date | None = None  # the first one was signed
    stretches: tuple[tuple[date, date | None], ...] = ()  # leads the group
    elsewhere: tuple[Visit, ...] = ()  # own visits, and meetings of other groups


def led_minutes(meetings: Sequence[LedMeeting]) -> int:
    """Return the minutes led in all."""
    return sum(each.minutes for each in meetings)


def leader_remarks(
    meetings: Sequence[LedMeeting], frame: LeaderFrame
) -> tuple[Broken, ...]:
    """Return what to look at before the sheet is attested, in order of the days.

    Times are half-open: a visit may begin the minute a meeting ends.
    """
    found: list[Broken] = []
    for each in sorted(meetings, key=lambda one: (one.day, one.start_minute or 0)):
        found += (
            Broken(key, sentence, None, blocks=blocks, source=source)
            for key, sentence, blocks, source in _about(each, frame)
        )
    return tuple(found)


def _about(
    meeting: LedMeeting, frame: LeaderFrame
) -> Iterator[tuple[str, str, bool, str]]:
    day = short_date(meeting.day)
    if meeting.day not in frame.period:
        yield "outside", f"Møtet {day} ligger utenfor perioden.", True, OWN_RULE
    if frame.certificate_on is None or meeting.day < frame.certificate_on:
        told = (
            f"før politiattesten ble vist {short_date(frame.certificate_on)}"
            if frame.certificate_on
            else "og politiattest er ikke vist"
        )
        law = "helse- og omsorgstjenesteloven § 5-4"
        yield "certificate", f"Møtet {day} ble ledet {told}.", False, law
    if frame.declaration_on is None or meeting.day < frame.declaration_on:
        told = (
            f"før taushetserklæringen ble signert {short_date(frame.declaration_on)}"
            if frame.declaration_on
            else "og taushetserklæring er ikke signert"
        )
        law = "helse- og omsorgstjenesteloven § 12-1"
        yield "declaration", f"Møtet {day} ble ledet {told}.", False, law
    if not any(
        first <= meeting.day and (last is None or meeting.day <= last)
        for first, last in frame.stretches
    ):
        yield "leads", f"Står ikke som leder av gruppen {day}.", False, OWN_RULE
    for other in frame.elsewhere:
        if share_time(meeting.visit, other):
            yield (
                "overlap",
                f"Møtet {span_text(meeting.visit)} overlapper {span_text(other)}.",
                False,
                OWN_RULE,
            )


def share_time(one: Visit, other: Visit) -> bool:
    """Tell whether two visits share time; never when a clock is not known."""
    if one.start_minute is None or other.start_minute is None:
        return False
    if one.minutes <= 0 or other.minutes <= 0:
        return False
    first = one.work_on.toordinal() * DAY + one.start_minute
    second = other.work_on.toordinal() * DAY + other.start_minute
    return first < second + other.minutes and second < first + one.minutes


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the meetings have come from what the sheets pay; 0 and 0: in tune."""

    minutes: int = 0
    pay_ore: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything has changed since."""
        return bool(self.minutes or self.pay_ore)

    @property
    def words(self) -> str:
        """``Endret siden: 2,0 timer mer`` or, at the same hours, the money."""
        if self.minutes:
            way = "mer" if self.minutes > 0 else "mindre"
            return f"Endret siden: {hours_text(abs(self.minutes))} timer {way}"
        if self.pay_ore:
            way = "mer" if self.pay_ore > 0 else "mindre"
            return f"Endret siden: {kr(abs(self.pay_ore))} {way}"
        return ""


IN_TUNE = Moved()


@dataclass(frozen=True, slots=True)
class MadeLeaders:
    """What came of making the sheets of leaders."""

    made: int = 0
    followed: int = 0  # open sheets that got other hours or another sum
    removed: int = 0  # open sheets whose meetings are gone
    corrections: int = 0  # of those made: they correct a sheet gone to payroll
    waiting: int = 0  # attested or approved, and changed since: left as they were

    @property
    def words(self) -> str:
        """``2 lederlister er laget. 1 er endret.``; "" when nothing was to do."""
        told = []
        if self.made:
            told.append(
                f"{count(self.made, 'lederliste', 'lederlister')} er laget"
                + (f", {self.corrections} som korreksjon" if self.corrections else "")
            )
        if self.followed:
            told.append(f"{self.followed} er endret")
        if self.removed:
            told.append(f"{self.removed} er tatt bort")
        if self.waiting:
            told.append(f"{self.waiting} er attestert og endret siden")
        return "".join(f"{each}. " for each in told).strip()
