"""Rekruttering: everybody who wants to help, on a board with a column for each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from stkdesk.domain.case_rules import CaseRule, rules_on
from stkdesk.domain.duty import About
from stkdesk.domain.formats import count
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.recruiting_steps import Step
from stkdesk.domain.staff import Right
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.recruiting_board import BoardCard, recruiting_board
from stkdesk.ui import theme
from stkdesk.ui.acts import act
from stkdesk.ui.contacts.becoming import become_active
from stkdesk.ui.contacts.choosing import ChoosingForm
from stkdesk.ui.memory import window_settings
from stkdesk.ui.page import Page
from stkdesk.ui.parts import Parts
from stkdesk.ui.recruiting.board import Board
from stkdesk.ui.recruiting.foot import Foot
from stkdesk.ui.recruiting.listing import COLUMNS, found_by, page_of
from stkdesk.ui.recruiting.words import MAKE_ACTIVE, remedy_of, ticket_of
from stkdesk.ui.table import PagedRows
from stkdesk.ui.table_view import Table
from stkdesk.ui.widgets.boxes import card, column, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.search import SearchField
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

BOARD, LIST, CLOSED = "board", "list", "closed"
VIEWS = ((BOARD, "Tavle"), (LIST, "Liste"), (CLOSED, "Avsluttet siste år"))


@dataclass(frozen=True, slots=True)
class Shown:
    """Who is on the board, and which steps this office asks for."""

    cards: tuple[BoardCard, ...]
    hidden: frozenset[Step]  # steps the office does not ask for


class RecruitingPage(Page):
    """The board of applicants, or the same as a list, with the next step for one."""

    room, title, help_topic = "recruiting", "Rekruttering", "rekruttering"
    tables = frozenset(
        {"contacts", "people", "recruitments", "contact_references", "case_rules"}
        | {"police_certificates", "declarations", "contact_letters"}
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; who is on the board is read when the page is shown."""
        super().__init__(workspace)
        self._cards: tuple[BoardCard, ...] = ()
        self._number: int | None = None  # under the cursor, on the board or the list
        self._wanted: int | None = None  # to be chosen when it is read
        self.board = Board([(step, step.label) for step in Step if step.is_on_board])
        self.search = SearchField("Søk i navn")
        self.rows = PagedRows(COLUMNS, self._fetch, self, sort="step")
        self.table = Table(self.rows, self.room, self.title)  # sorts as last time
        self.views = Chips(VIEWS, "Visning")
        self.foot = Foot(workspace.may)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        kept = str(window_settings().value("recruiting/view", BOARD))
        self.views.choose(kept if kept in (BOARD, LIST) else BOARD)
        self._show_view()

    # What the window asks.

    def shown(self) -> None:
        """Put the cursor on the board, or in the list."""
        (self.board if self._is_board else self.table).setFocus()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again who stands where."""
        today, closed = self.workspace.today(), self.views.chosen == CLOSED
        self.workspace.ask(
            lambda session: _read(session, today, closed=closed),
            self._show,
            key=(id(self), "board"),
        )

    def focus_search(self) -> None:
        """Put the cursor in the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def open_record(self, number: int) -> None:
        """Put the cursor on an applicant."""
        self._wanted = number
        self.search.clear()
        self._fill()

    def next_pane(self) -> None:
        """F6: between the search field and the board."""
        if self.search.hasFocus():
            self.shown()
        else:
            self.focus_search()

    def new_record(self) -> None:
        """Register somebody who applies."""
        # At the press: forms are loaded when they are wanted.
        from stkdesk.ui.recruiting.form import open_recruitment

        open_recruitment(self, self.workspace)

    def register_certificate(self) -> None:
        """Register that somebody shows a police certificate: asks who."""
        if self.refuses(Right.EDIT_CONTACTS):
            return
        go_on: Callable[[int], object] = partial(self._do, "certificate/register")
        ChoosingForm(self, "Registrer politiattest", go_on).open()

    # Reading.

    def _show(self, shown: Shown) -> None:
        self._cards = shown.cards
        standing = {each.step for each in shown.cards}
        self.board.hide_columns(shown.hidden - standing)
        self._fill()
        work = [each for each in self._cards if each.step.is_on_board]
        ready = sum(each.step is Step.READY for each in work)
        told = [count(len(work), "søker", "søkere")] if work else []
        if ready:
            told.append(f"{ready} klar" if ready == 1 else f"{ready} klare")
        self.set_subtitle(" · ".join(told))

    def _fill(self) -> None:
        """Show those the search means."""
        found = self._found()
        by_step: dict[str, list[Any]] = {}
        for each in found:
            by_step.setdefault(each.step, []).append(ticket_of(each))
        self.board.show_tickets(by_step)
        self.rows.reload()
        if any(each.number == self._wanted for each in found):
            number, self._wanted = self._wanted, None
            assert number is not None
            self.board.choose(number)
            self.table.choose(number)
        self._show_view()

    def _found(self) -> list[BoardCard]:
        return found_by(self.search.text(), self._cards)

    def _fetch(
        self, query: ListQuery, deliver: Callable[[ListPage[Any]], None]
    ) -> None:
        deliver(page_of(self._found(), query, len(self._cards)))

    # What is chosen.

    @property
    def _is_board(self) -> bool:
        return self.views.chosen == BOARD

    def _card(self) -> BoardCard | None:
        found = (each for each in self._cards if each.number == self._number)
        return next(found, None)

    def _on_chosen(self, chosen: Any) -> None:
        sender_is_board = self.sender() is self.board
        if sender_is_board is not self._is_board:
            return  # the one that is not seen follows along silently
        self._number = getattr(chosen, "number", chosen)
        self.foot.show_card(self._card())

    def _on_typed(self, sign: str) -> None:
        self.search.setFocus()
        self.search.setText(sign)

    def _on_view(self, key: str) -> None:
        if key != CLOSED:
            window_settings().setValue("recruiting/view", key)
        self.refresh(frozenset())
        self._show_view()
        self.shown()

    def _show_view(self) -> None:
        """Show the board or the list, or what to do when nobody is there."""
        if not self._found():
            self._stack.removeWidget(self._stack.widget(2))
            self._stack.insertWidget(2, self._nobody())
            self._stack.setCurrentIndex(2)
            self._number = None
            self.foot.show_card(None)
            return
        self._stack.setCurrentIndex(0 if self._is_board else 1)
        current: Any = self.board.number if self._is_board else self.table.current
        self._number = getattr(current, "number", current)
        self.foot.show_card(self._card())

    def _nobody(self) -> Empty:
        if self.search.text():
            back = button("Vis alle", icon="ArrowUndo", on=self.search.clear)
            return Empty("MagnifyingGlass", "Ingen treff", "Prøv et annet navn.", back)
        if self.views.chosen == CLOSED:
            text = "Søkere som trakk seg eller ikke ble godkjent, kommer hit."
            return Empty("HandHeart", "Ingen avsluttet siste år", text)
        buttons = []
        if self.workspace.may(Right.EDIT_CONTACTS):
            new = button("Ny søker", "primary", icon="Plus", on=self.new_record)
            buttons.append(new)
        return Empty(
            "HandHeart",
            "Ingen søkere nå",
            "Her kommer alle som vil bli støttekontakt, steg for steg fra søknaden til "
            "de er klare.",
            *buttons,
        )

    # What is done.

    def _open(self, number: int) -> None:
        self._do("recruiting/open", number)

    def _next(self, number: int) -> None:
        found = (each for each in self._cards if each.number == number)
        applicant = next(found, None)
        if applicant is not None:
            self._do(remedy_of(applicant).act, number)

    def _do(self, name: str, number: int) -> None:
        if self.refuses(Right.EDIT_CONTACTS):
            return
        if name == MAKE_ACTIVE.act:
            become_active(self, number)
        else:
            act(self, name, About(contact=number))

    def _with_chosen(self, do: Callable[[int], object]) -> None:
        if self._number is not None:
            do(self._number)

    # Layout.

    def _lay_out(self) -> None:
        buttons = []
        if self.workspace.may(Right.EDIT_CONTACTS):
            buttons.append(
                button(
                    "Ny søker",
                    "primary",
                    icon="Plus",
                    tip="Ny søker (Ctrl+N)",
                    on=self.new_record,
                )
            )
        self.search.setMaximumWidth(theme.u(320))
        head = row((self.search, 2), (self.views, 3), *buttons, gap=12)
        top = column(Parts(self), head, gap=10, margins=(16, 12, 16, 11))
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody())
        middle = column(self._stack, margins=(10, 8, 10, 8))
        inside = column(top, line(), (middle, 1), self.foot, gap=0)
        lay = QVBoxLayout(self)
        side, above = theme.u(20), theme.u(16)
        lay.setContentsMargins(side, above, side, above)
        lay.addWidget(card(inside))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._fill)
        self.search.left_downwards.connect(self.shown)
        self.views.picked.connect(self._on_view)
        for each in (self.board, self.table):
            each.chosen.connect(self._on_chosen)
            each.typed.connect(self._on_typed)
        self.board.opened.connect(self._open)
        self.board.next_wanted.connect(self._next)
        self.table.opened.connect(lambda row: self._open(row.number))
        QShortcut(
            QKeySequence("Ctrl+Return"), self, partial(self._with_chosen, self._next)
        )
        self.foot.open_wanted.connect(partial(self._with_chosen, self._open))
        self.foot.next_wanted.connect(partial(self._with_chosen, self._next))
        self.foot.card_wanted.connect(
            partial(self._with_chosen, partial(self.goto.emit, "contacts"))
        )


def _read(session: Session, today: date, *, closed: bool) -> Shown:
    cards = recruiting_board(session, today=today, closed=closed)
    if closed:
        cards = tuple(each for each in cards if each.step is Step.CLOSED)
    rules = rules_on(today, list_case_rules(session))
    hidden = set()
    if not rules[CaseRule.CONTACT_COURSE]:
        hidden.add(Step.COURSE)
    if not rules[CaseRule.CONTACT_REFERENCES]:
        hidden.add(Step.REFERENCES)
    return Shown(cards, frozenset(hidden))
