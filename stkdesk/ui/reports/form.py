"""The form of a monthly report, in the order of the paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.errors import OfficeError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.month_report import ReportDraft, report_problems
from stkdesk.services.month_reports import edit_report, register_report
from stkdesk.services.report_opening import (
    OpenReport,
    open_report,
    open_report_number,
)
from stkdesk.services.report_waiting import open_next_report
from stkdesk.ui.fields import DateField, TextArea
from stkdesk.ui.go_on import add_go_on
from stkdesk.ui.page import Page
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST_LINES, LINES = 4, 2
NO_MORE = "Alle rapportene for perioden er registrert."


class ReportForm(RecordForm):
    """Asks for a report, new or as ``report`` shows it; names nobody in its title."""

    help_topic = "rapporter"

    def __init__(self, page: Page, report: OpenReport) -> None:
        """Show ``report`` over the window of ``page``."""
        is_new = report.number is None
        super().__init__(
            page,
            "Ny månedsrapport" if is_new else "Månedsrapport",
            _errands(page.workspace, report),
            None if is_new else report,
            save_text="Lagre",
            intro=f"{report.client} · {report.contact} · {report.period.label}. Skriv "
            "det som står på arket, og bruk initialer.",
            width=680,
        )
        self.report = report
        self._today = page.workspace.today
        self._goes_on = False
        self._topics: dict[str, TextArea] = {}
        self._received = DateField(self._today)
        self._concern, self._change = QCheckBox(), QCheckBox()
        self._note = TextArea(2)
        self._lay_fields()
        if is_new:
            add_go_on(self, self._save_button, self.go_on)
        self.begin_with(report.draft)
        if is_new:
            next(iter(self._topics.values()), self._note).setFocus()

    def _lay_fields(self) -> None:
        self.add("received_on", "M&ottatt", self._received, width=150)
        for at, topic in enumerate(self.report.topics):
            made = TextArea(LINES if at else FIRST_LINES)
            self._topics[topic.key] = made
            words = topic.words(Language.BOKMAL).replace("&", "&&")
            mark = f"&{at + 1} " if at < 9 else ""
            self.add(topic.key, f"{mark}{words}", made)
        self.add(
            "is_concern", "&Bekymring, eller ønsker å bli kontaktet", self._concern
        )
        self.add("wants_change", "Ønsker &endring", self._change)
        self.add("note", "&Kontorets merknad", self._note)

    # What the form asks for.

    def fill(self, draft: ReportDraft) -> None:
        self._received.set_value(draft.received_on or self._today())
        for key, made in self._topics.items():
            made.set_value(draft.answer(key))
        self._concern.setChecked(draft.is_concern)
        self._change.setChecked(draft.wants_change)
        self._note.set_value(draft.note)

    def draft(self) -> ReportDraft:
        return ReportDraft(
            received_on=self._received.value(),
            answers={key: made.value() for key, made in self._topics.items()},
            is_concern=self._concern.isChecked(),
            wants_change=self._change.isChecked(),
            note=self._note.value(),
        )

    def check(self, draft: ReportDraft) -> tuple[Problem, ...]:
        first = self.report.period.period.first
        return report_problems(draft, today=self._today(), first=first)

    def saved_text(self, _draft: ReportDraft) -> str:
        return "Rapporten er lagret" if self.card else "Rapporten er registrert"

    # One after the other.

    def go_on(self) -> None:
        """Save, and open the next that is waited for."""
        self._goes_on = True
        self.accept()
        if not self._is_saving:  # something is to be put right first
            self._goes_on = False

    def saved(self) -> None:
        goes_on, self._goes_on = self._goes_on, False
        page, report = self._page, self.report
        super().saved()
        if goes_on:
            open_next(page, report.period.number, report.assignment_number)

    def not_saved(self, error: BaseException) -> None:
        self._goes_on = False
        super().not_saved(error)


def open_form(page: Page, assignment: int, period: int) -> None:
    """Open the report of an assignment in a period: new, or as it came."""
    page.workspace.ask(
        lambda session: open_report(session, assignment, period),
        partial(show_form, page),
        key=(id(page), "report"),
        at_once=True,
    )


def open_next(page: Page, period: int, after: int) -> None:
    """Open the next report waited for in a period, or say that all have come."""

    def _show(report: OpenReport | None) -> None:
        if report is None:
            page.toast(NO_MORE)
        else:
            show_form(page, report)

    page.workspace.ask(
        lambda session: open_next_report(session, period, after=after),
        _show,
        key=(id(page), "report"),
        at_once=True,
    )


def show_form(page: Page, report: OpenReport | OfficeError) -> None:
    """Open the form of ``report``; its place in the log is left when it closes."""
    if isinstance(report, OfficeError):
        page.toast(report.title)
        return
    form = ReportForm(page, report)
    form.wanted.connect(partial(_open_number, page))
    table, number = (
        ("assignments", report.assignment_number)
        if report.number is None
        else ("month_reports", report.number)
    )
    form.finished.connect(partial(page.workspace.put_away, table, number))
    form.open()


def _open_number(page: Page, number: int) -> None:
    page.workspace.ask(
        lambda session: open_report_number(session, number),
        partial(show_form, page),
        key=(id(page), "report"),
        at_once=True,
    )


def _errands(workspace: Workspace, report: OpenReport) -> Errands:
    """Return the casework behind the form."""
    today = workspace.today()
    place = (report.assignment_number, report.period.number)

    def _register(session: Session, draft: ReportDraft, _fine: bool) -> int:
        return register_report(session, *place, draft, today=today)

    def _edit(session: Session, number: int, version: int, draft: ReportDraft) -> None:
        edit_report(session, number, version, draft, today=today)

    opening: Callable[[Session, int], OpenReport] = open_report_number
    return Errands(
        room="report/{}/{}".format(*place),
        kind="month_reports",
        open=opening,
        register=_register,
        edit=_edit,
    )
