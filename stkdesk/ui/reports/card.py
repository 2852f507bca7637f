"""The card of a monthly report: what was asked, and what was told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.language import Language
from stkdesk.domain.month_report import ReportState
from stkdesk.domain.staff import Right
from stkdesk.services.report_opening import OpenReport
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.reports.marks import CHANGE, CONCERN, MET, MISSING, state_mark
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, section
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.record import header, linked
from stkdesk.ui.widgets.texts import label

SILENT = "Ikke besvart"


class ReportView(QWidget):
    """Shows one report; knows no database.

    Signals:
        opened: (room, number) of a linked record.
        wanted: what is to be done: "edit", "read", "unread", "met", "open", "remove".
    """

    opened = Signal(str, object)
    wanted = Signal(str)

    def __init__(self, report: OpenReport, may: May = everybody) -> None:
        """Show ``report``, with what those who ``may`` can do about it."""
        super().__init__()
        self._report, self._may = report, may
        items: list[Item] = [
            header(
                "",
                report.client,
                f"Månedsrapport · {report.period.label}",
                self._marks(),
                self._buttons() if may(Right.EDIT_CASES) else (),
                icon="File",
            ),
            line(),
            facts(self._facts()),
        ]
        if report.number is not None:
            items += [line(), *self._answers()]
        items += [line(), *self._links()]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _marks(self) -> list[Mark]:
        report = self._report
        if report.number is None:
            return [MISSING]
        found = [state_mark(report.state)]
        if report.draft.is_concern:
            found.append(CONCERN if report.is_open_concern else MET)
        if report.draft.wants_change:
            found.append(CHANGE)
        return found

    def _buttons(self) -> Sequence[QWidget]:
        report = self._report
        if report.number is None:
            return (self._button("Registrer rapport", "edit", "primary", "Plus"),)
        found = []
        if report.is_open_concern:
            found.append(self._button("Fulgt opp", "met", "primary", "Checkmark"))
        if report.state is ReportState.UNREAD:
            look: Literal["", "primary"] = "" if found else "primary"
            read = self._button("Merk som lest", "read", look, "Eye")
            read.setToolTip("Merk som lest (mellomrom i listen)")
            found.append(read)
        return (*found, self._more())

    def _more(self) -> QWidget:
        acts = [("Endre …", "DocPencil", partial(self._want, "edit"))]
        if self._report.state is ReportState.READ:
            acts.append(("Merk som ulest", "InboxDown", partial(self._want, "unread")))
        if self._report.draft.is_concern and not self._report.is_open_concern:
            acts.append(("Følg opp på nytt", "ArrowUndo", partial(self._want, "open")))
        acts.append(("Slett rapporten", "Trash", partial(self._want, "remove")))
        return more_button(acts)

    def _button(
        self, text: str, act: str, look: Literal["", "primary"], icon: str
    ) -> QWidget:
        return button(text, look, icon=icon, on=partial(self._want, act))

    def _want(self, act: str) -> None:
        self.wanted.emit(act)

    def _facts(self) -> list[tuple[str, str | QWidget]]:
        report = self._report
        if report.number is None:
            return [("Frist", short_date(report.period.due_on))]
        day = report.draft.received_on
        read = short_date(report.read_on) if report.read_on else ""
        if read and report.read_by:
            read += f" av {report.read_by}"
        met = report.concern_met_on
        told = [
            ("Mottatt", short_date(day) if day else ""),
            ("Lest", read),
            ("Fulgt opp", short_date(met) if met else ""),
        ]
        return [(name, value) for name, value in told if value]

    def _answers(self) -> list[Item]:
        report = self._report
        found: list[Item] = []
        for topic in report.topics:
            text = report.draft.answer(topic.key).strip()
            said = label(
                text or SILENT,
                "" if text else "muted",
                wrap=True,
                selectable=bool(text),
            )
            found.append(section(topic.words(Language.BOKMAL), said))
        if report.draft.note:
            note = label(report.draft.note, wrap=True, selectable=True)
            found.append(section("Kontorets merknad", note))
        return found

    def _links(self) -> list[Item]:
        report = self._report
        return [
            linked(
                "Person",
                report.client,
                f"Bruker · B-{report.client_number}",
                on=partial(self.opened.emit, "clients", report.client_number),
            ),
            linked(
                "Tasklist",
                report.contact,
                f"Oppdrag · O-{report.assignment_number}",
                on=partial(self.opened.emit, "assignments", report.assignment_number),
            ),
        ]
