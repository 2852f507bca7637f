"""Which report has come: asked where none is waited for, or none is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QComboBox

from stkdesk.domain.errors import Problem
from stkdesk.domain.listing import ListQuery
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.periods import PeriodRow, list_periods
from stkdesk.ui.assignments.finding import HITS
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.reports.form import open_form

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Place(NamedTuple):
    """The assignment and the period of a report."""

    assignment: int | None
    period: int | None


def find_assignments(session: Session, words: str) -> Sequence[Found]:
    """Return the assignments ``words`` may mean: client, contact or number."""
    rows = list_assignments(session, ListQuery(search=words, limit=HITS)).rows
    return [
        Found(row.number, row.client, f"O-{row.number} · {row.provider}")
        for row in rows
        if row.contact_number is not None
    ]


class ChoosingForm(Form):
    """An assignment and a period, the last that has ended proposed."""

    help_topic = "rapporter"

    def __init__(self, page: Page) -> None:
        """Ask over the window of ``page``."""
        super().__init__(
            page.window(),
            "Ny månedsrapport",
            save_text="Fortsett",
            intro="Velg oppdraget og perioden rapporten gjelder.",
            width=520,
        )
        self._page = page
        hint = "Skriv bruker, støttekontakt eller O-nummer"
        self._assignment = PersonPicker(page.workspace, find_assignments, hint)
        self._period, self._offered = QComboBox(), tuple[PeriodRow, ...]()
        self.add("assignment", "&Oppdrag", self._assignment)
        self.add("period", "&Periode", self._period, width=230)
        today = page.workspace.today()
        page.workspace.ask(
            lambda session: (
                *list_periods(session, today.year - 1),
                *list_periods(session, today.year),
            ),
            self._on_periods,
            key=(id(self), "periods"),
            at_once=True,
        )
        self.begin()

    def draft(self) -> Place:
        at = self._period.currentIndex()
        number = self._offered[at].number if at >= 0 else None
        return Place(self._assignment.value(), number)

    def check(self, draft: Place) -> tuple[Problem, ...]:
        if draft.assignment is None:
            return (Problem("assignment", "Velg oppdraget rapporten gjelder."),)
        if draft.period is None:
            return (Problem("period", "Velg perioden."),)
        return ()

    def hand_in(self, draft: Place) -> None:
        assert draft.assignment is not None
        assert draft.period is not None
        self.saved()
        open_form(self._page, draft.assignment, draft.period)

    def _on_periods(self, found: Sequence[PeriodRow]) -> None:
        today = self._page.workspace.today()
        begun = [each for each in found if each.period.first <= today]
        self._offered = tuple(begun[::-1])
        self._period.clear()
        for each in self._offered:
            self._period.addItem(each.label)
        ended = [each.period.last < today for each in self._offered]
        self._period.setCurrentIndex(ended.index(True) if True in ended else 0)
