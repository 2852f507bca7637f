"""The form of one record of a register: what is typed is never lost.

    class ClientForm(RecordForm):
        def __init__(self, page, card=None):
            super().__init__(page, "Ny bruker", ERRANDS, card)
            ...                             # add the fields
            self.begin_with(card.draft if card else ClientDraft())

        def fill(self, draft): ...          # show a draft in the fields
        def draft(self): ...                # and read it back

Texts are kept while one types and offered when the form is opened again. A namesake
becomes a question. When somebody else has saved, the fields they changed are taken
over, those both changed are marked, and nothing typed goes away.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout

from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    ChangedByAnotherError,
    OfficeError,
    Problem,
)
from stkdesk.services.drafts import KeptDraft, discard_draft, keep_draft, kept_draft
from stkdesk.ui.form import Form
from stkdesk.ui.form_field import Field
from stkdesk.ui.page import Page
from stkdesk.ui.record_saving import Errands, save_change
from stkdesk.ui.widgets.boxes import frame, row
from stkdesk.ui.widgets.offer import Offer


class RecordForm(Form):
    """Registers a new record, or edits the one ``card`` shows.

    Signals:
        registered: the short number of a new record.
        wanted: the number of a record to open in place of the one in the form.
    """

    registered, wanted = Signal(int), Signal(int)

    def __init__(
        self,
        page: Page,
        title: str,
        errands: Errands,
        card: Any = None,
        *,
        save_text: str = "Lagre",
        intro: str = "Alt må fylles ut, unntatt det som er merket valgfritt.",
        width: int = 640,
    ) -> None:
        """Lay out an empty form over the window of ``page``."""
        super().__init__(
            page.window(),
            title,
            self._save_record,
            save_text=save_text,
            intro=intro,
            width=width,
        )
        self.card = card
        self._page, self._errands = page, errands
        self._key = f"{errands.room}/{card.number if card else 'new'}"
        self._same_is_fine = False
        self._seen: dict[str, str] = {}  # texts of the record as it was opened
        self._is_kept = False
        self.offer = Offer()
        self._put_offer()

    # What a form overrides.

    def fill(self, draft: Any) -> None:
        """Show ``draft`` in the fields."""

    def saved_text(self, _draft: Any) -> str:
        """Return what is said when the record is saved."""
        return "Lagret"

    # What a form calls.

    def begin_with(self, draft: Any) -> None:
        """Show ``draft``, and offer what was typed earlier and not saved."""
        self.fill(draft)
        self._seen = self._texts()
        self.begin()
        kept = self._page.workspace.read(lambda s: kept_draft(s, self._key))
        if kept is None:
            self.on_draft(self._keep_texts)
            return
        self.offer.ask(
            f"Du har et skjema du ikke ble ferdig med ({_clock(kept.saved_at)}).",
            "",
            ("Fortsett", "primary", lambda: self._resume(kept)),
            ("Forkast", "", self._forget_kept),
        )

    def recheck(self, *names: str) -> None:
        """Write what is wrong with these fields, now that another has changed."""
        found = self._found(self.draft())
        for name in names:
            mine = [each for each in found if each.field == name]
            mine.sort(key=lambda each: not each.blocks)
            self.fields[name].show_problem(mine[0] if mine else None)

    # Saving.

    def accept(self) -> None:
        """Save; a question that stands open is answered by saving again."""
        if self.offer.is_asking and self._keep is not None:
            self.offer.clear()
        super().accept()

    def refused(self, error: OfficeError) -> None:
        match error:
            case AlreadyRegisteredError():
                self._ask_about_namesake(error)
            case ChangedByAnotherError() if self.card is not None:
                self._take_over_theirs(error)
            case _:
                super().refused(error)

    def _save_record(self, draft: Any) -> None:
        if self.card is not None:
            save_change(
                self._page, self._errands, self.card, draft, self.saved_text(draft)
            )
            return
        fine = self._same_is_fine
        number = self._page.workspace.do(
            lambda s: self._errands.register(s, draft, fine)
        )
        self._page.toast(self.saved_text(draft))
        self.registered.emit(number)

    def _ask_about_namesake(self, error: AlreadyRegisteredError) -> None:
        self.offer.ask(
            error.title,
            "Det du har skrevet, blir tatt vare på.",
            ("Åpne den", "primary", lambda: self._open_instead(error.number)),
            ("Det er en annen person", "", self._save_all_the_same),
        )

    def _open_instead(self, number: int) -> None:
        """Leave the form as it is, to be offered again, and open the record."""
        self._keep_texts(self._texts())
        self._is_dirty = False
        self._keep = None
        self.reject()
        self.wanted.emit(number)

    def _save_all_the_same(self) -> None:
        self._same_is_fine = True
        self.accept()

    def _take_over_theirs(self, error: OfficeError) -> None:
        """Show what somebody else saved; the next save is made on top of that."""
        number, mine = self.card.number, self._texts()
        self.card = self._page.workspace.read(lambda s: self._errands.open(s, number))
        self.fill(self.card.draft)
        theirs = self._texts()
        shown = {name: _shown(field) for name, field in self.fields.items()}
        kept = {
            name: text
            for name, text in mine.items()
            if text not in (self._seen[name], theirs[name])
        }
        both = [name for name in kept if theirs[name] != self._seen[name]]
        self._seen = theirs
        self.restore(kept)
        for name in both:
            text = f"Den andre lagret: {shown[name] or 'tomt'}"
            self.fields[name].show_problem(Problem(name, text, blocks=False))
        self.banner.tell(
            error.title,
            "Det du skrev, står her fortsatt. Felt dere begge har endret, er merket. "
            "Lagre igjen for å bruke det som står i skjemaet.",
        )

    # Drafts.

    def _texts(self) -> dict[str, str]:
        return {name: field.text() for name, field in self.fields.items()}

    def _keep_texts(self, texts: dict[str, str]) -> None:
        """Keep what differs from the record; with nothing, forget what was kept."""
        changed = {k: v for k, v in texts.items() if v != self._seen.get(k)}
        if changed:
            body = json.dumps(changed)
            self._page.workspace.do(lambda s: keep_draft(s, self._key, body))
            self._is_kept = True
        elif self._is_kept:
            self._page.workspace.do(lambda s: discard_draft(s, self._key))
            self._is_kept = False

    def _resume(self, kept: KeptDraft) -> None:
        self._is_kept = True
        self.on_draft(self._keep_texts)
        self.restore(json.loads(kept.body))
        self._focus_first()

    def _forget_kept(self) -> None:
        self._is_kept = True
        self._keep_texts({})
        self.on_draft(self._keep_texts)
        self._focus_first()

    def _focus_first(self) -> None:
        next(iter(self.fields.values())).editor.setFocus()

    def _put_offer(self) -> None:
        around = frame(row(self.offer, margins=(22, 4, 22, 4)))
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.insertWidget(1, around)


def _clock(moment: datetime) -> str:
    """Return the time of day, with the date when it was not today."""
    then = moment.astimezone()
    if then.date() == datetime.now().astimezone().date():
        return f"{then:%H:%M}"
    return f"{then:%d.%m.} kl. {then:%H:%M}"


def _shown(field: Field) -> str:
    match field.editor:
        case QComboBox() as choice:
            return choice.currentText()
        case QCheckBox() as box:
            return "ja" if box.isChecked() else "nei"
        case QLineEdit() as line:
            return line.text()
    return field.text()
