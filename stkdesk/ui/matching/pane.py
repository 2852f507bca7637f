"""The list of a match with the one under the cursor in full, and what keys do there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from stkdesk.domain.formats import number_text
from stkdesk.domain.listing import ListPage
from stkdesk.domain.matching import InquiryAnswer
from stkdesk.domain.staff import Right
from stkdesk.services.inquiries import (
    Asked,
    answer_inquiry,
    ask_contact,
    forget_inquiry,
    reopen_inquiry,
)
from stkdesk.services.vetoes import VetoDone, lift_veto
from stkdesk.ui.blocked import or_refused
from stkdesk.ui.matching.card import MatchCard
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEYS = {
    "j": InquiryAnswer.YES,
    "n": InquiryAnswer.NO,
    "i": InquiryAnswer.LATER,
}
TABLES = frozenset(
    {"inquiries", "vetoes", "assignments", "match_wishes", "contacts", "people"}
    | {"police_certificates", "declarations", "recruitments", "decisions", "waits"}
)


class MatchPane(RegisterPage):
    """Those who may suit one other; S, J, N, I and O do what they say in the list.

    Signals:
        assign_wanted, veto_wanted: the client and the support contact.
        left_for: the room and the number of a record to be shown there.
        heard: what is shown was changed; the tables.
    """

    assign_wanted, veto_wanted = Signal(int, int), Signal(int, int)
    left_for = Signal(str, int)
    heard = Signal(object)
    other_room = ""  # where the cards of those in the list are
    tables = TABLES
    card_width, list_width = 380, 560

    def __init__(self, workspace: Workspace, number: int) -> None:
        """Look for somebody for the one with this short number."""
        self.one = number
        self._asks_why = False
        super().__init__(workspace)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)  # the order is its own, no column's
        header.setToolTip("")

    # What the two directions say.

    def pair(self, number: int) -> tuple[int, int]:
        """Return client and support contact, when ``number`` is in the list."""
        raise NotImplementedError

    def told(self, record: Any) -> tuple[str, ...]:
        """Return the lines under the name."""
        return ()

    # The list and the card.

    def list_changed(self, rows: ListPage[Any]) -> None:
        """Count everybody on the chip "Alle"."""
        self.filter.show_counts({"": rows.everything})

    def _write_foot(self) -> None:
        """Say how many there are; the order is told by the window."""
        hits = self.rows.rowCount()
        there_are = number_text(max(hits, self._everything))
        self._foot.setText(f"Viser {number_text(hits)} av {there_are}")

    def refresh(self, tables: frozenset[str]) -> None:
        super().refresh(tables)
        self.heard.emit(tables)

    def card(self, record: Any) -> MatchCard:
        made = MatchCard(
            record.name,
            self.told(record),
            record.facts,
            asked=record.asked,
            stops=record.hindrance,
            veto=record.veto,
            edits=self.workspace.may(Right.EDIT_CASES),
        )
        made.ask_wanted.connect(self.ask)
        made.answered.connect(self.answer)
        made.why_given.connect(self.say_why)
        made.assign_wanted.connect(self.assign)
        made.veto_wanted.connect(lambda: self.veto_wanted.emit(*self._pair()))
        made.lift_wanted.connect(self.lift)
        made.open_wanted.connect(
            lambda: self.left_for.emit(self.other_room, record.number)
        )
        return made

    def edit_record(self, record: Any) -> None:
        """Enter: ask, or make the assignment once they have said yes."""
        said_yes = record.asked and record.asked.answer is InquiryAnswer.YES
        if record.hindrance is None and said_yes:
            self.assign()
        elif record.asked is None:
            self.ask()

    def _on_typed(self, sign: str) -> None:
        """S, J, N, I and O act; everything else is searched for."""
        key = sign.casefold()
        if key == "s":
            self.ask()
        elif key == "o":
            self.assign()
        elif key in KEYS:
            self.answer(KEYS[key])
        else:
            super()._on_typed(sign)

    def _read_card(self) -> None:
        """Read the one under the cursor; it is a line of the list, not a record."""
        self._resting.stop()
        if self._number is not None and self.isVisible():
            read, again = self.reading_record(self._number), self.record is not None
            work = or_refused(read, again=again)
            self.workspace.ask(work, self._on_record, key=(id(self), "card"))

    def _put_card(self, record: Any) -> None:
        super()._put_card(record)
        asked: Asked | None = getattr(record, "asked", None)
        if self._asks_why and asked is not None and asked.answer is not None:
            self._asks_why = False
            made = self._card.currentWidget().findChild(MatchCard)
            if made is not None:
                made.why.setFocus()

    # What can be done.

    def ask(self) -> None:
        """Note that the contact was asked today."""
        record = self._free()
        if record is None:
            return
        client, contact = self._pair()
        today = self.workspace.today()
        self.workspace.save(
            lambda s: ask_contact(s, client, contact, today=today),
            lambda number: self.toast("Spurt i dag", partial(self._forget, number)),
        )

    def answer(self, answer: InquiryAnswer) -> None:
        """Note what was answered; who was not asked before is asked with it."""
        record = self._free()
        if record is None:
            return
        client, contact = self._pair()
        today, known = self.workspace.today(), _open_of(record)

        def work(session: Session) -> tuple[int, int]:
            number, version = known or (0, 1)
            if not known:
                number = ask_contact(session, client, contact, today=today)
            answer_inquiry(session, number, version, answer, "", today=today)
            return number, version

        def done(made: tuple[int, int]) -> None:
            number, version = made
            self.toast(
                f"Svarte {answer.label.lower()}",
                lambda: self.workspace.save(
                    lambda s: reopen_inquiry(s, number, version + 1)
                ),
            )

        # A yes goes on to the assignment, with O; it is a no that has a reason.
        self._asks_why = answer is not InquiryAnswer.YES
        self.workspace.save(work, done)

    def say_why(self, why: str) -> None:
        """Note why they answered as they did."""
        record = self.record
        if record is None or record.asked is None or record.asked.answer is None:
            return
        asked: Asked = record.asked
        answer, today = record.asked.answer, self.workspace.today()
        self.workspace.save(
            lambda s: answer_inquiry(
                s, asked.number, asked.version, answer, why, today=today
            ),
            lambda _done: self.toast("Begrunnelsen er lagret"),
        )
        self.table.setFocus()

    def assign(self) -> None:
        """Begin the assignment of the two."""
        if self._free() is not None:
            self.assign_wanted.emit(*self._pair())

    def lift(self) -> None:
        """Let the two be put together again."""
        record = self.record
        if record is None or record.veto is None or self.refuses(Right.EDIT_CASES):
            return
        number, today = record.veto.number, self.workspace.today()
        self.workspace.save(
            lambda s: lift_veto(s, number, today=today),
            lambda _done: self.toast("«Aldri sammen» er opphevet"),
        )

    def told_veto(self, done: VetoDone) -> None:
        """Say that a veto stands, and what rests because of it."""
        paused = ", ".join(f"O-{number}" for number in done.paused)
        rest = f". Oppdrag {paused} er satt på pause" if paused else ""
        self.toast(f"De to settes aldri sammen{rest}")

    def _pair(self) -> tuple[int, int]:
        assert self._number is not None
        return self.pair(self._number)

    def _free(self) -> Any:
        """Return the one under the cursor, if something can be done about them.

        By the line of the list, when the card is still on its way.
        """
        record = self._seen()
        if record is None:
            return None
        if self.refuses(Right.EDIT_CASES):
            return None
        if record.hindrance is not None:
            self.toast(f"Kan ikke: {record.hindrance.sentence}.")
            return None
        return record

    def _seen(self) -> Any:
        if self.record is not None and self.record.number == self._number:
            return self.record
        at = None if self._number is None else self.rows.row_of(self._number)
        return None if at is None else self.rows.row(at)

    def _forget(self, number: int) -> None:
        self.workspace.save(lambda s: forget_inquiry(s, number, 1))


def _open_of(record: Any) -> tuple[int, int] | None:
    """Return number and version of the question that stands, answered or not."""
    asked: Asked | None = record.asked
    return (asked.number, asked.version) if asked is not None else None
