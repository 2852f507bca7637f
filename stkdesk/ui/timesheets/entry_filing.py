"""Handing in the sheet that is typed, and taking the next one from the pile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
)
from stkdesk.domain.sheet_checks import in_order
from stkdesk.domain.timesheet import SheetState, Visit
from stkdesk.services.corrections import (
    begin_correction,
    delete_correction,
    register_correction,
)
from stkdesk.services.last_saved import LastSaved, last_saved
from stkdesk.services.sheet_course import Done, approve_sheets, check_sheets, undo_step
from stkdesk.services.sheet_drafts import SheetDraft, save_draft
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.services.sheet_pile import next_meeting, open_next
from stkdesk.services.sheet_signing import sheets_to_sign
from stkdesk.services.timesheets import (
    delete_sheet,
    register_nothing,
    register_sheet,
    undo_approval,
    undo_check,
)
from stkdesk.ui import errors
from stkdesk.ui.last_saved import when, who_saved
from stkdesk.ui.timesheets.entry_keeping import DraftKeeper
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.workspace import Workspace


class Met(NamedTuple):
    """One sheet and two people: as both began, as typed here, as registered now."""

    before: SheetDraft
    mine: SheetDraft
    now: OpenSheet
    saved: LastSaved | None

    @property
    def is_news(self) -> bool:
        """Whether the register has another version than both began with."""
        return self.now.draft.version != self.before.version


class Filing(QObject):
    """Registers and judges ``typed``, and reads sheets while the window lives on.

    Signals:
        said: (text, what takes it back) something was done.
        read: the sheet to work on now, or None when all of the pile are in.
        refused: the office cannot accept the sheet; an InvalidInputError.
        held: the sheet is on its way into the register (True), or no longer.
        met: somebody else has registered the sheet meanwhile; a ``Met``.
        news: the same, told while it is typed on; who and when.
        group_waits: the sheets are typed; the group whose attendance is next.
    """

    group_waits = Signal(int)

    said, read, refused = Signal(str, object), Signal(object), Signal(object)
    held, met, news = Signal(bool), Signal(object), Signal(str)

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
        self._is_registering = False
        self._period = 0  # whose pile is typed
        self._then: Callable[[], object] | None = None  # when it is registered

    def register(
        self, said: str, then: Callable[[], object], *, nothing: bool = False
    ) -> None:
        """Register what is typed, or that nothing was done; ``then`` when it is.

        Until then nothing can be changed on the sheet.
        """
        sheet, typed = self._typed.sheet, self._typed.draft
        if sheet is None or self._is_registering:
            return
        self._keeper.stop()
        self._hold(True)
        today = self._workspace.today()

        def _registered(number: int) -> None:
            self._hold(False)
            undo = _undo_of(self._workspace, sheet, typed, number, nothing=nothing)
            self.said.emit(f"{said}: {_who(sheet)}", undo)
            if self._then is not None:
                self._then()

        self._then = then
        self._workspace.save(
            lambda s: _hand_in(s, sheet, typed, today=today, nothing=nothing),
            _registered,
            self._on_refused,
        )

    def _hold(self, on: bool) -> None:
        """Let nothing be typed on a sheet that is on its way, or let it again."""
        self._is_registering = on
        self._typed.is_locked = on
        self.held.emit(on)

    def _on_refused(self, error: BaseException) -> None:
        self._hold(False)
        self._keeper.keep()
        match error:
            case InvalidInputError():
                self.refused.emit(error)
            case ChangedByAnotherError():
                self._look_at_theirs()
            case _:
                errors.show(self._page, error)

    def _look_at_theirs(self) -> None:
        """Read what somebody else has registered, and who did."""
        sheet, typed = self._typed.sheet, self._typed.draft
        if sheet is None:
            return
        place = self._typed.place

        def _show(found: tuple[OpenSheet, LastSaved | None]) -> None:
            if self._typed.place == place:
                self.met.emit(Met(sheet.draft, typed, *found))

        self._workspace.ask(
            _reading_now(sheet), _show, key=(id(self), "theirs"), at_once=True
        )

    def look_for_news(self) -> None:
        """Tell if somebody else has registered the sheet that is typed on."""
        sheet, typed = self._typed.sheet, self._typed.draft
        if sheet is None or self._is_registering:
            return
        place = self._typed.place

        def _tell(found: tuple[OpenSheet, LastSaved | None]) -> None:
            met = Met(sheet.draft, typed, *found)
            if self._typed.place == place and met.is_news:
                self.news.emit(self.who(met))

        self._workspace.ask(_reading_now(sheet), _tell, key=(id(self), "news"))

    def who(self, met: Met) -> str:
        """Return who has registered the sheet meanwhile, and when."""
        name = who_saved(met.saved, self._workspace.actor.number)
        at = f" {when(met.saved.at)}" if met.saved is not None else ""
        return f"{name} registrerte timelisten{at}."

    def read_next(self) -> None:
        """Let go of the sheet and read the next of the pile."""
        after, period = self._typed.place
        self._typed.close()
        self._ask(lambda session: open_next(session, period, after=after))
        self._period = period

    def read_groups(self) -> None:
        """Tell of a group whose attendance is to be typed, when the sheets are."""
        period, today = self._period, self._workspace.today()
        self._workspace.ask(
            lambda session: next_meeting(session, period, today=today),
            self._on_group,
            key=(id(self), "groups"),
        )

    def _on_group(self, group: int | None) -> None:
        if group is not None:
            self.said.emit(
                "Alle timelistene er ført. Oppmøtet i gruppene gjenstår.", None
            )
            self.group_waits.emit(group)

    def read_again(self) -> None:
        """Read the same sheet again: it has changed."""
        sheet = self._typed.sheet
        if sheet is not None:
            self._ask(_reading_of(sheet))

    def read_correction(self) -> None:
        """Read the sheet, which is locked, to correct it."""
        sheet = self._typed.sheet
        if sheet is not None and sheet.sheet_number is not None:
            number = sheet.sheet_number
            self._ask(lambda session: begin_correction(session, number))

    def stop(self) -> None:
        """Wait for no sheet any more; one on its way is registered all the same."""
        self._then = None
        self._workspace.forget((id(self), "sheet"))

    def judge(self) -> None:
        """Attest the sheet as it is registered; approve it when that is done."""
        sheet = self._typed.sheet
        if sheet is None or sheet.sheet_number is None:
            return
        numbers, now = [sheet.sheet_number], datetime.now(UTC)
        attests = sheet.state is SheetState.RECEIVED and sheet.is_checked_first
        step = check_sheets if attests else approve_sheets

        def _tell(done: Done) -> None:
            if done.left:
                self.said.emit(done.left[0].reason, None)
            else:
                self.said.emit(f"{done.step.done}: {_who(sheet)}", partial(_undo, done))

        def _undo(done: Done) -> None:
            self._workspace.save(lambda s: undo_step(s, done))

        self._workspace.save(
            lambda s: step(s, sheets_to_sign(s, numbers), now=now), _tell
        )

    def undo_judging(self) -> None:
        """Make an approved sheet attested again, or an attested one only entered."""
        sheet = self._typed.sheet
        if sheet is not None and sheet.sheet_number is not None:
            numbers = [sheet.sheet_number]
            approved = sheet.state is SheetState.APPROVED
            undo = undo_approval if approved else undo_check
            self._workspace.save(lambda s: undo(s, sheets_to_sign(s, numbers)))

    def _ask(self, reading: Callable[[Session], OpenSheet | None]) -> None:
        self._workspace.ask(reading, self.read.emit, key=(id(self), "sheet"))


def _reading_of(sheet: OpenSheet) -> Callable[[Session], OpenSheet]:
    """Return what reads ``sheet`` as it stands now, as it was opened."""
    place = (sheet.draft.assignment_number, sheet.draft.period_number)
    corrects = sheet.correcting
    if corrects is not None:
        return lambda session: begin_correction(session, corrects)
    return lambda session: open_sheet(session, *place)


def _reading_now(
    sheet: OpenSheet,
) -> Callable[[Session], tuple[OpenSheet, LastSaved | None]]:
    """Return what reads a sheet as it stands, and who registered it."""
    reading = _reading_of(sheet)

    def _read(session: Session) -> tuple[OpenSheet, LastSaved | None]:
        now = reading(session)
        number = now.sheet_number
        return now, last_saved(session, "timesheets", number) if number else None

    return _read


def _hand_in(
    session: Session, sheet: OpenSheet, typed: SheetDraft, *, today: date, nothing: bool
) -> int:
    """Register what is typed, as what it is, and return the number it has."""
    if sheet.correcting is not None:
        corrected = sheet.correcting
        return register_correction(session, corrected, typed, typed.reason, today=today)
    return (register_nothing if nothing else register_sheet)(
        session, typed, today=today
    )


def _undo_of(
    workspace: Workspace,
    sheet: OpenSheet,
    typed: SheetDraft,
    number: int,
    *,
    nothing: bool,
) -> Callable[[], None] | None:
    """Return what takes back that ``typed`` was registered as ``number``.

    A correction that was there before and is written anew cannot be had back.
    """
    if sheet.correcting is not None:
        if sheet.state is not None:
            return None
        return lambda: workspace.save(lambda s: delete_correction(s, number))
    visits = () if nothing else in_order(typed.visits)
    return partial(_take_back, workspace, sheet, typed, number, registered=visits)


def _take_back(
    workspace: Workspace,
    sheet: OpenSheet,
    typed: SheetDraft,
    number: int,
    *,
    registered: tuple[Visit, ...],
) -> None:
    """Make the register as it was when ``sheet`` was opened, before ``number``.

    What was typed stays as a draft. What somebody has done to the sheet since it was
    ``registered`` here is never overwritten.
    """
    today, before = workspace.today(), sheet.draft
    place = (before.assignment_number, before.period_number)

    def _undo(session: Session) -> None:
        now = open_sheet(session, *place)
        if now.sheet_number != number or now.draft.visits != registered:
            raise ChangedByAnotherError(
                "Noen har endret timelisten siden.", "Åpne den og rett den opp."
            )
        if before.version == 0:
            delete_sheet(session, number)
            if typed.visits:
                save_draft(session, typed, now=datetime.now(UTC))
            return
        old = replace(before, version=now.draft.version)
        again = register_sheet if old.visits else register_nothing
        again(session, old, today=today)
        version = open_sheet(session, *place).draft.version
        save_draft(session, replace(typed, version=version), now=datetime.now(UTC))

    workspace.save(_undo)


def _who(sheet: OpenSheet) -> str:
    return f"{sheet.client}, {sheet.period.label}"
