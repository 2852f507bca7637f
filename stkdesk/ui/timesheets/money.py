"""The sums of a sheet as a small table: what, how it comes about, how much."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from stkdesk.domain.formats import hours_text, km_text, kr, kroner_text
from stkdesk.domain.holiday_pay import holiday_pay
from stkdesk.domain.pay import Pay, PayKind, PayLine
from stkdesk.domain.rate import RateKind
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.texts import label, number_label

RATE_WORDS = {
    RateKind.HOUR_INDIVIDUAL: "timesats",
    RateKind.HOUR_GROUP: "timesats for gruppe",
    RateKind.HOUR_OTHER: "timesats for annet",
    RateKind.EXPENSE_HOUR: "utgiftsdekning per time",
    RateKind.EXPENSE_MONTH: "utgiftsdekning per måned",
    RateKind.KM_STATE: "km-sats",
    RateKind.KM_TAX_FREE: "trekkfri km-sats",
    RateKind.KM_PASSENGER: "passasjertillegg",
}
FLAT = (PayKind.EXPENSE_HOUR, PayKind.EXPENSE_MONTH)


def how(line: PayLine) -> str:
    """Return how a line comes about: ``22,25 t × 241,35``."""
    if line.kind is PayKind.EXPENSES:
        return line.account
    if line.kind is PayKind.EXPENSE_MONTH:
        return "for måneden"
    rate = kroner_text(line.rate_ore)
    if line.kind.is_driving:
        return f"{km_text(line.quantity)} km × {rate}"
    return f"{hours_text(line.quantity)} t × {rate}"


def money(
    pay: Pay,
    total: str = "Til utbetaling",
    *,
    workings: bool = True,
    holiday: int | None = None,
) -> QVBoxLayout:
    """Return the lines of ``pay``, their sum, and what was kept from being paid.

    Without ``workings`` how each line comes about is only in its tool tip. ``holiday``:
    feriepenger in parts of a thousand, for who has them.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, theme.u(4), 0, theme.u(4))
    grid.setVerticalSpacing(theme.u(7))
    grid.setHorizontalSpacing(theme.u(10))
    grid.setColumnStretch(1, 1)
    for line in pay.lines:
        if not (line.quantity or line.sum_ore):
            continue  # all of it is beyond a cap, which a sentence below says
        name = label(line.kind.label, wrap=True)  # else a long one pushes the sums out
        name.setToolTip(how(line))
        shown = label(how(line) if workings else "", "small")
        _add(grid, name, shown, number_label(kr(line.sum_ore)))
    sum_of = number_label(kr(pay.sum_ore), "h3")
    sum_of.setAccessibleName(f"{total} {kr(pay.sum_ore)}")
    _add(grid, label(total, "h3"), label(), sum_of)
    notes = [label(text, "warning", wrap=True) for text in unpaid(pay)]
    if holiday is not None and pay.fee_ore:
        notes.append(label(holiday_words(pay.fee_ore, holiday), "small", wrap=True))
    return column(grid, *notes, gap=4)


def holiday_words(fee_ore: int, permille: int) -> str:
    """Return what an employed support contact earns beside the pay."""
    percent = f"{permille // 10},{permille % 10}"
    earned = kr(holiday_pay(fee_ore, permille))
    return (
        f"Feriepenger: {percent} % av {kr(fee_ore)} er {earned}. "
        "Lønnskontoret regner dem ut."
    )


def unpaid(pay: Pay) -> Sequence[str]:
    """Return a sentence for each thing the sheet says that is not paid."""
    texts = []
    if pay.unpaid_metres:
        texts.append(
            f"{km_text(pay.unpaid_metres)} km er over kjørerammen: "
            f"{kr(pay.unpaid_drive_ore)} betales ikke."
        )
    if ore := pay.unpaid_expense_ore:
        kinds = {line.kind: line.sum_ore for line in pay.lines}
        if any(kind in kinds for kind in FLAT):
            texts.append(f"{kr(ore)} i utlegg er alt dekket av den faste summen.")
        elif not kinds.get(PayKind.EXPENSES):
            texts.append(f"{kr(ore)} i utlegg dekkes ikke av avtalen.")
        else:
            texts.append(f"{kr(ore)} er over rammen for utlegg.")
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
