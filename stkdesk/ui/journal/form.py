"""The form of a document that came in, or went out by another way than stkdesk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QCompleter

from stkdesk.domain.errors import Problem
from stkdesk.domain.journal import (
    PARTY_OF,
    TITLES,
    DocumentKind,
    EntryDraft,
    EntryKind,
    Party,
    entry_problems,
    name_in_title,
)
from stkdesk.services.attachments import journal_with_files
from stkdesk.services.journal_card import EntryStart, begin_entry
from stkdesk.ui import errors
from stkdesk.ui.applications.acts import offer_to_go_on
from stkdesk.ui.assignments.finding import find_clients
from stkdesk.ui.fields import ChoiceField, DateField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.journal.files_field import FilesField, files_in
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: What is registered here; the rest has a form of its own that journals it.
KINDS = (
    DocumentKind.STATEMENT,
    DocumentKind.AUTHORITY,
    DocumentKind.DECLARATION,
    DocumentKind.NOTE,
    DocumentKind.OTHER,
)
INTRO = (
    "Alt som gjelder saken og kommer inn, skal i journalen. Søknader og klager "
    "registrerer du fra brukerens kort; de kommer hit av seg selv."
)
_WAYS = {
    EntryKind.INCOMING: ("&Mottatt", "&Avsender"),
    EntryKind.OUTGOING: ("&Sendt", "M&ottaker"),
}


class EntryForm(Form):
    """Writes one document into the journal, with its files."""

    help_topic = "journal"

    def __init__(self, page: Page, start: EntryStart | None, draft: EntryDraft) -> None:
        """Show ``draft`` over the window of ``page``; without ``start``, ask whose."""
        super().__init__(
            page.window(),
            "Nytt dokument",
            save_text="Journalfør",
            intro=INTRO,
            width=600,
        )
        self._page, self._given, self._start = page, draft, start
        self._today = page.workspace.today
        self._client = PersonPicker(
            page.workspace, find_clients, "Skriv navn eller nummer"
        )
        self._kind = ChoiceField(tuple(EntryKind))
        kinds = KINDS if draft.document in KINDS else (draft.document, *KINDS)
        self._document = ChoiceField(kinds)
        self._title, self._party = TextField(), TextField()
        self._names = QStringListModel(self)
        self._on, self._moved = DateField(self._today), DateField(self._today)
        self._withheld = QCheckBox()
        self._files = FilesField(page.workspace)
        self.setAcceptDrops(True)
        self._lay_fields()
        self._fill()
        self.begin()

    def draft(self) -> EntryDraft:
        kind, moved = self._kind.value(), self._moved.value()
        role = PARTY_OF.get(kind)
        name = self._party.value()
        return replace(
            self._given,
            client_number=self._client.value(),
            kind=kind,
            document=self._document.value(),
            title=self._title.value(),
            document_on=self._on.value(),
            received_on=moved if kind is EntryKind.INCOMING else None,
            sent_on=moved if kind is EntryKind.OUTGOING else None,
            parties=(Party(role, name),) if role and name else (),
            is_withheld=self._withheld.isChecked(),
        )

    def check(self, draft: EntryDraft) -> tuple[Problem, ...]:
        found = list(entry_problems(draft, today=self._today()))
        if draft.client_number is None:
            found.append(Problem("client", "Velg hvem dokumentet gjelder."))
        names = self._start.own_names if self._start else ()
        if named := name_in_title(draft.title, names):
            found.append(named)
        if draft.kind is EntryKind.OUTGOING and draft.sent_on is None:
            found.append(Problem("moved_on", "Skriv hvilken dag det ble sendt."))
        on_screen = {"received_on": "moved_on", "sent_on": "moved_on"}
        return tuple(
            replace(each, field=on_screen.get(each.field, each.field)) for each in found
        )

    def hand_in(self, draft: EntryDraft) -> None:
        files, today = self._files.value(), self._today()

        def _journal(session: Session) -> int:
            return journal_with_files(session, draft, files, today=today)

        self._page.workspace.save(_journal, self._on_saved, self.not_saved)

    def add_files(self, files: Sequence[Path]) -> None:
        """Add files, as if they were dropped here."""
        self._files.add(files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._files.add(files_in(event.mimeData()))
        event.acceptProposedAction()

    def _on_saved(self, number: int) -> None:
        self._page.toast("Journalført")
        draft = self.draft()
        self.saved()
        answers = draft.kind is EntryKind.INCOMING and draft.document in _ANSWERS
        if answers and draft.client_number and draft.received_on:
            offer_to_go_on(self._page, draft.client_number, draft.received_on)
        if self._page.room == "journal_entries":
            self._page.open_record(number)

    def _lay_fields(self) -> None:
        if self._start is None:
            self.add("client", "&Gjelder", self._client)
            self._client.picked.connect(self._on_client)
        else:
            whose = f"{self._start.client} (B-{self._start.client_number})"
            self.body.addWidget(label(f"Gjelder {whose}", "h3", wrap=True))
        document = self.add("document", "D&okumenttype", self._document, width=270)
        kind = self.add("kind", "&Vei", self._kind, width=270)
        self.add_row(document, kind)
        self.add("title", "&Tittel", self._title, hint="Uten navn.")
        written = self.add("document_on", "&Datert", self._on, width=150)
        moved = self.add("moved_on", "&Mottatt", self._moved, width=150)
        self.add_row(written, moved)
        self.add("parties", "&Avsender", self._party)
        self.add("is_withheld", "&Unntatt offentlighet", self._withheld)
        self.add("files", "Vedl&egg", self._files, optional=True)
        names = QCompleter(self._names, self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self._party.setCompleter(names)
        self._files.edited.connect(self._make_room)
        self._document.activated.connect(self._on_document)
        self._kind.activated.connect(self._on_kind)

    def _fill(self) -> None:
        given, today = self._given, self._today()
        self._document.set_value(given.document)
        self._kind.set_value(given.kind)
        self._title.set_value(given.title or TITLES.get(given.document, ""))
        self._on.set_value(given.document_on)
        self._moved.set_value(given.received_on or given.sent_on or today)
        self._withheld.setChecked(given.is_withheld)
        if self._start is not None:
            self._client.set_value(Found(self._start.client_number, self._start.client))
            self._know(self._start)
        if given.parties:
            self._party.set_value(given.parties[0].name)
        self._on_kind()

    def _know(self, start: EntryStart) -> None:
        """Suggest those around the client; what somebody wrote stands."""
        self._start = start
        self._names.setStringList(list(start.parties))
        if not self.fields["parties"].was_edited and start.parties:
            from_client = self._document.value() in _FROM_CLIENT
            self._party.set_value(start.parties[0] if from_client else "")

    def _make_room(self) -> None:
        """Be high enough for the files, where the window behind allows it."""
        QTimer.singleShot(0, self, self._fit)

    def _on_client(self, number: int | None) -> None:
        if number is not None:
            self._page.workspace.ask(
                lambda session: begin_entry(session, number),
                self._know,
                key=(id(self), "start"),
            )

    def _on_document(self, _at: int = 0) -> None:
        document = self._document.value()
        if not self.fields["title"].was_edited:
            self._title.set_value(TITLES.get(document, ""))
        if document is DocumentKind.NOTE and not self.fields["kind"].was_edited:
            self._kind.set_value(EntryKind.INTERNAL)
            self._on_kind()
        if self._start is not None:
            self._know(self._start)

    def _on_kind(self, _at: int = 0) -> None:
        """Ask when it came, or when it was sent; a note is only dated."""
        words = _WAYS.get(self._kind.value())
        for name in ("moved_on", "parties"):
            self.fields[name].setVisible(words is not None)
        if words is not None:
            self.fields["moved_on"].rename(words[0])
            self.fields["parties"].rename(words[1])


#: What may be the answer an application has waited for.
_ANSWERS = (
    DocumentKind.STATEMENT,
    DocumentKind.AUTHORITY,
    DocumentKind.DECLARATION,
)
_FROM_CLIENT = (DocumentKind.STATEMENT, DocumentKind.AUTHORITY)


def open_entry(
    page: Page,
    workspace: Workspace,
    client_number: int | None = None,
    *,
    draft: EntryDraft | None = None,
    files: Sequence[Path] = (),
) -> None:
    """Open the form of a new document; without a client, it asks whose it is.

    ``draft`` is what is known of it already; ``files`` were dropped on the page.
    """
    given = draft or EntryDraft(document=DocumentKind.STATEMENT)

    def _open(start: EntryStart | None) -> None:
        form = EntryForm(page, start, given)
        form.open()
        form.add_files(files)

    if client_number is None:
        _open(None)
        return

    def _tell(error: Any) -> None:
        errors.show(page.window(), error)

    workspace.save(lambda session: begin_entry(session, client_number), _open, _tell)
