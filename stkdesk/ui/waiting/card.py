"""The card of one who waits."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import count, long_date
from stkdesk.domain.names import initials_of
from stkdesk.domain.person import years_old
from stkdesk.domain.waiting import unmet_text, waited_text
from stkdesk.services.waiting import WaitingRow
from stkdesk.ui.matching.words import urgency_mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import header
from stkdesk.ui.widgets.texts import label


class WaitingCard(QWidget):
    """Shows what is missing, since when, and why.

    Signals:
        match_wanted, note_wanted, client_wanted: what to open.
    """

    match_wanted, note_wanted, client_wanted = Signal(), Signal(), Signal()

    def __init__(self, waiting: WaitingRow, *, today: date, edits: bool) -> None:
        """Show ``waiting``."""
        super().__init__()
        age = ""
        if waiting.birth_date is not None:
            age = f" · {count(years_old(waiting.birth_date, today), 'år', 'år')}"
        find = button(
            "Finn støttekontakt",
            "primary",
            icon="HandShakeHeart",
            tip="Finn støttekontakt (Enter)",
            on=self.match_wanted.emit,
        )
        acts = [find]
        if edits:
            acts.append(
                button(
                    "Noter  F2", icon="Pencil", name="Noter", on=self.note_wanted.emit
                )
            )
        items: list[Item] = [
            header(
                initials_of(waiting.client),
                waiting.client,
                f"B-{waiting.number}{age}",
                [urgency_mark(waiting.urgency)],
                acts,
            ),
            line(),
            facts(_facts(waiting, today)),
        ]
        if waiting.urgency.aged:
            told = "Hasten har økt av seg selv, fordi brukeren har ventet lenge."
            items.append(label(told, "small", wrap=True))
        if waiting.note:
            items += [line(), label(waiting.note, wrap=True)]
        items.append(
            row(button("Åpne brukeren", "link", on=self.client_wanted.emit), None)
        )
        self.setLayout(column(*items, None, gap=10, margins=20))


def _facts(waiting: WaitingRow, today: date) -> list[tuple[str, str | QWidget]]:
    got = (
        unmet_text(waiting.agreed_minutes, waiting.unit)
        if waiting.agreed_minutes
        else "Ingen"
    )
    asked = (
        count(waiting.asked, "har ikke svart", "har ikke svart")
        if waiting.asked
        else "Ingen"
    )
    return [
        ("Mangler", unmet_text(waiting.missing_minutes, waiting.unit)),
        ("Har avtalt", got),
        ("Venter siden", long_date(waiting.since)),
        ("Har ventet", waited_text(waiting.since, today)),
        ("Hvorfor", waiting.reason.label),
        ("Spurt", asked),
        ("Område", waiting.areas or "Ikke skrevet"),
    ]
