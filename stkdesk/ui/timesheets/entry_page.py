"""Entry of one timesheet from paper, by the keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.quick_line import quick_line
from stkdesk.domain.timesheet import Visit
from stkdesk.domain.visit_cells import Field
from stkdesk.services.sheet_drafts import SavedDraft
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.presence import Here, PresenceLine
from stkdesk.ui.timesheets.entry_correction import CorrectionStrip
from stkdesk.ui.timesheets.entry_details import EntryDetails
from stkdesk.ui.timesheets.entry_extras import EntryExtras
from stkdesk.ui.timesheets.entry_filing import Filing, Met
from stkdesk.ui.timesheets.entry_head import EntryHead
from stkdesk.ui.timesheets.entry_keeping import DraftKeeper, clock
from stkdesk.ui.timesheets.entry_keys import KeyedPage
from stkdesk.ui.timesheets.entry_line import EntryLine
from stkdesk.ui.timesheets.entry_model import VisitRows
from stkdesk.ui.timesheets.entry_older import OlderDraft
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.timesheets.entry_sums import EntrySums
from stkdesk.ui.timesheets.entry_table import VisitTable
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, line, row
from stkdesk.ui.workspace import Workspace

SHEETS = 1_000_000  # more periods than there will be: one number for each sheet
SIDE, SIDE_NARROW, NARROW = 340, 272, 980  # pixels at text size 10


class EntryPage(KeyedPage):
    """Quick line, visits, sums. What is typed is kept as a draft all the time.

    Signals:
        left: the person goes back to the grid.
        said: (text, what takes it back) something was done.
        opened: (assignment, period) another sheet of the pile was opened.
        group_wanted: all sheets are typed; the attendance of a group is next.
    """

    left = Signal()
    said = Signal(str, object)
    opened = Signal(int, int)
    group_wanted = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; ``show_sheet`` fills it."""
        super().__init__()
        self.typed = TypedSheet(self)
        self.undo_stack = self.typed.undo_stack
        self._keeper = DraftKeeper(workspace, self.typed)
        self._filing = Filing(self, workspace, self.typed, self._keeper)
        self.head = EntryHead(self.typed.undo_stack)
        self.line = EntryLine()
        self.rows = VisitRows(self)
        self.table = VisitTable(self.rows)
        self.details, self.correction = EntryDetails(), CorrectionStrip()
        self.extras = EntryExtras(self.typed, self.table, self.line, self.details)
        self.sums = EntrySums()
        self.banner = Banner(Tone.WARN)
        self.older = OlderDraft(workspace)
        self.here, self._others = Here(workspace, self), PresenceLine(workspace)
        self._lay_out()
        self._connect()

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Work on ``sheet``; goes on with the draft kept of it, if there is one."""
        self._keeper.keep_at_once()
        self.banner.clear()
        self.older.clear()
        kept = None if sheet.is_settled else sheet.saved
        if kept and kept.draft.version != sheet.draft.version:
            self._put(sheet, None, locked=True)
            self.older.ask_about(sheet, kept)
            return
        self._put(sheet, kept, locked=sheet.is_settled)
        self._say_here()
        if sheet.is_settled:
            self._say_settled(sheet)

    def shown(self) -> None:
        """Put the cursor where work begins."""
        if not self.older.is_asking:
            (self.table if self.typed.is_locked else self.line.edit).setFocus()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the sheet again when sheets have changed and nothing is typed on it."""
        if "timesheets" not in tables or self.typed.sheet is None:
            return
        if self.typed.is_touched:
            self._filing.look_for_news()
        else:
            self._filing.read_again()

    def next_pane(self) -> None:
        """Go from line to table to sums and round again."""
        panes: list[QWidget] = [self.line.edit, self.table, self.sums.control]
        at = next((n for n, each in enumerate(panes) if each.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Keep the draft and go back to the grid."""
        self._filing.stop()
        self._keeper.keep()
        self.left.emit()

    def keep_draft(self) -> None:
        """Keep what was typed a moment ago: the page may go away."""
        self._keeper.keep_at_once()

    def save(self, *, go_on: bool) -> None:
        """Register the sheet as received; with ``go_on`` open the next of the pile."""
        if not self.typed.is_locked and self.line.enter():
            self._register("Registrert", go_on=go_on)

    def say_nothing(self) -> None:
        """Register that nothing was done, and go on to the next of the pile."""
        if self.typed.is_locked:
            return
        if self.typed.visits or self.line.edit.text().strip():
            self.banner.tell(
                "Timelisten har besøk.",
                "Ta dem bort først, eller lagre den som den er.",
            )
        else:
            self._register("Ingen timer", go_on=True, nothing=True)

    # Changing the visits.

    def copy_row(self) -> None:
        """Copy the visit under the cursor; in the quick line, the one above it."""
        if self.typed.is_locked or not self.typed.visits:
            return
        if self.table.hasFocus():
            at = self.typed.copy(self.table.currentIndex().row())
            self.table.choose(at)
        elif self.typed.above is not None:
            self.line.edit.setText(quick_line(self.typed.above))

    def suggest(self) -> None:
        """Fill an empty sheet with the weekdays of the month before."""
        self.extras.suggest()

    def _on_added(self, visit: Visit) -> None:
        self.extras.ask_about(self.typed.add(visit))

    def _on_removed(self, at: int) -> None:
        gone, place = self.typed.remove(at), self.typed.place

        def _put_back() -> None:
            if self.typed.place == place and gone not in self.typed.visits:
                self.typed.add(gone)

        self.said.emit("Besøket er slettet", _put_back)
        (self.table if self.typed.visits else self.line.edit).setFocus()

    def _on_edited(self, at: int, visit: Visit) -> None:
        field = Field(self.table.currentIndex().column())
        self.table.choose(self.typed.edit(at, visit), field)

    def _on_changed(self) -> None:
        sheet, visits = self.typed.sheet, self.typed.visits
        if sheet is None:
            return
        self.banner.clear()
        self._show_touched()
        remarks = sheet.check(visits)
        if visits != self.rows.visits or remarks != self.rows.remarks:
            self.rows.show_visits(visits, remarks, sheet.period.period)
        self.line.show_visits(visits, self.typed.above)
        self.sums.show_visits(sheet, visits, remarks)
        self.correction.show_visits(sheet, visits)
        self.extras.show_row()

    def _show_touched(self) -> None:
        self.head.show_touched(self.typed.is_touched)

    # Registering.

    def _register(self, said: str, *, go_on: bool, nothing: bool = False) -> None:
        self._filing.register(
            said, partial(self._on_registered, go_on), nothing=nothing
        )

    def _on_registered(self, go_on: bool) -> None:
        sheet = self.typed.sheet
        if not go_on or (sheet is not None and sheet.correcting is not None):
            self._filing.stop()
            self.typed.close()  # what is registered is no draft any more
            self.left.emit()
            return
        self._filing.read_next()
        self.rows.locked = True
        self.line.await_sheet()

    def _on_held(self, on: bool) -> None:
        """The sheet is on its way into the register, or no longer."""
        self.rows.locked = on
        self.line.edit.setReadOnly(on)
        if on:
            self.head.show_state("Lagrer …")

    def _on_news(self, who: str) -> None:
        """Somebody else has registered the sheet while it is typed on here."""
        self.banner.tell(
            who, "Det du skriver, er ikke borte. Du får velge når du lagrer."
        )

    def _on_met(self, met: Met) -> None:
        """Show what somebody else has registered, and ask what to do with mine."""
        self._put(met.now, None, locked=True)
        if met.now.is_settled:
            self._say_settled(met.now)
            return
        mine = SavedDraft(met.mine, datetime.now(UTC))
        self.older.ask_about_both(met, mine, self._filing.who(met))

    def _say_here(self) -> None:
        """Let the others see which sheet is open here."""
        assignment, period = self.typed.place
        self.here.open("timesheets", assignment * SHEETS + period)

    def _say_settled(self, sheet: OpenSheet) -> None:
        if sheet.state is None:
            return
        advice = "Den kan leses, men ikke endres."
        if sheet.state.is_locked:
            advice = "Er noe galt, velg «Rett timelisten». Det som er utbetalt, står."
        self.banner.tell(f"Timelisten er {sheet.state.label.lower()}.", advice)

    def _on_refused(self, refused: InvalidInputError) -> None:
        self.banner.tell(refused.title, refused.advice)
        field = refused.problems[0].field
        self.correction.show_wrong(wrong=field == "reason")
        self._go_to(field)

    def _on_read(self, sheet: OpenSheet | None) -> None:
        if sheet is None:
            self.left.emit()
            self._filing.read_groups()
            return
        self.show_sheet(sheet)
        self.opened.emit(*self.typed.place)
        if self.isVisible():
            self.shown()

    def _go_to(self, field: str) -> None:
        """Put the cursor where a problem is: ``visits.3`` is a line of the table."""
        _, _, at = field.partition(".")
        if field == "reason":
            self.correction.reason.setFocus()
        elif at.isdecimal():
            self.table.choose(int(at))
            self.table.setFocus()
        else:
            self.line.edit.setFocus()

    def _put(self, sheet: OpenSheet, kept: SavedDraft | None, *, locked: bool) -> None:
        """Show ``sheet`` with what is kept of it; a locked one can only be read."""
        draft = kept.draft if kept else sheet.draft
        # Typed between two sheets of the pile: it was meant for the second.
        early = "" if locked or self.typed.sheet else self.line.edit.text()
        text = draft.half_typed or early
        place = self.typed.place
        self.rows.locked = locked
        here = sheet.state.label if sheet.state else "Ingen endringer"
        kept_text = f"Kladd fra {clock(kept.saved_at)}" if kept else here
        self.head.show_sheet(sheet, kept_text, locked=locked)
        self.correction.show_sheet(sheet, draft.reason)
        self.line.show_sheet(sheet, text, locked=locked)
        self.typed.open(sheet, draft, locked=locked)
        self._keeper.stop()
        if self.typed.place != place:
            self.table.begin()
        self.typed.set_half_typed(text)
        self.sums.show_control(draft.control_minutes, locked=locked)
        self.head.show_state(kept_text)

    def _use_older(self, sheet: OpenSheet, older: SavedDraft) -> None:
        """Go on with a draft from before the sheet was changed; Ctrl+Z goes back."""
        self._put(sheet, None, locked=False)
        self._have(older)
        self.shown()

    def _on_discarded(self, sheet: OpenSheet, older: SavedDraft) -> None:
        """Go on with the sheet as it is registered; the draft can be had back."""
        self._put(sheet, None, locked=False)
        place = self.typed.place

        def _take_back() -> None:
            if self.typed.place == place and not self.typed.is_locked:
                self._have(older)
            else:
                self.older.put_back(older)

        self.said.emit("Kladden er forkastet", _take_back)
        self.shown()

    def _have(self, older: SavedDraft) -> None:
        """Have what a draft holds in place of what stands here."""
        self.typed.use(older.draft)
        self.sums.show_control(self.typed.draft.control_minutes, locked=False)
        self.line.edit.setText(self.line.edit.text() or older.draft.half_typed)
        self._keeper.keep()

    # Laying out.

    def _lay_out(self) -> None:
        strip = (self.line, line(), (self.table, 1), self.details)
        left = card(column(*strip, gap=0))
        body = row((left, 1), self.sums, gap=14)
        margins = (20, 14, 20, 16)
        asking = column(self._others, self.banner, self.older, self.correction, gap=0)
        self.setLayout(column(self.head, asking, (body, 1), gap=12, margins=margins))
        # Else Tab after the last field leaves the sheet, and Ctrl+Enter with it.
        self.setTabOrder(self.sums.control, self.head.saving)

    def _connect(self) -> None:
        self.typed.changed.connect(self._on_changed)
        self.typed.half_typed.connect(self._show_touched)
        self._keeper.told.connect(self.head.show_state)
        self.head.left.connect(self.leave)
        self.head.saved.connect(lambda: self.save(go_on=True))
        self.head.nothing_said.connect(self.say_nothing)
        self.head.judged.connect(self._filing.judge)
        self.head.judging_undone.connect(self._filing.undo_judging)
        self.head.corrected.connect(self._filing.read_correction)
        self.correction.reason_changed.connect(self.typed.set_reason)
        self.extras.said.connect(self.said)
        self.extras.told.connect(self.banner.tell)
        self.line.suggested.connect(self.suggest)
        self._filing.said.connect(self.said)
        self._filing.read.connect(self._on_read)
        self._filing.refused.connect(self._on_refused)
        self._filing.held.connect(self._on_held)
        self._filing.met.connect(self._on_met)
        self._filing.news.connect(self._on_news)
        self._filing.group_waits.connect(self.group_wanted)
        self.here.met.connect(self._others.show_others)
        self.older.used.connect(self._use_older)
        self.older.discarded.connect(self._on_discarded)
        self.line.typed.connect(self.typed.set_half_typed)
        self.line.added.connect(self._on_added)
        self.line.edit.left_downwards.connect(self.table.setFocus)
        self.table.left_upwards.connect(self.line.edit.setFocus)
        self.table.removed.connect(self._on_removed)
        self.rows.edited.connect(self._on_edited)
        self.rows.refused.connect(self.banner.tell)
        self.sums.control_changed.connect(self.typed.set_control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit(self.width())
        super().showEvent(event)
        if self.typed.sheet is not None:
            self._say_here()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_draft()
        if not event.spontaneous():
            self.here.leave()
        super().hideEvent(event)

    def _fit(self, width: int) -> None:
        narrow = width < theme.u(NARROW)
        self.sums.setFixedWidth(theme.u(SIDE_NARROW if narrow else SIDE))
        self.sums.show_workings(not narrow)
        self.line.show_hint(not narrow)
