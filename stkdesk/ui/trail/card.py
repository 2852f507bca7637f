"""The card of one event: who, what, when, on what basis; fields before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from stkdesk.domain.names import initials
from stkdesk.services.trail_list import EventCard, FieldChange
from stkdesk.ui.trail import words
from stkdesk.ui.widgets.boxes import Item, column, facts, flat, line, section
from stkdesk.ui.widgets.record import header
from stkdesk.ui.widgets.texts import label

ERASED = "Opplysningene er slettet sammen med personen. At det skjedde, står igjen."


class EventView(QWidget):
    """Shows one event; knows no database."""

    def __init__(self, card: EventCard) -> None:
        """Show ``card``."""
        super().__init__()
        row = card.row
        mark = words.action_mark(row.action)
        items: list[Item] = [
            header(
                initials("", row.about),
                row.what if row.about else row.action.label,
                row.about or row.what,
                [mark] if mark else (),
                icon=words.picture_of(row.action),
            ),
            line(),
            facts(_facts(card)),
        ]
        if card.changes:
            items += [line(), section("Hva som ble endret", _changes(card.changes))]
        if card.is_erased:
            items += [line(), label(ERASED, "muted", wrap=True)]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))


def _facts(card: EventCard) -> list[tuple[str, str | QWidget]]:
    row = card.row
    told: list[tuple[str, str | QWidget]] = [
        ("Hva", row.action.label),
        ("Hvem", row.who or "Ukjent"),
        ("Rolle", card.roles),
        ("Hører til", card.unit),
        ("Når", words.period(row)),
        ("Maskin", card.machine),
        *card.told,
        ("Nummer", str(row.number)),
    ]
    return [(name, value) for name, value in told if value]


def _changes(changes: Sequence[FieldChange]) -> QWidget:
    """Return each field with what it was and what it is."""
    lay = column(gap=8)
    for each in changes:
        lay.addWidget(flat(column(*_lines(each), gap=2, margins=(12, 8, 12, 8))))
    made = QWidget()
    made.setLayout(lay)
    return made


def _lines(change: FieldChange) -> list[Item]:
    lines: list[Item] = [label(change.field, "small")]
    if change.before:
        lines.append(
            label(f"Før: {change.before}", "muted", wrap=True, selectable=True)
        )
    if change.after:
        shown = f"Nå: {change.after}" if change.before else change.after
        lines.append(label(shown, wrap=True, selectable=True))
    if change.before and not change.after:
        lines.append(label("Nå: tomt", wrap=True))
    return lines
