"""What may be done with sheets of the month, one or many; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from stkdesk.domain.formats import count
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.staff import Right
from stkdesk.services.sheet_course import (
    RIGHTS,
    Done,
    Left,
    approve_sheets,
    check_sheets,
    mark_arrived,
    mark_mailed,
    mark_nothing,
    undo_step,
)
from stkdesk.services.sheet_rows import SheetKey
from stkdesk.services.sheet_signing import sheets_to_sign
from stkdesk.services.timesheets import (
    delete_sheet,
    restore_sheet,
    undo_approval,
    undo_check,
)
from stkdesk.ui.question import ask
from stkdesk.ui.workspace import Workspace

Say = Callable[[str, Callable[[], object] | None], None]  # what was done, how undone
TOLD = 8  # rows left that are told one by one


class MonthAct(NamedTuple):
    """One act: its words in the menu, its keys, its picture."""

    step: CourseStep
    text: str
    keys: str
    icon: str

    @property
    def right(self) -> Right:
        """What whoever does it must have."""
        return RIGHTS[self.step]


#: In the order they are done. F8 and F9 are those of Dokumenter.
ACTS = (
    MonthAct(CourseStep.MAILED, "Marker som &sendt", "F8", "Paperplane"),
    MonthAct(CourseStep.ARRIVED, "Marker som &mottatt", "F9", "InboxDown"),
    MonthAct(CourseStep.NOTHING, "&Ingen timer", "Ctrl+0", "CircleSlash"),
    MonthAct(CourseStep.SENT_BACK, "Send &tilbake …", "Ctrl+R", "ArrowUndo"),
    MonthAct(CourseStep.CHECKED, "&Attester", "Ctrl+E", "Eye"),
    MonthAct(CourseStep.APPROVED, "&Godkjenn", "Ctrl+G", "Checkmark"),
)


class Chosen(NamedTuple):
    """One sheet an act is for, come in or not."""

    key: SheetKey
    sheet_number: int | None
    version: int = 0  # that was seen; 0: it was not looked at
    who: str = ""  # for the screen: the client, and the month where it is not given


class MonthActs:
    """Does casework on the chosen sheets, and says what was done and what was left."""

    def __init__(self, over: QWidget, workspace: Workspace, say: Say) -> None:
        """Work in ``workspace``; ``say`` tells, questions stand above ``over``."""
        self._over, self._workspace, self._say = over, workspace, say

    def take(self, step: CourseStep, chosen: Sequence[Chosen]) -> None:
        """Take ``step`` on all of ``chosen``; those it cannot be taken on are told.

        Sending back asks why first: that is in ``ledger_acts``.
        """
        if not chosen:
            return
        keys = [each.key for each in chosen]
        numbers = [each.sheet_number for each in chosen if each.sheet_number]
        seen = {
            each.sheet_number: each.version
            for each in chosen
            if each.sheet_number and each.version
        }
        if step in (CourseStep.CHECKED, CourseStep.APPROVED) and not numbers:
            self._say("Timelisten er ikke kommet inn.", None)
            return
        today, now = self._workspace.today(), datetime.now(UTC)

        def _do(session: Session) -> Done:
            match step:
                case CourseStep.MAILED:
                    return mark_mailed(session, keys, today=today)
                case CourseStep.ARRIVED:
                    return mark_arrived(session, keys, today=today)
                case CourseStep.NOTHING:
                    return mark_nothing(session, keys, today=today)
                case CourseStep.CHECKED:
                    meant = sheets_to_sign(session, numbers)
                    return check_sheets(session, meant, now=now, seen=seen)
            meant = sheets_to_sign(session, numbers)
            return approve_sheets(session, meant, now=now, seen=seen)

        names = {each.key: each.who for each in chosen}
        self._workspace.save(_do, lambda done: self.tell(done, names))

    def tell(self, done: Done, names: Mapping[SheetKey, str]) -> None:
        """Say what was done, with the way back, and what was left and why."""
        if done.count == 0 and len(done.left) == 1:
            self._say(done.left[0].reason, None)
            return
        if done.count:
            self._say(_said(done, names), lambda: self.undo(done))
        if done.left:
            self._tell_left(done, names)

    def undo(self, done: Done) -> None:
        """Take back what was done."""
        self._workspace.save(lambda session: undo_step(session, done))

    def step_back(self, numbers: Sequence[int]) -> None:
        """Take back the approval of sheets, or that they are attested."""

        def _do(session: Session) -> int:
            meant = sheets_to_sign(session, numbers)
            back = undo_approval(session, meant)
            others = [number for number in meant if number not in back]
            return len(back) or len(undo_check(session, others))

        def _tell(done: int) -> None:
            sheets = count(done, "timeliste", "timelister")
            self._say(f"Tatt tilbake ett steg: {sheets}", None)

        self._workspace.save(_do, _tell)

    def remove(self, number: int, who: str) -> None:
        """Take a sheet away."""
        self._workspace.save(
            lambda s: delete_sheet(s, number),
            lambda removed: self._say(
                f"Slettet: {who}",
                lambda: self._workspace.save(lambda s: restore_sheet(s, removed)),
            ),
        )

    def _tell_left(self, done: Done, names: Mapping[SheetKey, str]) -> None:
        text = "\n".join(_reasons(done.left, names))
        sheets = count(len(done.left), "timeliste", "timelister")
        title = f"{sheets} ble ikke med"
        ask(self._over, title, text, no="Lukk")


def _said(done: Done, names: Mapping[SheetKey, str]) -> str:
    if (
        done.count == 1
        and len(done.changes) == 1
        and (who := names.get(done.changes[0].key))
    ):
        return f"{done.step.done}: {who}"
    return f"{done.step.done}: {count(done.count, 'timeliste', 'timelister')}"


def _reasons(left: Sequence[Left], names: Mapping[SheetKey, str]) -> list[str]:
    """Return a line for each row left, or for each reason when they are many."""
    if len(left) <= TOLD:
        return [
            f"{names.get(one.key) or f'O-{one.assignment}'}: {one.reason}"
            for one in left
        ]
    reasons: dict[str, int] = {}
    for one in left:
        reasons[one.reason] = reasons.get(one.reason, 0) + 1
    return [f"{number} stk.: {reason}" for reason, number in reasons.items()]
