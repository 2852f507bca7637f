"""Printing the month: who is included, why the others are not, then one PDF."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.month_run import MonthRun, month_run
from stkdesk.services.periods import PeriodRow, ensure_periods, list_periods
from stkdesk.services.printing import Pile, pile_file_name, print_month
from stkdesk.ui import theme
from stkdesk.ui.form_field import Field
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.papers.run_lists import IncludedList, LeftOutList
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
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
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._workspace, self._code = page, page.workspace, period_code
        self.run: MonthRun | None = None
        self._asking = (id(self), "run")
        self.destroyed.connect(partial(self._workspace.forget, self._asking))
        self._out = BytesIO()  # the file is made in memory: it is full of names
        self.job: Job | None = None
        self.period = QComboBox()
        self._report = QCheckBox("&Månedsrapport på baksiden")
        self._duplex = QCheckBox("&Tosidig: hver liste begynner på en forside")
        self.fresh = QCheckBox("&Bare de som ikke er skrevet ut")
        self._report.setChecked(True)
        self._duplex.setChecked(True)
        self._banner = Banner(Tone.WARN)
        self._included, self._left_out = IncludedList(), LeftOutList()
        self._sum = label("", "muted")
        self._by_hand = button(icon="ShieldLock", on=self._make_by_hand)
        self.make = button(
            "Lag timelistene", "primary", icon="PrinterSmall", on=self._make_pile
        )
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+P"), self, self.make.click)
        enable(self.make, False, "Leser oppdragene …")
        self._offer_periods()

    # What stands in the dialog.

    def _lay_out(self) -> None:
        self.make.setDefault(True)
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
        period = Field("&Periode", self.period, width=230)
        choices = column(
            self.fresh, self._report, self._duplex, gap=4, margins=(0, 4, 0, 0)
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
            self.make,
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

    def _offer_periods(self) -> None:
        """Read the periods of the years around today."""
        years = [self._workspace.today().year + by for by in (-1, 0, 1)]
        self._workspace.ask(
            lambda s: [list_periods(s, year) for year in years],
            self._on_periods,
            key=self._asking,
        )

    def _on_periods(self, found: list[tuple[PeriodRow, ...]]) -> None:
        today = self._workspace.today()
        if not all(found[1:]):  # the first run of a year makes its periods
            year = today.year
            self._workspace.save(
                lambda s: [
                    list_periods(s, year - 1),
                    ensure_periods(s, year),
                    ensure_periods(s, year + 1),
                ],
                self._on_periods,
            )
            return
        rows = [period for year in found for period in year]
        at = next(n for n, period in enumerate(rows) if today in period.period)
        ahead = at + 1 if today.day >= PRINTED_AHEAD_FROM else at
        named = (n for n, period in enumerate(rows) if period.code == self._code)
        wanted = next(named, ahead)
        first = max(0, min(at - BEFORE, wanted))
        for period in rows[first : max(at + AFTER, wanted) + 1]:
            self.period.addItem(period.label, period.code)
        self.period.setCurrentIndex(wanted - first)
        self.period.currentIndexChanged.connect(self._read)
        self.fresh.toggled.connect(self._read)
        self._read()

    # Reading.

    def _read(self) -> None:
        code, fresh = str(self.period.currentData()), self.fresh.isChecked()

        def _find(session: Session) -> MonthRun | OfficeError:
            try:
                return month_run(session, code, only_unprinted=fresh)
            except OfficeError as error:  # told in the dialog, not in a message
                return error

        enable(self.make, False, "Leser oppdragene …")
        self._workspace.ask(_find, self._show, key=self._asking)

    def _show(self, found: MonthRun | OfficeError) -> None:
        self._banner.clear()
        self.run = found if isinstance(found, MonthRun) else None
        included = self.run.included if self.run else ()
        self._included.show_rows(included)
        self._left_out.show_run(self.run)
        hands = len(self.run.by_hand) if self.run else 0
        self._by_hand.setVisible(hands > 0)
        self._by_hand.setText(f"Lag de fortrolige ({hands})")
        if isinstance(found, OfficeError):
            self._banner.tell(found.title, found.advice)
        elif found.warning:
            self._banner.tell(found.warning)
        if self.run is not None and included:
            sheets = count(len(included), "timeliste", "timelister")
            envelopes = count(self.run.envelopes, "konvolutt", "konvolutter")
            self._sum.setText(f"{sheets} i {envelopes}")
            enable(self.make, True)
        else:
            self._sum.setText("Ingen timelister å skrive ut")
            enable(self.make, False, "Ingen i denne perioden skal ha timeliste.")

    # Making.

    def _make_pile(self) -> None:
        self._begin(by_hand=False)

    def _make_by_hand(self) -> None:
        self._begin(by_hand=True)

    def _begin(self, *, by_hand: bool) -> None:
        if self.run is None or (self.job is not None and self.job.is_running):
            return
        self._out = BytesIO()
        steps = print_month(
            self._workspace.database,
            self.run,
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
        enable(self.make, False, "Timelistene lages.")

    def _on_stopped(self) -> None:
        self._workspace.changed.emit(frozenset({"papers"}))
        enable(self.make, True)
        self._banner.tell(
            "Utskriften ble stoppet.",
            "Ingen numre går tapt: neste gang får listene de samme referansene.",
        )

    def _on_failed(self) -> None:
        """Let the person try again; the reason is told by the job's own window."""
        self._workspace.changed.emit(frozenset({"papers"}))
        enable(self.make, True)

    def _on_made(self, pile: Pile) -> None:
        made = partial(_show_pile, self._page, pile, self._out.getvalue())
        QTimer.singleShot(0, self._page, made)  # one window closes before one opens
        self.accept()


def _show_pile(page: Page, pile: Pile, data: bytes) -> None:
    name = pile_file_name(pile.period_code)
    PaperWindow(page, f"Timelister {pile.period_code}", data, pile, name).open()
    page.workspace.changed.emit(frozenset({"papers"}))


def open_month_dialog(page: Page, period_code: str = "") -> MonthDialog:
    """Open the dialog over ``page``."""
    dialog = MonthDialog(page, period_code)
    dialog.open()
    return dialog
