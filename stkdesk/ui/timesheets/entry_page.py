"""Entry of one timesheet from paper, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stkdesk.domain.errors import ChangedByAnotherError, InvalidInputError, OfficeError
from stkdesk.domain.quick_line import quick_line
from stkdesk.domain.timesheet import Visit
from stkdesk.services.sheet_drafts import SavedDraft
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.services.sheet_pile import next_missing
from stkdesk.services.timesheets import undo_approval
from stkdesk.ui import errors, theme
from stkdesk.ui.timesheets.entry_keeping import DraftKeeper, clock, register
from stkdesk.ui.timesheets.entry_line import EntryLine
from stkdesk.ui.timesheets.entry_model import Field, VisitRows
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.timesheets.entry_sums import EntrySums
from stkdesk.ui.timesheets.entry_table import VisitTable
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

SIDE, SIDE_NARROW, NARROW = 340, 272, 980  # pixels at text size 10


class EntryPage(QWidget):
    """Quick line, visits, sums. What is typed is kept as a draft all the time.

    Signals:
        left: the person goes back to the grid.
        said: (text, what takes it back) something was done.
        opened: (assignment, period) another sheet of the pile was opened.
    """

    left = Signal()
    said = Signal(str, object)
    opened = Signal(int, int)

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; ``show_sheet`` fills it."""
        super().__init__()
        self._workspace = workspace
        self.typed = TypedSheet(self)
        self._keeper = DraftKeeper(workspace, self.typed)
        self.line = EntryLine()
        self.rows = VisitRows(self)
        self.table = VisitTable(self.rows)
        self.sums = EntrySums()
        self.banner = Banner(Tone.WARN)
        self._lay_out()
        self._connect()

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Work on ``sheet``; goes on with the draft kept of it, if there is one."""
        kept, settled = sheet.saved, sheet.is_settled
        if settled or (kept and kept.draft.version != sheet.draft.version):
            stale, kept = kept, None
        else:
            stale = None
        self.rows.locked = settled
        self.line.show_sheet(sheet, settled=settled)
        self.typed.open(sheet, kept.draft if kept else sheet.draft)
        self._keeper.stop()
        self.sums.show_control(self.typed.draft.control_minutes, settled=settled)
        self._title.setText(sheet.period.label)
        number = sheet.draft.assignment_number
        self._who.setText(
            f"{sheet.client} · støttekontakt {sheet.contact} · O-{number}"
        )
        here = sheet.state.label if sheet.state else "Ingen endringer"
        self._state.setText(f"Kladd fra {clock(kept.saved_at)}" if kept else here)
        self._nothing.setVisible(not settled)
        self._save.setVisible(not settled)
        self._reopen.setVisible(settled and sheet.approved_at is not None)
        self._explain(sheet, stale)

    def shown(self) -> None:
        """Put the cursor where work begins."""
        (self.table if self.typed.is_locked else self.line.edit).setFocus()

    def next_pane(self) -> None:
        """Go from line to table to sums and round again."""
        panes: list[QWidget] = [self.line.edit, self.table, self.sums.control]
        at = next((n for n, each in enumerate(panes) if each.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Keep the draft and go back to the grid."""
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
        if self.typed.visits:
            self.banner.tell(
                "Timelisten har besøk.",
                "Ta dem bort først, eller lagre den som den er.",
            )
        elif not self.typed.is_locked:
            self._register("Ingen timer", go_on=True, nothing=True)

    # Keys.

    def event(self, event: QEvent) -> bool:
        # Taken before shortcuts of the window see them: here Ctrl+Z takes back on the
        # sheet, not the last thing done in the office.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._act_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key(event.key())
        stack = self.typed.undo_stack
        if event.matches(QKeySequence.StandardKey.Undo):
            # With nothing left to take back here, the window takes back what it did.
            return stack.undo if stack.canUndo() else None
        if event.matches(QKeySequence.StandardKey.Redo):
            return stack.redo
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return {
                Qt.Key.Key_Y: stack.redo,
                Qt.Key.Key_Return: lambda: self.save(go_on=True),
                Qt.Key.Key_Enter: lambda: self.save(go_on=True),
                Qt.Key.Key_S: lambda: self.save(go_on=False),
                Qt.Key.Key_D: self.copy_row,
            }.get(key)
        return self.leave if key is Qt.Key.Key_Escape else None

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

    def _on_added(self, visit: Visit) -> None:
        at = self.typed.add(visit)
        self.table.scrollTo(self.rows.index(at, 0))

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
        remarks = sheet.check(visits)
        if visits != self.rows.visits or remarks != self.rows.remarks:
            self.rows.show_visits(visits, remarks, sheet.period.period)
        self.line.show_visits(visits, self.typed.above)
        self.sums.show_visits(sheet, visits, remarks)

    # Registering.

    def _register(self, said: str, *, go_on: bool, nothing: bool = False) -> None:
        sheet = self.typed.sheet
        if sheet is None:
            return
        self._keeper.stop()
        try:
            undo = register(self._workspace, sheet, self.typed.draft, nothing=nothing)
        except InvalidInputError as refused:
            self.banner.tell(refused.title, refused.advice)
            self._go_to(refused.problems[0].field)
        except ChangedByAnotherError as error:
            self._keeper.keep()
            errors.show(self, error)
        except OfficeError as error:
            errors.show(self, error)
        else:
            self.said.emit(f"{said}: {sheet.client}, {sheet.period.label}", undo)
            if not (go_on and self._open_next()):
                self.left.emit()

    def _open_next(self) -> bool:
        """Open the next sheet of the pile; False when all are in."""
        after, period = self.typed.place
        number = self._workspace.read(lambda s: next_missing(s, period, after=after))
        if number is None:
            return False
        self.show_sheet(self._workspace.read(lambda s: open_sheet(s, number, period)))
        self.opened.emit(number, period)
        self.shown()
        return True

    def _go_to(self, field: str) -> None:
        """Put the cursor where a problem is: ``visits.3`` is a line of the table."""
        _, _, at = field.partition(".")
        if at:
            self.table.choose(int(at))
            self.table.setFocus()
        else:
            self.line.edit.setFocus()

    def _explain(self, sheet: OpenSheet, stale: SavedDraft | None) -> None:
        self.banner.clear()
        if sheet.is_settled and sheet.state:
            self.banner.tell(
                f"Timelisten er {sheet.state.label.lower()}.",
                "Den kan leses, men ikke endres.",
            )
        elif stale is not None:
            self.banner.tell(
                f"Det ligger en kladd fra {clock(stale.saved_at)}, skrevet før "
                "timelisten ble endret.",
                "Du ser timelisten slik den er registrert nå.",
            )

    def _undo_approval(self) -> None:
        sheet, place = self.typed.sheet, self.typed.place
        if sheet is None or sheet.sheet_number is None:
            return
        numbers = [sheet.sheet_number]
        self._workspace.do(lambda s: undo_approval(s, numbers))
        self.show_sheet(self._workspace.read(lambda s: open_sheet(s, *place)))
        self.shown()

    # Laying out.

    def _lay_out(self) -> None:
        left = card(column(self.line, line(), (self.table, 1), gap=0))
        body = row((left, 1), self.sums, gap=14)
        margins = (20, 14, 20, 16)
        whole = column(self._head(), self.banner, (body, 1), gap=12, margins=margins)
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        self._title, self._state = label("", "h2"), label("", "small")
        self._who = label("", "muted")
        self._who.setMinimumWidth(theme.u(80))
        stack = self.typed.undo_stack
        undo = button("Angre", icon="ArrowUndo", tip="Ctrl+Z", on=stack.undo)
        undo.setEnabled(False)
        stack.canUndoChanged.connect(undo.setEnabled)
        self._nothing = button(
            "&Ingen timer",
            icon="CircleSlash",
            tip="Perioden er uten timer. Går til neste timeliste",
            on=self.say_nothing,
        )
        self._save = button(
            "&Lagre og neste",
            "primary",
            icon="Checkmark",
            tip="Lagre som mottatt og åpne neste som mangler (Ctrl+Enter)",
            on=lambda: self.save(go_on=True),
        )
        self._reopen = button(
            "Angre godkjenning", icon="ArrowUndo", on=self._undo_approval
        )
        back = button(
            "", "ghost", icon="ChevronLeft", tip="Tilbake (Esc)", on=self.leave
        )
        names = column(self._title, self._who, gap=0)
        buttons = (undo, self._nothing, self._reopen, self._save)
        return row(back, (names, 1), self._state, 4, *buttons)

    def _connect(self) -> None:
        self.typed.changed.connect(self._on_changed)
        self._keeper.told.connect(self._state.setText)
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

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_draft()
        super().hideEvent(event)

    def _fit(self, width: int) -> None:
        narrow = width < theme.u(NARROW)
        self.sums.setFixedWidth(theme.u(SIDE_NARROW if narrow else SIDE))
        self.sums.show_workings(not narrow)
        self.line.hint.setVisible(not narrow)
