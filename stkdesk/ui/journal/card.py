"""The card of a document: all that identifies it, its files, and its papers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.journal import EntryState
from stkdesk.domain.staff import Right
from stkdesk.services.attachments import AttachmentRow
from stkdesk.services.journal_card import EntryCard
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.journal.marks import mark_of
from stkdesk.ui.papers.preview_pane import size_text
from stkdesk.ui.trail.words import moment
from stkdesk.ui.widgets.boxes import Item, column, facts, line, row, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import header, linked
from stkdesk.ui.widgets.texts import label

PUBLIC = "Offentlig"


class EntryView(QWidget):
    """Shows one document; knows no database.

    Signals:
        opened: (room, number) of a linked record.
        attachment_wanted, save_wanted: the AttachmentRow to look at, or to save.
        attach_wanted, void_wanted: a button was pressed.
        complaint_wanted: the number of the complaint the document belongs to.
    """

    opened = Signal(str, object)
    attachment_wanted, save_wanted = Signal(object), Signal(object)
    attach_wanted, void_wanted = Signal(), Signal()
    complaint_wanted = Signal(int)

    def __init__(self, card: EntryCard, may: May = everybody) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._card, self._may = card, may
        items: list[Item] = [
            header(
                "",
                card.row.title,
                f"{card.row.kind.label} · {card.row.reference}",
                [mark_of(card.row.state)],
                self._buttons(),
                icon="File",
            ),
            line(),
            facts(self._facts()),
        ]
        if card.row.is_withheld and card.withheld_basis:
            items.append(facts([("Hjemmel", card.withheld_basis)], columns=1))
        items += [line(), self._parties()]
        if card.attachments:
            items += [line(), section("Vedlegg", *map(self._file, card.attachments))]
        if card.papers:
            items += [line(), section("Papirer", *self._papers())]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _buttons(self) -> Sequence[QWidget]:
        state = self._card.row.state
        if not self._may(Right.EDIT_CASES) or state in (
            EntryState.ARCHIVED,
            EntryState.VOID,
        ):
            return ()
        attach = button("Legg til vedlegg", icon="Plus", on=self.attach_wanted.emit)
        void = button(
            "Utgår …",
            icon="CircleSlash",
            tip="Dokumentet gjelder ikke: det blir stående, merket Utgår",
            on=self.void_wanted.emit,
        )
        is_decision = self._card.row.decision_number is not None
        return (attach,) if is_decision else (attach, void)

    def _facts(self) -> list[tuple[str, str | QWidget]]:
        entry = self._card.row
        told: list[tuple[str, str | QWidget]] = [
            ("Dokumenttype", entry.document.label),
            ("Sak", self._card.case),
            ("Dokumentets dato", short_date(entry.document_on)),
            ("Mottatt", _day(entry.received_on)),
            ("Ekspedert", _day(entry.sent_on)),
            ("Journalført", moment(entry.registered_at)),
            ("Saksbehandler", self._card.officer),
            ("Enhet", self._card.unit),
            ("Tilgang", "Unntatt offentlighet" if entry.is_withheld else PUBLIC),
        ]
        return [(name, value) for name, value in told if value]

    def _parties(self) -> Item:
        client = linked(
            "Person",
            self._card.client,
            f"Bruker · B-{self._card.row.client_number}",
            on=partial(self.opened.emit, "clients", self._card.row.client_number),
        )
        shown = [(each.role.label, each.name) for each in self._card.row.parties]
        parties = section("Parter", facts([*shown], columns=1), client)
        number = self._card.row.complaint_number
        if number is not None:
            wanted = partial(self.complaint_wanted.emit, number)
            parties.addWidget(linked("InboxDown", "Klagen", "Åpne den", on=wanted))
        return parties

    def _file(self, each: AttachmentRow) -> QWidget:
        shown = linked(
            "File",
            each.title,
            f"{each.kind.label} · {size_text(each.size)} · {short_date(each.added_on)}",
            on=partial(self.attachment_wanted.emit, each),
        )
        save = button(
            "",
            "ghost",
            icon="Download",
            tip="Lagre som fil …",
            name=f"Lagre som fil: {each.title}",
            on=partial(self.save_wanted.emit, each),
        )
        made = QWidget()
        made.setLayout(row((shown, 1), save, gap=4))
        return made

    def _papers(self) -> list[Item]:
        return [
            linked(
                "PrinterSmall",
                each.reference,
                " · ".join(
                    filter(
                        None,
                        (
                            each.kind.label,
                            each.recipient,
                            f"sendt {short_date(each.mailed_on)}"
                            if each.mailed_on
                            else "ikke sendt",
                        ),
                    )
                ),
                on=partial(self.opened.emit, "papers", each.number),
            )
            for each in self._card.papers
        ] or [label("", "small")]


def _day(day: object) -> str:
    return short_date(day) if day else ""  # type: ignore[arg-type]
