"""Månedsrapporter, the part called Post og purring: papers that are not in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from stkdesk.domain.formats import count, phone_text, short_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.sheet_ledger import PaperPlace
from stkdesk.domain.staff import Right
from stkdesk.services.periods import PeriodRow, collected, list_periods
from stkdesk.services.sheet_ledger import LedgerRow, ledger, ledger_numbers
from stkdesk.services.sheet_rows import SheetKey
from stkdesk.services.sheet_story import SheetStory, sheet_story
from stkdesk.ui.parts import Parts
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column
from stkdesk.ui.timesheets.ledger_acts import LedgerActs
from stkdesk.ui.timesheets.ledger_card import (
    ACTS,
    ManySheets,
    ManySheetsCard,
    StoryCard,
)
from stkdesk.ui.timesheets.month_many import Chosen
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LONG = 14  # days after which a sheet is marked as late
SINCE = {
    PaperPlace.WAITING: "Sendt",
    PaperPlace.MISSING: "Frist",
    PaperPlace.RETURNED: "Tilbake",
    PaperPlace.ARRIVED: "Mottatt",
}
#: What is said where nothing is left to do.
DONE = {
    PaperPlace.WAITING: ("Ingenting i posten", "Alt som er sendt, er kommet igjen."),
    PaperPlace.MISSING: (
        "Ingen mangler",
        "Når fristen er gått ut, står de som ikke har levert her.",
    ),
    PaperPlace.RETURNED: (
        "Ingen er sendt tilbake",
        "En timeliste som må rettes, står her til den kommer igjen.",
    ),
    PaperPlace.ARRIVED: (
        "Alt som er mottatt, er ført",
        "Her kommer timelister som er mottatt, men ikke ført.",
    ),
}


def _told(each: LedgerRow) -> str:
    """Return what is done about it, in a few words."""
    if each.place is PaperPlace.RETURNED:
        words = ", ".join(reason.label for reason in each.reasons)
        return words if each.has_letter else f"Uten brev: {words}"
    if each.reminder is None or each.reminded_on is None:
        return ""
    return f"{each.reminder.label} {short_date(each.reminded_on)}"


def _mark(each: LedgerRow) -> Mark:
    days = count(each.days, "dag", "dager") if each.days else "i dag"
    late = each.days >= LONG
    return Mark(days, Tone.BAD if late else Tone.WARN if each.days else Tone.QUIET)


COLUMNS = (
    Column("Støttekontakt", lambda each: each.contact, strong=True, width=160, keep=9),
    Column("Telefon", lambda each: phone_text(each.phone), width=108, keep=7),
    Column("Oppdrag", lambda each: f"O-{each.number}", width=74, keep=5, muted=True),
    Column("Bruker", lambda each: each.client, width=140, keep=4),
    Column("Siden", lambda each: short_date(each.since), width=92, keep=6),
    Column("Purret eller rettes", _told, keep=3, muted=True),
    Column("Dager", lambda each: _mark(each).text, width=92, keep=9, mark=_mark),
)


class LedgerPage(RegisterPage):
    """Four lists of one period: in the post, missing, sent back, in the tray."""

    room, title, help_topic = "sheet_post", "Post og purring", "post-og-purring"
    tables = frozenset(
        {"timesheets", "assignments", "people", "papers", "periods"}
        | {"sheet_reminders", "sheet_returns"}
    )
    columns = COLUMNS
    chips = tuple((each.value, each.label) for each in PaperPlace)
    search_hint = "Søk i støttekontakt, bruker, O-nummer"
    card_width, list_width = 380, 620

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; begin with those that are missing in the period that comes in."""
        self._many = False  # several are marked
        self.period: PeriodRow | None = None
        self._periods: tuple[PeriodRow, ...] = ()
        self._period_name = label("", "h2")
        super().__init__(workspace)
        self.rows.wanted = replace(self.rows.wanted, chip=PaperPlace.MISSING.value)
        self.filter.choose(PaperPlace.MISSING.value)
        self._acts = LedgerActs(self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        keys = {key: name for acts in ACTS.values() for name, _, key, _ in acts}
        for key, name in keys.items():
            if key and name not in ("print", "open"):
                QShortcut(QKeySequence(key), self, partial(self.do, name))

    @property
    def place(self) -> PaperPlace:
        """Which of the lists is shown."""
        return PaperPlace(self.rows.wanted.chip or PaperPlace.MISSING.value)

    # What is particular to the room.

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[LedgerRow]]:
        if self.period is None:
            return lambda _session: ListPage((), 0)
        number, today = self.period.number, self.workspace.today()
        return lambda session: ledger(session, number, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], SheetStory]:
        assert self.period is not None
        period, today = self.period.number, self.workspace.today()
        return lambda session: sheet_story(session, number, period, today=today)

    def card(self, record: SheetStory | ManySheets) -> QWidget:
        if isinstance(record, ManySheets):
            many = ManySheetsCard(record, self.workspace.may)
            many.wanted.connect(self.do)
            return many
        made = StoryCard(record, self.place, self.workspace.may)
        made.wanted.connect(self.do)
        made.opened.connect(self.goto)
        return made

    def above(self) -> Sequence[QWidget]:
        back = button(
            "", "ghost", icon="ChevronLeft", tip="Forrige periode", on=self._earlier
        )
        on = button(
            "", "ghost", icon="ChevronRight", tip="Neste periode", on=self._later
        )
        return Parts(self), frame(row(back, self._period_name, on, None, gap=2))

    def head_buttons(self) -> Sequence[QWidget]:
        if not self.workspace.may(Right.MAKE_PAPERS):
            return ()
        return (
            button(
                "Purr …  Ctrl+P",
                "primary",
                icon="Paperplane",
                name="Purr",
                tip="Lag brev til alle som skal purres",
                on=self.remind_all,
            ),
        )

    def list_changed(self, rows: ListPage[LedgerRow]) -> None:
        missing = rows.chips.get(PaperPlace.MISSING.value, 0)
        self.set_subtitle(f"{missing} mangler" if missing else "")

    def edit_record(self, record: SheetStory | ManySheets) -> None:
        """Enter: the sheet, to be entered."""
        if isinstance(record, SheetStory) and self.period is not None:
            place = record.number, self.period.number, self.room
            self.goto.emit("timesheets", place)

    def shown(self) -> None:
        """Put the cursor in the list, also before its rows are here."""
        if self.period is None:
            self.table.setFocus()
        else:
            super().shown()

    def refresh(self, tables: frozenset[str]) -> None:
        if self.period is None or "periods" in tables:
            self._read_periods()
        else:
            super().refresh(tables)

    def _when_empty(self) -> Empty:
        if self.rows.wanted.search:
            return super()._when_empty()
        return Empty("CheckmarkCircle", *DONE[self.place])

    # Which period.

    def _read_periods(self) -> None:
        today = self.workspace.today()
        years = range(today.year - 2, today.year + 2)
        self.workspace.ask(
            lambda session: tuple(
                each for year in years for each in list_periods(session, year)
            ),
            self._on_periods,
            key=(id(self), "periods"),
        )

    def _on_periods(self, periods: tuple[PeriodRow, ...]) -> None:
        self._periods = periods
        if not periods:
            return
        wanted = self.period.number if self.period else 0
        same = next((each for each in periods if each.number == wanted), None)
        self._show_period(same or collected(periods, today=self.workspace.today()))

    def _show_period(self, period: PeriodRow) -> None:
        self.period = period
        self._period_name.setText(period.label)
        super().refresh(frozenset())

    def _step(self, way: int) -> None:
        if self.period in self._periods:
            at = self._periods.index(self.period) + way
            if 0 <= at < len(self._periods):
                self._show_period(self._periods[at])

    def _earlier(self) -> None:
        self._step(-1)

    def _later(self) -> None:
        self._step(1)

    # What can be done.

    def do(self, name: str) -> None:
        """Do the act ``name`` on all that is marked, if this list has it."""
        mine = {act: right for act, _, _, right in ACTS[self.place]}
        if name not in mine or self.refuses(mine[name]) or self.period is None:
            return
        match name:
            case "print":
                self.print_current()
            case "open":
                if self.record is not None:
                    self.edit_record(self.record)
            case "phoned" | "remind":
                is_call = name == "phoned"
                act = self._acts.phoned if is_call else self._acts.remind
                self._with_marked(partial(act, self.period.number))
            case _:
                self._take(CourseStep(name))

    def print_current(self) -> None:
        """Ctrl+P: letters for what is marked; reminders of all that is due for one."""
        if self.period is None or self.refuses(Right.MAKE_PAPERS):
            return
        period = self.period.number
        if self.place is PaperPlace.RETURNED:
            sheets = [each.sheet_number for each in self._marked() if each.sheet_number]
            self._acts.write_returns(sheets)
        elif len(self._marked()) > 1:
            self._with_marked(lambda numbers: self._acts.remind(period, numbers))
        else:
            self.remind_all()

    def remind_all(self) -> None:
        """Remind everybody whose days have run out in the period."""
        if self.period is not None and not self.refuses(Right.MAKE_PAPERS):
            self._acts.remind(self.period.number)

    def _take(self, step: CourseStep) -> None:
        assert self.period is not None
        period = self.period.number
        known = {each.number: each for each in self._marked()}

        def _do(numbers: Sequence[int]) -> None:
            chosen = []
            for number in numbers:
                found = known.get(number)
                chosen.append(
                    Chosen(
                        SheetKey(number, period),
                        found.sheet_number if found else None,
                        found.version if found else 0,
                        found.contact if found else "",
                    )
                )
            self._acts.take(step, chosen)

        self._with_marked(_do)

    # What is marked.

    def _marked(self) -> list[LedgerRow]:
        """Return the marked rows that are here, in order."""
        places = sorted(at.row() for at in self.table.selectionModel().selectedRows())
        found = [self.rows.row(place) for place in places]
        return [each for each in found if each is not None]

    def _with_marked(self, act: Callable[[Sequence[int]], None]) -> None:
        """Do ``act`` with the assignments marked, also those not read yet."""
        marked = self._marked()
        wanted = len(self.table.selectionModel().selectedRows())
        if wanted and len(marked) == wanted:
            act([each.number for each in marked])
        elif wanted and self.period is not None:
            period, place = self.period.number, self.place
            today = self.workspace.today()
            self.workspace.ask(
                lambda session: ledger_numbers(session, period, place, today=today),
                act,
                key=(id(self), "marked"),
            )

    def _put_card(self, record: Any) -> None:
        if self._many and isinstance(record, SheetStory):
            return  # it was read before several were marked
        super()._put_card(record)

    def _on_selected(self, _on: QItemSelection, _off: QItemSelection) -> None:
        marked = len(self.table.selectionModel().selectedRows())
        if marked > 1:
            self._many = True
            self._resting.stop()
            self._put_card(ManySheets(marked, self.place))
        elif self._many:
            self._many = False
            self._read_card()
