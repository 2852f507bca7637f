"""The sheet that is being typed: its visits, and every change of them undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from stkdesk.domain.sheet_checks import in_order
from stkdesk.domain.timesheet import Visit
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.sheet_opening import OpenSheet

WEEK = timedelta(days=7)
Visits = tuple[Visit, ...]


class TypedSheet(QObject):
    """Holds a draft; visits always stand by day and clock. Knows no widget.

    Signals:
        changed: visits or control sum are other than before.
        half_typed: what stands in the quick line is other than before.
    """

    changed, half_typed = Signal(), Signal()

    def __init__(self, parent: QObject) -> None:
        """Start empty."""
        super().__init__(parent)
        self.draft = SheetDraft(0, 0)
        self.sheet: OpenSheet | None = None
        self.undo_stack = QUndoStack(self)
        self.is_locked = True  # nothing may be changed
        self._last: Visit | None = None  # the visit last typed

    @property
    def visits(self) -> Visits:
        """The visits as they stand."""
        return self.draft.visits

    @property
    def above(self) -> Visit | None:
        """The visit ``=`` repeats: the one last typed, else the last there is."""
        if self._last in self.visits:
            return self._last
        return self.visits[-1] if self.visits else None

    @property
    def place(self) -> tuple[int, int]:
        """Assignment and period."""
        return self.draft.assignment_number, self.draft.period_number

    @property
    def is_touched(self) -> bool:
        """Whether what stands here is other than what is registered."""
        return self.sheet is not None and self.draft != self.sheet.draft

    def open(
        self, sheet: OpenSheet, draft: SheetDraft, *, locked: bool = False
    ) -> None:
        """Go on with ``draft``; nothing can be undone yet."""
        self.sheet, self.draft, self._last = sheet, draft, None
        self.is_locked = locked
        self.undo_stack.clear()
        self.changed.emit()

    def close(self) -> None:
        """Let go of the sheet; it is registered."""
        self.sheet, self.draft, self._last = None, SheetDraft(0, 0), None
        self.is_locked = True
        self.undo_stack.clear()

    def use(self, draft: SheetDraft) -> None:
        """Have the visits of ``draft``, on the sheet as it is registered now."""
        self._change("Bruk kladden", draft.visits)
        self.set_control(draft.control_minutes)

    def add(self, visit: Visit) -> int:
        """Put a visit in its place; return its line."""
        self._last = visit
        self._change("Nytt besøk", in_order((*self.visits, visit)))
        return self.visits.index(visit)

    def copy(self, line: int) -> int:
        """Copy a visit to the week after, or the same day if that is outside."""
        visit = self.visits[line]
        later = visit.work_on + WEEK
        fits = self.sheet is not None and later in self.sheet.period.period
        copied = replace(visit, work_on=later if fits else visit.work_on)
        self._change("Kopier besøk", in_order((*self.visits, copied)))
        return self.visits.index(copied)

    def remove(self, line: int) -> Visit:
        """Take a visit away and return it."""
        gone = self.visits[line]
        self._change("Slett besøk", (*self.visits[:line], *self.visits[line + 1 :]))
        return gone

    def edit(self, line: int, visit: Visit) -> int:
        """Put ``visit`` in place of a line; return the line it has now."""
        rest = (*self.visits[:line], *self.visits[line + 1 :])
        self._change("Endre besøk", in_order((*rest, visit)))
        return self.visits.index(visit)

    def suggest(self, visits: Visits) -> None:
        """Have visits somebody is to look over, in place of none."""
        self._last = None
        self._change("Mønster fra forrige måned", in_order(visits))

    def set_reason(self, reason: str) -> None:
        """Note why a locked sheet is corrected."""
        if reason != self.draft.reason and not self.is_locked:
            self.draft = replace(self.draft, reason=reason)
            self.half_typed.emit()

    def set_control(self, minutes: int | None) -> None:
        """Note the paper's own sum."""
        if minutes != self.draft.control_minutes:
            self.draft = replace(self.draft, control_minutes=minutes)
            self.changed.emit()

    def set_half_typed(self, text: str) -> None:
        """Note what stands in the quick line."""
        if text != self.draft.half_typed and not self.is_locked:
            self.draft = replace(self.draft, half_typed=text)
            self.half_typed.emit()

    def put(self, visits: Visits) -> None:
        """Have ``visits``; called by the undo stack."""
        self.draft = replace(self.draft, visits=visits)
        self.changed.emit()

    def _change(self, text: str, visits: Visits) -> None:
        self.undo_stack.push(_Change(self, text, self.visits, visits))


class _Change(QUndoCommand):
    """One change of the visits, whole before and after."""

    def __init__(
        self, typed: TypedSheet, text: str, before: Visits, after: Visits
    ) -> None:
        super().__init__(text)
        self._typed, self._before, self._after = typed, before, after

    def redo(self) -> None:
        self._typed.put(self._after)

    def undo(self) -> None:
        self._typed.put(self._before)
