"""Lønnsart and kontering: a line to set one, and under it all there are, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QGridLayout, QWidget

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.formats import long_date, short_date
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import PayCodeRow, pay_code_problems
from stkdesk.services.pay_codes import list_pay_codes, remove_pay_code, set_pay_code
from stkdesk.ui import errors, theme
from stkdesk.ui.fields import ChoiceField, DateField, TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.page import Page
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import clear, column, flat, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

Kind = TypeVar("Kind", bound=StrEnum)
NOT_SET = Mark("Ikke lagt inn", Tone.QUIET)
NOW = Mark("Gjelder nå", Tone.GOOD, "Checkmark")
COMING = Mark("Kommer", Tone.ACT, "Clock")


class AnyOf(ChoiceField[Kind], Generic[Kind]):
    """One of a few, or all of them, which is None."""

    def __init__(self, choices: Sequence[Kind]) -> None:
        """Offer all of them first."""
        super().__init__(choices)
        self.insertItem(0, "Alle", "")
        self.setCurrentIndex(0)

    def chosen(self) -> Kind | None:
        """Return what is chosen."""
        at = self.currentIndex() - 1
        return self._choices[at] if at >= 0 else None


class Codes(QWidget):
    """Every kind of pay, with the codes it has and has had."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page``."""
        super().__init__()
        self._page = page
        self._rows: tuple[PayCodeRow, ...] = ()
        self._kind = ChoiceField(tuple(PayKind))
        self._employment = AnyOf(tuple(Employment))
        self._solution = AnyOf(tuple(Solution))
        self._from = DateField(page.workspace.today)
        self._code, self._account = TextField(), TextField()
        self._fields = {
            "kind": Field("&Hva", self._kind),
            "pay_code": Field("&Lønnsart", self._code, width=110),
            "account": Field("&Kontering", self._account, width=170, optional=True),
            "employment": Field("&Tilknytning", self._employment),
            "solution": Field("L&øsning", self._solution),
            "valid_from": Field("&Gjelder fra", self._from, width=150),
        }
        self._table = column(gap=2)
        self.setLayout(
            column(
                label("Lønnsarter og kontering", "h3"),
                label(
                    "Får noen en egen lønnsart, velg tilknytning eller løsning. Den "
                    "som sier mest om hvem den gjelder, går foran.",
                    "small",
                    wrap=True,
                ),
                2,
                self._add_line(),
                6,
                self._table,
                gap=4,
            )
        )

    @property
    def is_half_typed(self) -> bool:
        """Whether something typed would be lost."""
        typed = (self._from, self._code, self._account)
        return any(each.text().strip() for each in typed)

    def discard(self) -> None:
        """Throw away what was typed."""
        self._empty()
        self._show_problems(())

    def read(self) -> None:
        """Read every code again."""
        self._page.workspace.ask(list_pay_codes, self._show, key=(id(self), "codes"))

    # Showing.

    def _show(self, rows: Sequence[PayCodeRow]) -> None:
        self._rows = tuple(rows)
        clear(self._table)
        for kind in PayKind:
            mine = [each for each in rows if each.kind is kind]
            head = row(label(kind.label, "h3"), None)
            if not mine:
                head.addWidget(Badge(NOT_SET))
            self._table.addSpacing(theme.u(8))
            self._table.addLayout(head)
            if mine:
                self._table.addLayout(self._history(mine))
            self._table.addSpacing(theme.u(6))
            self._table.addWidget(line())

    def _history(self, rows: Sequence[PayCodeRow]) -> QGridLayout:
        """Return a line for each code; newest first among those for the same."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(14))
        grid.setVerticalSpacing(theme.u(2))
        today = self._page.workspace.today()
        for at, each in enumerate(_newest_first(rows)):
            code = label(each.pay_code, selectable=True)
            code.setMinimumWidth(theme.u(60))
            whom = each.whom[0].upper() + each.whom[1:]
            account = f"kontering {each.account}" if each.account else "uten kontering"
            told = label(f"{whom} · {account}", "muted", wrap=True, selectable=True)
            told.setMinimumWidth(1)
            since = label(f"fra {short_date(each.valid_from)}", "muted")
            cells: tuple[QWidget, ...] = (code, told, since)
            for across, cell in enumerate(cells):
                grid.addWidget(cell, at, across)
            if mark := _mark(each, rows, today):
                grid.addWidget(Badge(mark), at, 3)
            grid.addWidget(self._remover(each), at, 4)
        grid.setColumnMinimumWidth(3, theme.u(100))  # the same with and without a mark
        grid.setColumnStretch(1, 1)
        return grid

    def _remover(self, code: PayCodeRow) -> QWidget:
        remove = partial(self._remove, code)
        return button("Fjern", "link", name=f"Fjern: {_told(code)}", on=remove)

    def _add_line(self) -> QWidget:
        add = button("Legg til lønnsart", "primary", on=self._add)
        add.setAutoDefault(True)
        fields = QWidget()
        flow = Flow(fields, theme.u(12))
        for field in self._fields.values():
            field.stand_beside()
            flow.addWidget(field)
        self._code.returnPressed.connect(self._account.setFocus)
        self._account.returnPressed.connect(self._from.setFocus)
        self._from.returnPressed.connect(self._add)
        return flat(column(fields, row(add, None), gap=8, margins=14))

    # Saving.

    def _add(self) -> None:
        code = PayCodeRow(
            self._kind.value(),
            self._from.value() or date.min,
            self._code.value(),
            self._account.value(),
            self._employment.chosen(),
            self._solution.chosen(),
        )
        if self._show_problems(self._found(code)):
            return
        before = [each for each in self._rows if each.place == code.place]
        self._page.workspace.save(
            lambda session: set_pay_code(session, code),
            lambda _done: self._on_added(code, before),
            self._on_refused,
        )

    def _found(self, code: PayCodeRow) -> list[Problem]:
        found = [*pay_code_problems(code)]
        if text := self._from.complaint():
            found.append(Problem("valid_from", text))
        elif self._from.value() is None:
            found.append(Problem("valid_from", "Skriv fra hvilken dag den gjelder."))
        return found

    def _on_refused(self, error: BaseException) -> None:
        match error:
            case InvalidInputError():
                self._show_problems(error.problems)
            case OfficeError():
                text = f"{error.title} {error.advice}"
                self._show_problems([Problem("pay_code", text)])
            case _:
                errors.show(self, error)

    def _on_added(self, code: PayCodeRow, before: Sequence[PayCodeRow]) -> None:
        self._empty()
        self._kind.setFocus()
        undo = partial(_put_back, self._page.workspace, code, before)
        self._page.toast(f"Lagret: {_told(code)}", undo)

    def _remove(self, code: PayCodeRow) -> None:
        workspace = self._page.workspace

        def _removed(_done: object) -> None:
            self._kind.setFocus()
            undo = partial(_restore, workspace, code)
            self._page.toast(f"Fjernet: {_told(code)}", undo)

        workspace.save(lambda session: remove_pay_code(session, code), _removed)

    def _show_problems(self, problems: Sequence[Problem]) -> bool:
        """Write each problem under its field; return whether there are any."""
        by_field = {problem.field: problem for problem in problems}
        for name, field in self._fields.items():
            field.show_problem(by_field.get(name))
        for name, field in self._fields.items():
            if name in by_field:
                field.editor.setFocus()
                break
        return bool(problems)

    def _empty(self) -> None:
        for editor in (self._from, self._code, self._account):
            editor.set_value(None)


def _newest_first(rows: Sequence[PayCodeRow]) -> list[PayCodeRow]:
    newest = sorted(rows, key=lambda each: each.valid_from, reverse=True)
    return sorted(newest, key=lambda each: (each.employment or "", each.solution or ""))


def _mark(code: PayCodeRow, rows: Sequence[PayCodeRow], today: date) -> Mark | None:
    """Return whether ``code`` holds now, or will; nothing when it is past."""
    if code.valid_from > today:
        return COMING
    newer = [
        each
        for each in rows
        if replace(each, valid_from=code.valid_from).place == code.place
        and code.valid_from < each.valid_from <= today
    ]
    return None if newer else NOW


def _told(code: PayCodeRow) -> str:
    return (
        f"{code.kind.label}, {code.whom}: {code.pay_code} "
        f"fra {long_date(code.valid_from)}"
    )


def _put_back(
    workspace: Workspace, code: PayCodeRow, before: Sequence[PayCodeRow]
) -> None:
    """Take ``code`` away again; ``before`` is what it replaced, if anything."""
    if before:
        _restore(workspace, before[0])
    else:
        workspace.save(lambda session: remove_pay_code(session, code))


def _restore(workspace: Workspace, code: PayCodeRow) -> None:
    workspace.save(lambda session: set_pay_code(session, code))
