"""The pane beside the month grid: one sheet, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from stkdesk.domain.formats import clock_text, hours_text, short_date, short_weekday
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing
from stkdesk.domain.timesheet import Visit, sums_of
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.timesheets.money import money
from stkdesk.ui.timesheets.stepper import Stepper
from stkdesk.ui.widgets.boxes import card, column, flat, line, row, scrolled
from stkdesk.ui.widgets.buttons import Kind, button
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.meter import Meter
from stkdesk.ui.widgets.texts import label, number_label

EDIT, CHECK, APPROVE = Right.EDIT_HOURS, Right.CHECK_HOURS, Right.APPROVE_HOURS
HINT = 250  # pixels of a sentence at text size 10
Offer = tuple[Right, str, Kind, str, CourseStep | str]
_ENTER: Offer = (EDIT, "&Registrer timer", "primary", "Plus", "open")
_NOTHING: Offer = (EDIT, "Ingen &timer", "", "CircleSlash", CourseStep.NOTHING)
_REMOVE: Offer = (EDIT, "Slett", "ghost", "Trash", "remove")
_LOOK: Offer = (EDIT, "Å&pne", "", "Eye", "open")
_CHANGE: Offer = (EDIT, "Å&pne", "", "PencilWriting", "open")
#: The buttons of a sheet by where it stands.
OFFERS: dict[Standing, tuple[Offer, ...]] = {
    Standing.WAITING: (_ENTER, _NOTHING),
    Standing.MISSING: (_ENTER, _NOTHING),
    Standing.ARRIVED: (_ENTER, _NOTHING, _REMOVE),
    Standing.RETURNED: (
        (EDIT, "&Mottatt igjen", "primary", "InboxDown", CourseStep.ARRIVED),
    ),
    Standing.RECEIVED: (
        (CHECK, "&Attester", "primary", "Eye", CourseStep.CHECKED),
        _CHANGE,
        _REMOVE,
    ),
    Standing.NOTHING: (_CHANGE, _REMOVE),
    Standing.CHECKED: (
        (APPROVE, "&Godkjenn", "primary", "Checkmark", CourseStep.APPROVED),
        _LOOK,
        (CHECK, "Angre", "ghost", "ArrowUndo", "take back"),
    ),
    Standing.APPROVED: (
        (APPROVE, "Angre godkjenning", "", "ArrowUndo", "take back"),
        _LOOK,
    ),
    Standing.SENT: (_LOOK,),
    Standing.PAID: (_LOOK,),
}
HINTS = {
    Standing.WAITING: "F9 merker at papiret er kommet",
    Standing.MISSING: "F9 merker at papiret er kommet",
    Standing.RECEIVED: "Ctrl+Enter attesterer og går til neste",
    Standing.CHECKED: "Ctrl+Enter godkjenner og går til neste",
}
WITH_VISITS = (
    Standing.RECEIVED,
    Standing.CHECKED,
    Standing.APPROVED,
    Standing.SENT,
    Standing.PAID,
)


class MonthPanel(QStackedWidget):
    """Shows the sheet of the chosen cell; knows no database.

    Signals:
        opened, removed, taken_back: a button was pressed.
        stepped: (step) the button of a step of the sheet was.
    """

    opened, removed, taken_back = Signal(), Signal(), Signal()
    stepped = Signal(object)

    def __init__(self, may: May = everybody) -> None:
        """Start with a hint; what can be done is for those who ``may``."""
        super().__init__()
        self._may = may
        self.setAccessibleName("Valgt timeliste")
        self.show_hint()

    def show_hint(self) -> None:
        """Say what the pane is for, when no cell is chosen."""
        hint = Empty("Calendar", "Velg en måned", "Gå til en rute for å se timelisten.")
        self._put(hint, scrolls=False)

    def show_sheet(self, sheet: OpenSheet, standing: Standing) -> None:
        """Show ``sheet``, which stands at ``standing``."""
        inside = QWidget()
        lay = column(
            label(sheet.period.label, "h2"),
            label(f"{sheet.client} · {sheet.contact}", "muted", wrap=True),
            gap=4,
            margins=18,
        )
        if standing is not Standing.NONE:  # there is nothing to take a step with
            lay.addSpacing(theme.u(10))
            lay.addWidget(Stepper(standing))
            lay.addSpacing(theme.u(10))
        if standing in WITH_VISITS:
            _fill_with_sheet(lay, sheet)
            lay.addStretch(1)
        else:
            lay.addWidget(self._empty(sheet, standing), 1)
        inside.setLayout(lay)
        foot = self._buttons(standing)
        self._put(inside, foot=foot)

    def _put(
        self, inside: QWidget, *, scrolls: bool = True, foot: QWidget | None = None
    ) -> None:
        while self.count():
            old = self.widget(0)
            self.removeWidget(old)
            old.deleteLater()
        body = scrolled(inside) if scrolls else inside
        lay = column((body, 1), gap=0, margins=1)
        if foot is not None:
            lay.addWidget(foot)
        self.addWidget(card(lay))

    def _empty(self, sheet: OpenSheet, standing: Standing) -> Empty:
        due = short_date(sheet.period.due_on)
        if standing is Standing.NOTHING:
            said = short_date(sheet.received_on) if sheet.received_on else ""
            return Empty("CircleSlash", "Ingen timer", f"Meldt {said}.")
        if standing is Standing.RETURNED:
            text = "Timelisten er sendt tilbake for å fylles ut."
            return Empty("ArrowUndo", "Sendt tilbake", text, widest=HINT)
        if standing is Standing.NONE:
            text = "Oppdraget løp ikke i denne perioden."
            return Empty("CircleSlash", "Ingen timeliste", text)
        keep = (
            f" En kladd ligger klar med {len(sheet.saved.draft.visits)} besøk."
            if sheet.saved
            else ""
        )
        if standing is Standing.ARRIVED:
            said = short_date(sheet.received_on) if sheet.received_on else ""
            text = f"Papiret kom {said}. Timene er ikke ført.{keep}"
            return Empty("InboxDown", "Mottatt", text, widest=HINT)
        if standing is Standing.MISSING:
            text = f"Fristen var {due}.{keep}"
            return Empty("Bell", "Timelisten mangler", text, widest=HINT)
        return Empty("Hourglass", "Ventes", f"Fristen er {due}.{keep}", widest=HINT)

    def _buttons(self, standing: Standing) -> QFrame | None:
        made = OFFERS.get(standing, ())
        offered = [
            button(text, kind, icon=icon, on=self._act(does))
            for right, text, kind, icon, does in made
            if self._may(right)
        ]
        if not offered:
            return None
        lay = column(row(*offered, None), gap=6, margins=(18, 10, 18, 14))
        if standing in HINTS and self._may(made[0][0]):
            lay.addWidget(label(HINTS[standing], "small", wrap=True))
        foot = QFrame()
        foot.setLayout(lay)
        return foot

    def _act(self, does: CourseStep | str) -> Callable[[], object]:
        if isinstance(does, CourseStep):
            return partial(self.stepped.emit, does)
        signals = {
            "open": self.opened,
            "remove": self.removed,
            "take back": self.taken_back,
        }
        return signals[does].emit


def _fill_with_sheet(lay: QVBoxLayout, sheet: OpenSheet) -> None:
    visits = sheet.draft.visits
    used, granted = sums_of(visits).minutes, sheet.frame.granted_minutes or 0
    over = used - granted
    words = (
        "Innenfor det avtalte"
        if over <= 0
        else f"{hours_text(over)} t over det avtalte"
    )
    head = row(
        label(f"{hours_text(used)} timer", "h3"),
        None,
        label(f"avtalt {hours_text(granted)} t", "small"),
    )
    said = label(words, "small" if over <= 0 else "problem")
    lay.addWidget(flat(column(head, Meter(used, granted), said, gap=6, margins=12)))
    lay.addLayout(money(sheet.pay(visits), "Sum", holiday=sheet.holiday_permille))
    lay.addWidget(line())
    lay.addSpacing(theme.u(2))
    lay.addWidget(label("Besøk", "h3"))
    for visit in visits:
        lay.addLayout(_visit_row(visit))


def _visit_row(visit: Visit) -> QVBoxLayout:
    day = label(f"{short_weekday(visit.work_on)} {visit.work_on:%d.%m.}", "muted")
    day.setFixedWidth(theme.u(92))
    times = (
        f"{clock_text(visit.start_minute)}–{clock_text(visit.end_minute)}"
        if visit.start_minute is not None and visit.end_minute is not None
        else ""
    )
    hours = number_label(f"{hours_text(visit.minutes)} t")
    return column(row(day, label(times), None, hours, gap=6), gap=0)
