"""Handing in the sheet that is typed, and taking the next one from the pile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    OfficeError,
)
from stkdesk.services.sheet_drafts import SheetDraft, save_draft
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.services.sheet_pile import open_next
from stkdesk.services.timesheets import delete_sheet, register_nothing, register_sheet
from stkdesk.ui import errors
from stkdesk.ui.timesheets.entry_keeping import DraftKeeper
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.timesheets.month_acts import SheetActs
from stkdesk.ui.workspace import Workspace


class Filing(QObject):
    """Registers and approves ``typed``, and reads sheets while the window lives on.

    Signals:
        said: (text, what takes it back) something was done.
        read: the sheet to work on now, or None when all of the pile are in.
        refused: the office cannot accept the sheet; an InvalidInputError.
    """

    said, read, refused = Signal(str, object), Signal(object), Signal(object)

    def __init__(
        self,
        page: QWidget,
        workspace: Workspace,
        typed: TypedSheet,
        keeper: DraftKeeper,
    ) -> None:
        """Work for ``page``."""
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self._typed, self._keeper = typed, keeper
        self._acts = SheetActs(workspace, self.said.emit)

    def register(self, said: str, *, nothing: bool = False) -> bool:
        """Register what is typed, or that nothing was done; False if that failed.

        One short write on the thread of the windows: what follows may rely on it.
        """
        sheet = self._typed.sheet
        if sheet is None:
            return False
        self._keeper.stop()
        try:
            undo = _register(self._workspace, sheet, self._typed.draft, nothing=nothing)
        except InvalidInputError as refused:
            self.refused.emit(refused)
        except ChangedByAnotherError as error:
            self._keeper.keep()
            errors.show(self._page, error)
        except OfficeError as error:
            errors.show(self._page, error)
        else:
            self.said.emit(f"{said}: {_who(sheet)}", undo)
            return True
        return False

    def read_next(self) -> None:
        """Let go of the sheet and read the next of the pile."""
        after, period = self._typed.place
        self._typed.close()
        self._ask(lambda session: open_next(session, period, after=after))

    def read_again(self) -> None:
        """Read the same sheet again: it has changed."""
        place = self._typed.place
        self._ask(lambda session: open_sheet(session, *place))

    def stop(self) -> None:
        """Wait for no sheet any more."""
        self._workspace.forget((id(self), "sheet"))

    def approve(self) -> None:
        """Approve the sheet as it is registered."""
        sheet = self._typed.sheet
        if sheet is not None and sheet.sheet_number is not None:
            self._acts.approve(sheet.sheet_number, _who(sheet))

    def undo_approval(self) -> None:
        """Make an approved sheet received again."""
        sheet = self._typed.sheet
        if sheet is not None and sheet.sheet_number is not None:
            self._acts.undo_approval(sheet.sheet_number)

    def _ask(self, reading: Callable[[Session], OpenSheet | None]) -> None:
        self._workspace.ask(reading, self.read.emit, key=(id(self), "sheet"))


def _register(
    workspace: Workspace, sheet: OpenSheet, typed: SheetDraft, *, nothing: bool = False
) -> Callable[[], None]:
    """Register ``typed`` and return what takes that back.

    Taking back makes the register as it was when ``sheet`` was opened; what was
    typed stays as a draft. Raises what the service raises.
    """
    today = workspace.today()
    save = register_nothing if nothing else register_sheet
    number = workspace.do(lambda s: save(s, typed, today=today))
    before = sheet.draft

    def _undo(session: Session) -> None:
        if before.version == 0:
            delete_sheet(session, number)
            if typed.visits:
                save_draft(session, typed, now=datetime.now(UTC))
            return
        place = (before.assignment_number, before.period_number)
        old = replace(before, version=open_sheet(session, *place).draft.version)
        again = register_sheet if old.visits else register_nothing
        again(session, old, today=today)
        version = open_sheet(session, *place).draft.version
        save_draft(session, replace(typed, version=version), now=datetime.now(UTC))

    return lambda: workspace.do(_undo)


def _who(sheet: OpenSheet) -> str:
    return f"{sheet.client}, {sheet.period.label}"
