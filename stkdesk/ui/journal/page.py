"""Dokumenter, the half called Journal: every document sent and received."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import count
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.archive_export import HandedOver
from stkdesk.services.journal_card import EntryCard, open_entry
from stkdesk.services.journal_list import EntryFilter, list_entries
from stkdesk.services.journal_rows import EntryRow
from stkdesk.ui.journal.acts import ExportForm, done_text
from stkdesk.ui.journal.attaching import add_files
from stkdesk.ui.journal.attachment_window import open_file, save_file
from stkdesk.ui.journal.card import EntryView
from stkdesk.ui.journal.form import open_entry as open_form
from stkdesk.ui.journal.marks import WAYS, mark_of, when, who
from stkdesk.ui.journal.void_form import VoidForm
from stkdesk.ui.papers.parts import PaperParts
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.buttons import more_button

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column(
        "Nummer",
        lambda row: row.reference,
        key="reference",
        width=104,
        keep=9,
        muted=True,
    ),
    Column("Dato", when, key="registered", width=96, keep=8),
    Column("Vei", lambda row: WAYS[row.kind], width=64, keep=6),
    Column("Tittel", lambda row: row.title, strong=True),
    Column("Part", who, width=150, keep=5),
    Column(
        "Status",
        lambda row: row.state.label,
        width=128,
        keep=7,
        mark=lambda row: mark_of(row.state),
    ),
)


class JournalPage(RegisterPage):
    """The list of documents with the one under the cursor in full beside it."""

    room, title, help_topic = "journal_entries", "Journal", "journal"
    tables = frozenset({"journal_entries", "attachments", "papers", "people"})
    columns = COLUMNS
    chips = (("", "Alle"), *((each.value, each.label) for each in EntryFilter))
    search_hint = "Søk i tittel, navn eller nummer"
    new_text, edit_rights = "Nytt dokument", (Right.EDIT_CASES,)
    nothing = (
        "InboxDown",
        "Journalen er tom",
        "Vedtak og brev du sender, kommer hit av seg selv. Det som kommer inn, "
        "registrerer du.",
    )
    card_width, list_width = 440, 560
    sorted_by = "-registered"

    # What is particular to the room.

    def reading_rows(self, query: ListQuery) -> Callable[[Session], ListPage[EntryRow]]:
        return lambda session: list_entries(session, query)

    def reading_record(self, number: int) -> Callable[[Session], EntryCard]:
        return lambda session: open_entry(session, number)

    def card(self, record: EntryCard) -> QWidget:
        made = EntryView(record, self.workspace.may)
        made.opened.connect(self.goto)
        made.attachment_wanted.connect(lambda row: open_file(self, row))
        made.save_wanted.connect(lambda row: save_file(self, row))
        made.attach_wanted.connect(lambda: add_files(self, record.number))
        made.void_wanted.connect(lambda: VoidForm(self, record).open())
        made.complaint_wanted.connect(self._open_complaint)
        return made

    def _open_complaint(self, number: int) -> None:
        # At the press: complaints are few.
        from stkdesk.ui.complaints.form import open_complaint

        open_complaint(self, self.workspace, number=number)

    def above(self) -> Sequence[QWidget]:
        return (PaperParts(self),)

    def head_buttons(self) -> Sequence[QWidget]:
        if not self.workspace.may(Right.EXPORT_PERSON):
            return ()
        return (more_button([("Eksport til arkivet …", "Folder", self.export)]),)

    def list_changed(self, rows: ListPage[EntryRow]) -> None:
        waiting = rows.chips.get(EntryFilter.UNSENT.value, 0)
        told = f"{count(waiting, 'dokument', 'dokumenter')} er ikke ekspedert"
        self.set_subtitle(told if waiting else "")

    # What can be done.

    def new_record(self) -> None:
        """Ctrl+N: write a document into the journal."""
        if not self.refuses(Right.EDIT_CASES):
            open_form(self, self.workspace)

    def on_exported(self, done: HandedOver) -> None:
        """The folder is there; what was marked Arkivert is shown so."""
        self.workspace.changed.emit(frozenset({"journal_entries"}))
        self.toast(done_text(done))

    def export(self) -> None:
        """Hand documents over to the archive of the municipality."""
        if not self.refuses(Right.EXPORT_PERSON):
            ExportForm(self, self.on_exported).open()
