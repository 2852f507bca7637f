"""The form that takes a month's attendance, as the organisation reports it."""

from __future__ import annotations

from collections.abc import Iterable

from stkdesk.domain.errors import ChangedByAnotherError, OfficeError, Problem
from stkdesk.domain.formats import month_title
from stkdesk.domain.group import Presence
from stkdesk.domain.period import Period
from stkdesk.services.attendance import (
    AttendanceReport,
    AttendedDay,
    attendance_report,
    report_month,
)
from stkdesk.ui.form import Form
from stkdesk.ui.organisations.days_field import DaysField
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.offer import Offer
from stkdesk.ui.widgets.texts import label


class ReportForm(Form):
    """Asks which days the client was there in a month, and how long."""

    help_topic = "organisasjoner"

    def __init__(self, page: Page, client: str, seen: AttendanceReport) -> None:
        """Show what is registered already in ``seen``."""
        first = seen.asked.first
        super().__init__(
            page.window(), "Oppmøte", intro=month_title(first.year, first.month)
        )
        self._page, self._seen = page, seen
        self._offer = Offer()
        self._days = DaysField(page.workspace.today)
        self._days.show_days(seen.days)
        nobody = button("Ikke der denne måneden", on=self._say_nobody)
        self.body.addWidget(self._offer)
        self.body.addLayout(row(label(client, "h3"), None, nobody))
        self.add("days", "&Dager", self._days)
        self.begin()
        self._days.begin()

    def draft(self) -> tuple[AttendedDay, ...]:
        return self._days.value()

    def hand_in(self, draft: tuple[AttendedDay, ...]) -> None:
        seen, today = self._seen, self._page.workspace.today()

        def _saved(_none: object) -> None:
            self._page.toast("Oppmøtet er lagret")
            self.saved()

        self._page.workspace.save(
            lambda session: report_month(session, seen, draft, today=today),
            _saved,
            self.not_saved,
        )

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """Write each by its day; the first is told under the field too."""
        found = list(problems)
        self._days.show_problems(found)
        of_days = [
            Problem("days", "Se linjene som er merket.", each.blocks)
            for each in found
            if "/" in each.field
        ]
        return super().show_problems(
            [*(each for each in found if "/" not in each.field), *of_days]
        )

    def refused(self, error: OfficeError) -> None:
        if isinstance(error, ChangedByAnotherError):
            seen = self._seen
            self._page.workspace.ask(
                lambda session: attendance_report(
                    session, seen.assignment_number, seen.asked
                ),
                self._on_theirs,
                key=(id(self), "theirs"),
                at_once=True,
            )
        else:
            super().refused(error)

    def _on_theirs(self, theirs: AttendanceReport) -> None:
        """Show both people's days together; the person looks, and saves again."""
        before = {each.day: each for each in self._seen.days}
        mine = {each.day: each for each in self._days.value()}
        now = {each.day: each for each in theirs.days}
        both = {
            day: mine[day] if mine.get(day) != before.get(day) and day in mine else line
            for day, line in {**mine, **now}.items()
            if day in mine or day not in before
        }
        self._seen = theirs
        self._days.show_days([both[day] for day in sorted(both)])
        self._offer.ask(
            "Noen andre har lagret oppmøte i mellomtiden.",
            "Det de skrev, er tatt med her. Der dere er uenige, står det du skrev. "
            "Se over og lagre igjen.",
            ("Lagre", "primary", self.accept),
            ("Se over først", "", self._days.setFocus),
        )

    def _say_nobody(self) -> None:
        day = min(self._seen.asked.last, self._page.workspace.today())
        self._days.show_days([AttendedDay(day, Presence.AWAY)])
        self._days.edited.emit()


def open_report(page: Page, client: str, assignment: int, month: Period) -> None:
    """Open the attendance of an assignment in ``month``."""
    page.workspace.ask(
        lambda session: attendance_report(session, assignment, month),
        lambda seen: ReportForm(page, client, seen).open(),
        key=(id(page), "report"),
        at_once=True,
    )
