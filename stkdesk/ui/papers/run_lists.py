"""The two lists of a month's run: who is included, and who is not and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QFrame

from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.services.month_run import MonthRun, Wanted, WhyNot
from stkdesk.ui.table import Column, PagedRows
from stkdesk.ui.table_view import Table
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import column, line, row
from stkdesk.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class Left:
    """One that is not in the pile, as the list shows it."""

    number: int
    who: str
    why: WhyNot


def _urgent(left: Left) -> Mark:
    """Mark what the office can do something about in another tone than the rest."""
    match left.why:
        case WhyNot.PROTECTED:
            return Mark("Leveres for hånd", Tone.WARN, "ShieldLock")
        case WhyNot.NO_ADDRESS:
            return Mark("Må rettes", Tone.BAD, "ExclamationmarkTriangle")
    return Mark("I orden", Tone.QUIET, "Minus")


def _reason(left: Left) -> str:
    """Return the condition; what is done about it stands in the mark beside it."""
    return left.why.reason.partition(":")[0]


_INCLUDED = (
    Column("Støttekontakt", lambda one: one.contact, strong=True),
    Column("Sted", lambda one: one.place, width=150, keep=3, muted=True),
    Column("Oppdrag", lambda one: f"O-{one.assignment_number}", width=80, keep=2),
    Column("Språk", lambda one: _short(one.language), width=60, keep=1, muted=True),
)
_LEFT_OUT = (
    Column("Hvem", lambda one: one.who, width=150, keep=9, strong=True),
    Column("Hvorfor", _reason),
    Column("Tiltak", lambda one: _urgent(one).text, width=156, keep=2, mark=_urgent),
)


class _List(QFrame):
    """A heading with a count over a table of rows that are all here."""

    def __init__(self, title: str, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._name = title
        self._title = label(title, "h3")
        self._shown: Sequence[Any] = ()
        self.rows = PagedRows(columns, self._fetch, self)
        self.table = Table(self.rows, name, title)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)  # it is the order of the envelopes
        header.setToolTip("Høyreklikk for å velge kolonner.")
        self.setProperty("card", "true")
        self.setLayout(
            column(
                row(self._title, None, margins=(14, 10, 14, 8)),
                line(),
                (self.table, 1),
                gap=0,
                margins=1,
            )
        )

    def show_all(self, rows: Sequence[Any]) -> None:
        self._shown = rows
        self._title.setText(f"{self._name} ({len(rows)})")
        self.table.setAccessibleName(self._title.text())
        self.rows.reload()

    def _fetch(
        self, query: ListQuery, deliver: Callable[[ListPage[Any]], None]
    ) -> None:
        some = tuple(self._shown[query.offset : query.offset + query.limit])
        deliver(ListPage(some, len(self._shown), len(self._shown)))


class IncludedList(_List):
    """Those who get a sheet, in the order of the envelopes."""

    def __init__(self) -> None:
        """Show nobody yet."""
        super().__init__("Med", "run-included", _INCLUDED)

    def show_rows(self, included: Sequence[Wanted]) -> None:
        """Show ``included``."""
        self.show_all(included)


class LeftOutList(_List):
    """Those who get none, the ones to act on first."""

    def __init__(self) -> None:
        """Show nobody yet."""
        super().__init__("Ikke med", "run-left-out", _LEFT_OUT)

    def show_run(self, run: MonthRun | None) -> None:
        """Show whom ``run`` leaves out, those to be handed over included."""
        if run is None:
            self.show_all(())
            return
        hands = [
            Left(one.assignment_number, one.contact, WhyNot.PROTECTED)
            for one in run.by_hand
        ]
        others = [Left(one.assignment_number, one.who, one.why) for one in run.left_out]
        self.show_all((*hands, *others))


def _short(language: Language) -> str:
    return {Language.BOKMAL: "bm", Language.NYNORSK: "nn"}[language]
