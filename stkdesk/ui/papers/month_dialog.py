"""Printing the month: who is included, why the others are not, then one PDF."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.month_run import MonthRun, month_run
from stkdesk.services.periods import PeriodRow, ensure_periods
from stkdesk.services.printing import Pile, pile_file_name, print_month
from stkdesk.ui import errors, theme
from stkdesk.ui.form_field import Field
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.papers.run_lists import IncludedList, LeftOutList
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

BEFORE, AFTER = 3, 3  # periods offered besides the one that runs
PRINTED_AHEAD_FROM = 20  # day of the month from which next month's sheets are printed


class MonthDialog(QDialog):
    """Chooses period and options; the sheets are made by a job that can be stopped."""

    def __init__(self, page: Page, period_code: str = "") -> None:
        """Ask about ``period_code``, or the period whose sheets are due to be sent."""
        super().__init__(page.window())
        self.setWindowTitle("Skriv ut måneden")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._workspace = page, page.workspace
        self._run: MonthRun | None = None
        self._asking = (id(self), "run")
        self.destroyed.connect(partial(self._workspace.forget, self._asking))
        self._out = BytesIO()  # the file is made in memory: it is full of names
        self.job: Job | None = None
        self._period = QComboBox()
        self._report = QCheckBox("&Månedsrapport på baksiden")
        self._duplex = QCheckBox("&Tosidig: hver liste begynner på en forside")
        self._fresh = QCheckBox("&Bare de som ikke er skrevet ut")
        self._report.setChecked(True)
        self._duplex.setChecked(True)
        self._banner = Banner(Tone.WARN)
        self._included, self._left_out = IncludedList(), LeftOutList()
        self._sum = label("", "muted")
        self._by_hand = button(icon="ShieldLock", on=self._make_by_hand)
        self._make = button(
            "Lag timelistene", "primary", icon="PrinterSmall", on=self._make_pile
        )
        self._lay_out()
        self._offer_periods(period_code)
        self._period.currentIndexChanged.connect(self._read)
        self._fresh.toggled.connect(self._read)
        QShortcut(QKeySequence("Ctrl+P"), self, self._make.click)
        self._read()

    # What stands in the dialog.

    def _lay_out(self) -> None:
        self._make.setDefault(True)
        head = column(
            label("Skriv ut måneden", "h2"),
            label(
                "Én PDF med alle timelistene, i den rekkefølgen de legges i konvolutt. "
                "Hver støttekontakt får listen på sitt eget språk.",
                "small",
                wrap=True,
            ),
            gap=2,
        )
        period = Field("&Periode", self._period, width=230)
        choices = column(
            self._fresh, self._report, self._duplex, gap=4, margins=(0, 4, 0, 0)
        )
        top = row(column(period, None), 20, choices, None, gap=12)
        lists = row((self._included, 9), (self._left_out, 11), gap=16)
        body = column(
            head, self._banner, top, (lists, 1), gap=12, margins=(22, 18, 22, 14)
        )
        foot = row(
            (self._sum, 1),
            self._by_hand,
            button("Avbryt", on=self.reject),
            self._make,
            margins=(22, 12, 22, 12),
        )
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(body, 1)
        lay.addWidget(frame(foot, "foot"))
        self._by_hand.hide()
        room = self._page.window().size()
        self.resize(
            min(theme.u(1040), max(theme.u(560), room.width() - 40)),
            min(theme.u(700), max(theme.u(420), room.height() - 40)),
        )

    def _offer_periods(self, code: str) -> None:
        today = self._workspace.today()

        def _some(session: Session) -> list[PeriodRow]:
            return [
                row
                for year in (today.year - 1, today.year, today.year + 1)
                for row in ensure_periods(session, year)
            ]

        rows = self._workspace.do(_some)
        at = next(n for n, row in enumerate(rows) if today in row.period)
        ahead = at + 1 if today.day >= PRINTED_AHEAD_FROM else at
        wanted = next((n for n, row in enumerate(rows) if row.code == code), ahead)
        first = max(0, min(at - BEFORE, wanted))
        for place, period in enumerate(rows[first : max(at + AFTER, wanted) + 1]):
            self._period.addItem(period.label, period.code)
            if first + place == wanted:
                self._period.setCurrentIndex(place)
        self._period.setAccessibleName("Periode")

    # Reading.

    def _read(self) -> None:
        code, fresh = str(self._period.currentData()), self._fresh.isChecked()

        def _find(session: Session) -> MonthRun | OfficeError:
            try:
                return month_run(session, code, only_unprinted=fresh)
            except OfficeError as error:  # told in the dialog, not in a message
                return error

        enable(self._make, False, "Leser oppdragene …")
        self._workspace.ask(_find, self._show, key=self._asking)

    def _show(self, found: MonthRun | OfficeError) -> None:
        self._banner.clear()
        self._run = found if isinstance(found, MonthRun) else None
        included = self._run.included if self._run else ()
        self._included.show_rows(included)
        self._left_out.show_run(self._run)
        hands = len(self._run.by_hand) if self._run else 0
        self._by_hand.setVisible(hands > 0)
        self._by_hand.setText(f"Lag de fortrolige ({hands})")
        if isinstance(found, OfficeError):
            self._banner.tell(found.title, found.advice)
        if self._run is not None and included:
            sheets = count(len(included), "timeliste", "timelister")
            envelopes = count(self._run.envelopes, "konvolutt", "konvolutter")
            self._sum.setText(f"{sheets} i {envelopes}")
            enable(self._make, True)
        else:
            self._sum.setText("Ingen timelister å skrive ut")
            enable(self._make, False, "Ingen i denne perioden skal ha timeliste.")

    # Making.

    def _make_pile(self) -> None:
        self._begin(by_hand=False)

    def _make_by_hand(self) -> None:
        self._begin(by_hand=True)

    def _begin(self, *, by_hand: bool) -> None:
        if self._run is None or (self.job is not None and self.job.is_running):
            return
        self._out = BytesIO()
        steps = print_month(
            self._workspace.database,
            self._run,
            self._out,
            today=self._workspace.today(),
            by_hand=by_hand,
            with_report=self._report.isChecked(),
            duplex=self._duplex.isChecked(),
        )
        self.job = Job(steps, self)
        JobDialog(self, self.job, "Lager timelister")
        self.job.done.connect(self._on_made)
        self.job.failed.connect(self._on_failed)
        self.job.stopped.connect(self._on_stopped)
        enable(self._make, False, "Timelistene lages.")

    def _on_stopped(self) -> None:
        self._workspace.changed.emit(frozenset({"papers"}))
        enable(self._make, True)
        self._banner.tell(
            "Utskriften ble stoppet.",
            "Ingen numre går tapt: neste gang får listene de samme referansene.",
        )

    def _on_failed(self) -> None:
        """Let the person try again; the reason is told by the job's own window."""
        self._workspace.changed.emit(frozenset({"papers"}))
        enable(self._make, True)

    def _on_made(self, pile: Pile) -> None:
        self._workspace.changed.emit(frozenset({"papers"}))
        self.accept()
        PaperWindow(
            self._page,
            f"Timelister {pile.period_code}",
            self._out.getvalue(),
            pile,
            pile_file_name(pile.period_code),
        ).open()


def open_month_dialog(page: Page, period_code: str = "") -> QWidget | None:
    """Open the dialog over ``page``; what stops it is told."""
    try:
        dialog = MonthDialog(page, period_code)
    except OfficeError as error:
        errors.show(page.window(), error)
        return None
    dialog.open()
    return dialog
