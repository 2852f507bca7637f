"""The sums of a sheet as a small table: what, how it comes about, how much."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from stkdesk.domain.formats import hours_text, km_text, kr, kroner_text
from stkdesk.domain.pay import Pay, PayKind, PayLine
from stkdesk.domain.rate import RateKind
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.texts import label, number_label

RATE_WORDS = {
    RateKind.HOUR_INDIVIDUAL: "timesats",
    RateKind.HOUR_GROUP: "timesats for gruppe",
    RateKind.KM_STATE: "km-sats",
    RateKind.KM_TAX_FREE: "trekkfri km-sats",
    RateKind.KM_PASSENGER: "passasjertillegg",
}


def how(line: PayLine) -> str:
    """Return how a line comes about: ``22,25 t × 241,35``."""
    if line.kind is PayKind.EXPENSES:
        return ""
    rate = kroner_text(line.rate_ore)
    if line.kind is PayKind.HOURS:
        return f"{hours_text(line.quantity)} t × {rate}"
    return f"{km_text(line.quantity)} km × {rate}"


def money(
    pay: Pay, total: str = "Til utbetaling", *, workings: bool = True
) -> QVBoxLayout:
    """Return the lines of ``pay``, their sum, and what was kept from being paid.

    Without ``workings`` how each line comes about is only in its tool tip.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, theme.u(4), 0, theme.u(4))
    grid.setVerticalSpacing(theme.u(7))
    grid.setHorizontalSpacing(theme.u(10))
    grid.setColumnStretch(1, 1)
    for line in pay.lines:
        name = label(line.kind.label)
        name.setToolTip(how(line))
        shown = label(how(line) if workings else "", "small")
        _add(grid, name, shown, number_label(kr(line.sum_ore)))
    sum_of = number_label(kr(pay.sum_ore), "h3")
    sum_of.setAccessibleName(f"{total} {kr(pay.sum_ore)}")
    _add(grid, label(total, "h3"), label(), sum_of)
    notes = [label(text, "warning", wrap=True) for text in unpaid(pay)]
    return column(grid, *notes, gap=4)


def unpaid(pay: Pay) -> Sequence[str]:
    """Return a sentence for each thing the sheet says that is not paid."""
    texts = []
    if pay.unpaid_metres:
        texts.append(f"{km_text(pay.unpaid_metres)} km er over kjørerammen.")
    if pay.unpaid_expense_ore:
        texts.append(f"{kr(pay.unpaid_expense_ore)} er over rammen for utlegg.")
    for kind in dict.fromkeys(kind for kind, _ in pay.missing):
        first = min(day for each, day in pay.missing if each is kind)
        texts.append(
            f"Mangler {RATE_WORDS[kind]} for {first:%d.%m.%Y}. "
            "Legg den inn under Innstillinger."
        )
    return texts


def _add(grid: QGridLayout, *cells: QLabel) -> None:
    row = grid.rowCount()
    for at, cell in enumerate(cells):
        grid.addWidget(cell, row, at, Qt.AlignmentFlag.AlignVCenter)
