"""The forms of meetings: one meeting, and a stretch of days planned at once."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.attendance import MeetingDraft, MeetingFacts, meeting_problems
from stkdesk.domain.calendar import months_later
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.meeting_plan import PlannedDay, closed_word
from stkdesk.domain.period import Period
from stkdesk.services.groups import GroupCard
from stkdesk.services.meetings import (
    MeetingRow,
    add_meeting,
    edit_meeting,
    plan_meetings,
)
from stkdesk.ui import theme
from stkdesk.ui.fields import DateField, HoursField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.recruiting.time_field import TimeField

MONTHS_AHEAD = 6


class MeetingForm(Form):
    """Asks for one meeting: outside the plan, or moved to another day."""

    help_topic = "grupper"

    def __init__(
        self, page: Page, card: GroupCard, meeting: MeetingRow | None = None
    ) -> None:
        """Ask over the window of ``page``; ``meeting`` is the one to change."""
        title = "Endre møte" if meeting else "Nytt møte"
        super().__init__(page.window(), title, width=480)
        self._page, self._card, self._meeting = page, card, meeting
        self._day, self._start = DateField(page.workspace.today), TimeField()
        self._minutes, self._activity = HoursField(), TextField()
        self.add_row(
            self.add("meet_on", "&Dag", self._day, width=150),
            self.add("start_minute", "&Klokken", self._start, optional=True, width=110),
            self.add("minutes", "&Varer i", self._minutes, hint="Timer", width=90),
        )
        self.add("activity", "&Aktivitet", self._activity, optional=True)
        known = card.draft
        self._day.set_value(meeting.meet_on if meeting else None)
        self._start.set_value(meeting.start_minute if meeting else known.start_minute)
        self._minutes.set_value(meeting.minutes if meeting else known.minutes)
        self._activity.set_value(meeting.activity if meeting else "")
        self.begin()
        self.resize(self.width(), theme.u(360))

    def draft(self) -> MeetingDraft:
        return MeetingDraft(
            meet_on=self._day.value(),
            start_minute=self._start.value(),
            minutes=self._minutes.value(),
            activity=self._activity.value(),
        )

    def check(self, draft: MeetingDraft) -> tuple[Problem, ...]:
        mine = self._meeting.number if self._meeting else None
        taken = {each.meet_on for each in self._card.meetings if each.number != mine}
        facts = MeetingFacts(
            draft=draft,
            group_first=self._card.draft.first_on,
            group_last=self._card.draft.last_on,
            is_taken=draft.meet_on in taken,
            why_closed=closed_word(draft.meet_on) if draft.meet_on else "",
        )
        return meeting_problems(facts)

    def hand_in(self, draft: MeetingDraft) -> None:
        group, meeting = self._card.number, self._meeting
        day = short_date(draft.meet_on) if draft.meet_on else ""

        def _saved(_done: object) -> None:
            self._page.toast(f"Møtet {day} er lagret")
            self.saved()

        self._page.workspace.save(
            lambda session: (
                edit_meeting(session, meeting.number, meeting.version, draft)
                if meeting
                else add_meeting(session, group, draft)
            ),
            _saved,
            self.not_saved,
        )


class PlanForm(Form):
    """Asks for which days the plan is to be made into meetings."""

    help_topic = "grupper"

    def __init__(self, page: Page, card: GroupCard) -> None:
        """Ask over the window of ``page``; the next half year is suggested."""
        super().__init__(
            page.window(),
            "Planlegg møter",
            save_text="Lag møtene",
            intro="Møtene lages etter ukedag og klokkeslett på gruppen. Helligdager, "
            "julaften og nyttårsaften hoppes over. Møter som finnes, røres ikke.",
            width=480,
        )
        self._page, self._card = page, card
        today = page.workspace.today
        self._first, self._last = DateField(today), DateField(today)
        self.add_row(
            self.add("first", "&Fra og med", self._first, width=150),
            self.add("last", "&Til og med", self._last, width=150),
        )
        known, day = card.draft, today()
        first = max(day, known.first_on or day)
        until = months_later(first, MONTHS_AHEAD)
        self._first.set_value(first)
        self._last.set_value(min(until, known.last_on or until))
        self.begin()
        self.resize(self.width(), theme.u(360))

    def draft(self) -> tuple[date | None, date | None]:
        return self._first.value(), self._last.value()

    def check(self, draft: tuple[date | None, date | None]) -> tuple[Problem, ...]:
        first, last = draft
        if first is None:
            return (Problem("first", "Skriv den første dagen."),)
        if last is None:
            return (Problem("last", "Skriv den siste dagen."),)
        if last < first:
            return (Problem("last", "Den siste dagen er før den første."),)
        return ()

    def hand_in(self, draft: tuple[date | None, date | None]) -> None:
        first, last = draft
        assert first is not None
        assert last is not None
        group, asked = self._card.number, Period(first, last)
        self._page.workspace.save(
            lambda session: plan_meetings(session, group, asked),
            self._on_planned,
            self.not_saved,
        )

    def _on_planned(self, days: tuple[PlannedDay, ...]) -> None:
        self._page.toast(told_plan(days))
        self.saved()


def told_plan(days: tuple[PlannedDay, ...]) -> str:
    """Return what came of the plan: how many were made, and which days passed over."""
    made = [each for each in days if not each.why_not]
    passed = [
        f"{short_date(each.day)} ({each.why_not})" for each in days if each.why_not
    ]
    text = f"{count(len(made), 'møte er laget', 'møter er laget')}."
    return f"{text} Hoppet over: {', '.join(passed)}." if passed else text
