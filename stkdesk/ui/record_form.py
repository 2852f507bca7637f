"""The form of one record of a register: what is typed is never lost.

    class ClientForm(RecordForm):
        def __init__(self, page, card=None):
            super().__init__(page, "Ny bruker", ERRANDS, card)
            ...                             # add the fields
            self.begin_with(card.draft if card else ClientDraft())

        def fill(self, draft): ...          # show a draft in the fields
        def draft(self): ...                # and read it back

Texts are kept while one types and offered when the form is opened again. Somebody
alike becomes a question. When somebody else has saved, both people's changes are shown
field by field and taken along (``record_merging``), and nothing typed goes away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal

from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    OfficeError,
    Problem,
)
from stkdesk.domain.person import PersonDraft
from stkdesk.services.drafts import KeptDraft, discard_draft, keep_draft, kept_draft
from stkdesk.services.duplicates import PersonRoom, SimilarPeopleError
from stkdesk.ui import errors
from stkdesk.ui.alike_panel import AlikePanel
from stkdesk.ui.last_saved import when
from stkdesk.ui.page import Page
from stkdesk.ui.record_saving import Errands, save_change
from stkdesk.ui.shared_form import SharedForm
from stkdesk.ui.widgets.offer import Offer


class RecordForm(SharedForm):
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
        width: int = 664,
    ) -> None:
        """Lay out an empty form over the window of ``page``."""
        super().__init__(
            page,
            title,
            errands.kind,
            errands.open,
            card,
            save_text=save_text,
            intro=intro,
            width=width,
        )
        self._errands = errands
        self._key = f"{errands.room}/{card.number if card else 'new'}"
        self.alike: AlikePanel | None = None
        self._is_another = False
        self._is_kept = False
        self.offer = Offer()
        self.put_above(self.offer)

    # What a form overrides.

    def saved_text(self, _draft: Any) -> str:
        """Return what is said when the record is saved."""
        return "Lagret"

    # What a form calls.

    def begin_with(self, draft: Any) -> None:
        """Show ``draft``, and offer what was typed earlier and not saved."""
        self.fill(draft)
        self.begin()
        key = self._key
        self.workspace.ask(
            lambda s: kept_draft(s, key),
            self._on_kept_draft,
            key=(id(self), "kept"),
            at_once=True,
        )

    def _on_kept_draft(self, kept: KeptDraft | None) -> None:
        if kept is None:
            self.on_draft(self._keep_texts)
            return
        typing = self.focusWidget() if self.is_dirty else None
        self.offer.ask(
            f"Du har et skjema du ikke ble ferdig med ({when(kept.saved_at)}).",
            "",
            ("Fortsett", "primary", lambda: self._resume(kept)),
            ("Forkast", "", self._forget_kept),
        )
        if typing is not None:  # the answer took its time
            typing.setFocus()

    def watch_alike(self, room: PersonRoom, read: Callable[[], PersonDraft]) -> None:
        """Ask while one types whether the person is in the register already."""
        number = self.card.number if self.card else None
        self.alike = AlikePanel(self.workspace, room, read, number)
        self.alike.wanted.connect(self._open_instead)
        self.alike.follow(self)
        self.put_above(self.alike)

    # Saving.

    def accept(self) -> None:
        """Save; a question that stands open is answered by saving again."""
        if self.offer.is_asking and self._keep is not None:
            self.offer.clear()
        super().accept()

    def hand_in(self, draft: Any) -> None:
        text = self.saved_text(draft)
        fine = self._is_another if self.alike is None else self.alike.apart
        if self.card is not None:
            save_change(
                self._page,
                self._errands,
                self.card,
                draft,
                text,
                self.saved,
                self.not_saved,
            )
            return
        register = self._errands.register

        def _registered(number: int) -> None:
            self._page.toast(text)
            self.saved()
            self.registered.emit(number)

        self.workspace.save(
            lambda s: register(s, draft, fine), _registered, self.not_saved
        )

    def refused(self, error: OfficeError) -> None:
        match error:
            case AlreadyRegisteredError():
                self._offer_the_other(error)
            case SimilarPeopleError() if self.alike is not None:
                self.alike.show_people(error.people)
                super().refused(error)
            case _:
                super().refused(error)

    def _offer_the_other(self, error: AlreadyRegisteredError) -> None:
        self.offer.ask(
            error.title,
            f"{error.advice} Det du har skrevet, blir tatt vare på.",
            ("Åpne den", "primary", lambda: self._open_instead(error.number)),
            ("Det er en annen", "", self._save_another)
            if self.alike is None
            else ("Tilbake til skjemaet", "", self._focus_first),
        )

    def _save_another(self) -> None:
        self._is_another = True
        self.accept()

    def _open_instead(self, number: int) -> None:
        """Leave the form as it is, to be offered again, and open the record."""
        self._keep_texts(self.texts())
        self._is_dirty = False
        self._keep = None
        self.reject()
        self.wanted.emit(number)

    def tell_removed(self) -> None:
        """Let what is typed live on, though the record does not."""
        self.offer.ask(
            "Noen har slettet dette i mellomtiden.",
            "Det du har skrevet, står her fortsatt. Behold det som kladd, så får du "
            "det tilbake når du lager en ny.",
            ("Behold som kladd", "primary", self._keep_as_new),
            ("Forkast", "", self.discard),
        )

    def _keep_as_new(self) -> None:
        """Keep everything typed as the draft of a new record, and close."""
        form, body = f"{self._errands.room}/new", _body(self.texts(), None, {})
        self.workspace.save(
            lambda s: keep_draft(s, form, body), lambda _kept: self.discard()
        )

    # Drafts.

    def _keep_texts(self, texts: dict[str, str]) -> None:
        """Keep what differs from the record; with nothing, forget what was kept."""
        changed = {k: v for k, v in texts.items() if v != self._seen.get(k)}
        key = self._key
        if changed:
            seen = {name: self._seen.get(name, "") for name in changed}
            body = _body(changed, self.card and self.card.version, seen)
            self._is_kept = True
            self.workspace.save(
                lambda s: keep_draft(s, key, body), self._on_kept, self._on_not_kept
            )
        elif self._is_kept:
            self._is_kept = False
            self.workspace.save(lambda s: discard_draft(s, key))

    def draft_kept(self) -> None:
        """Say so only when it is true: see ``_on_kept``."""

    def _on_kept(self, _moment: object) -> None:
        if not self._is_saving:
            super().draft_kept()

    def _on_not_kept(self, error: BaseException) -> None:
        """Say it quietly: what is typed stands in the form still."""
        if not isinstance(error, OfficeError):
            errors.show(self, error)
        self._status.setText("Kladden er ikke lagret")

    def _resume(self, kept: KeptDraft) -> None:
        self._is_kept = True
        self.on_draft(self._keep_texts)
        texts, version, seen = _read_body(kept.body)
        now = self.texts()
        self.restore(texts)
        if self.card is not None and version not in (None, self.card.version):
            self._mark_changed_since(texts, seen, now)
        self._focus_first()

    def _mark_changed_since(
        self, texts: Mapping[str, str], seen: Mapping[str, str], now: Mapping[str, str]
    ) -> None:
        """Mark what somebody saved in a field after the draft of it was kept."""
        for name, text in texts.items():
            if name in self.fields and now[name] not in (text, seen.get(name)):
                told = f"Lagret etter at du skrev: {now[name] or 'tomt'}"
                self.fields[name].show_problem(Problem(name, told, blocks=False))

    def _forget_kept(self) -> None:
        self._is_kept = True
        self._keep_texts({})
        self.on_draft(self._keep_texts)
        self._focus_first()

    def _focus_first(self) -> None:
        next(iter(self.fields.values())).editor.setFocus()


def _body(
    texts: Mapping[str, str], version: int | None, seen: Mapping[str, str]
) -> str:
    """Return what is kept: the texts, and what stood there of which version."""
    return json.dumps({"texts": texts, "version": version, "seen": seen})


def _read_body(body: str) -> tuple[dict[str, str], int | None, dict[str, str]]:
    """Return texts, version and what stood there before; also of an older edition."""
    kept = json.loads(body)
    if not isinstance(kept.get("texts"), dict):
        return kept, None, {}
    return kept["texts"], kept["version"], kept["seen"]
