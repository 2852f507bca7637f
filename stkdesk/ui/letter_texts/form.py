"""The editor of the letters' texts: letters, both languages, and the letter itself.

What is typed is kept as a draft of one's own, paragraph by paragraph: one can move
from one to the next, close, and go on another day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.formats import short_date
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import PAPERS, Part
from stkdesk.domain.merge_fields import keys_in
from stkdesk.services.drafts import (
    KeptDraft,
    discard_draft,
    forms_with_drafts,
    keep_draft,
)
from stkdesk.services.letter_text_list import (
    PaperRow,
    ParagraphCard,
    list_letter_texts,
)
from stkdesk.services.letter_texts import (
    WordingDraft,
    draft_problems,
    remove_wording,
    set_wording,
)
from stkdesk.ui.last_saved import when
from stkdesk.ui.letter_texts.opened import (
    ABOUT,
    DRAFTS,
    Opened,
    draft_key,
    read_opened,
    touched,
)
from stkdesk.ui.letter_texts.shape import EditorShape
from stkdesk.ui.letter_texts.versions import versions_of
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

RESTING_MS = 450  # after the last key, before the letter is drawn again
LINES = {Part.HEADING: 1, Part.TEXT: 7, Part.LIST: 13}
TABLE = "letter_texts"
_TITLES = {paper.key: paper.title for paper in PAPERS}


class LetterTextsForm(EditorShape):
    """Left the paragraphs, in the middle both languages, right the letter."""

    def __init__(self, page: Page, paper: str, key: str = "") -> None:
        """Open at a paragraph of ``paper``; without ``key``, at its first."""
        super().__init__(page)
        self._card: ParagraphCard | None = None
        self._papers: Sequence[PaperRow] = ()
        self._kept: set[str] = set()
        self._first = (paper, key)
        self._resting = QTimer(self, interval=RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self._draw)
        self._active = Language.BOKMAL
        self._listen()
        self.begin()
        self._read_list()

    # Moving about.

    def _read_list(self) -> None:
        today = self._workspace.today()

        def _read(session: Session) -> tuple[Sequence[PaperRow], frozenset[str]]:
            papers = list_letter_texts(session, today=today)
            return papers, forms_with_drafts(session, DRAFTS)

        self._workspace.ask(_read, self._on_list, key=(id(self), "list"))

    def _on_list(self, found: tuple[Sequence[PaperRow], frozenset[str]]) -> None:
        self._papers, forms = found
        self._kept |= {form.removeprefix(DRAFTS) for form in forms}
        self._mark_kept()
        if self._card is None:
            self.outline.go_to(*self._first)
            self.outline.setFocus()

    def _on_chosen(self, paper: str, key: str) -> None:
        """Show another paragraph; what is typed in this one is kept."""
        if self._is_dirty:
            self._drafting.stop()
            self._keep_draft()
        self._workspace.ask(
            partial(read_opened, paper=paper, key=key),
            self._show,
            key=(id(self), "open"),
        )

    def _show(self, opened: Opened) -> None:
        card, kept = opened.card, opened.kept
        if self._is_dirty:  # typed while the next one was on its way
            self._drafting.stop()
            self._keep_draft()
        self._keep, self._card = None, card
        paragraph, today = card.paragraph, self._workspace.today()
        self._title.setText(f"{_TITLES[paragraph.paper]} · {paragraph.section}")
        self._about.setText(ABOUT[paragraph.part])
        for language, editor in self._editors.items():
            editor.set_lines(LINES[paragraph.part])
            editor.set_fields(paragraph.allowed)
            editor.set_body(card.body(language, today))
            self.fields[language.value].show_problem(None)
        first = keys_in(paragraph.bokmal)
        self.bar.show_fields(first, paragraph.allowed)
        self.bar.show_bold(paragraph.part is not Part.HEADING)
        self._date.set_value(today)
        self.fields["valid_from"].show_problem(None)
        self.banner.clear()
        self._draft_offer.clear()
        self._is_dirty = False
        self._status.setText("")
        if kept is not None:
            self._resume(kept)
        self.on_draft(self._keep_texts)
        self._show_states()
        self._show_versions()
        self._draw()

    # Drafts of one's own.

    def _keep_texts(self, typed: dict[str, str]) -> None:
        """Keep what is typed of this paragraph; with nothing, forget it."""
        if self._card is None:
            return
        paragraph, today = self._card.paragraph, self._workspace.today()
        texts, key = touched(self._card, typed, today), draft_key(paragraph)
        body = json.dumps(texts)
        if texts:
            self._kept.add(paragraph.name)
            self._workspace.save(lambda s: keep_draft(s, key, body))
        elif paragraph.name in self._kept:
            self._kept.discard(paragraph.name)
            self._workspace.save(lambda s: discard_draft(s, key))
        self._mark_kept()

    def _resume(self, kept: KeptDraft) -> None:
        assert self._card is not None
        self._kept.add(self._card.paragraph.name)
        self.restore(json.loads(kept.body))
        self._draft_offer.ask(
            "Du har skrevet noe her som ikke er lagret.",
            f"Det er fra {when(kept.saved_at)}, og står i feltene under.",
            ("Gå videre med det", "primary", self._editors[self._active].setFocus),
            ("Forkast", "", self._forget_typed),
        )

    def _forget_typed(self) -> None:
        if self._card is not None:
            self._is_dirty = False
            self._keep_texts({})
            self._show(Opened(self._card))
            self._mark_kept()

    def _mark_kept(self) -> None:
        self.outline.show_papers(self._papers, self._kept)

    # Saving.

    def draft(self) -> WordingDraft | None:
        """Return what is typed; only the languages that are other than they were."""
        if self._card is None:
            return None
        paragraph, today = self._card.paragraph, self._workspace.today()
        bodies: dict[Language, str | None] = {}
        day = self._date.value()
        for language, editor in self._editors.items():
            typed = editor.body()
            if typed != self._card.body(language, day or today):
                is_standard = typed == paragraph.body(language)
                bodies[language] = None if is_standard else typed
        return WordingDraft(paragraph.paper, paragraph.key, day, bodies)

    def check(self, draft: WordingDraft | None) -> tuple[Problem, ...]:
        """Return what is wrong, or worth a look, in both languages."""
        if draft is None or self._card is None:
            return ()
        return draft_problems(
            draft, self._card.paragraph, today=self._workspace.today()
        )

    def hand_in(self, draft: WordingDraft | None) -> None:
        if draft is None or self._card is None or not draft.bodies:
            self.saved()
            return
        mark, today = self._card.mark, self._workspace.today()
        day = draft.valid_from
        self._workspace.save(
            lambda session: set_wording(session, draft, mark, today=today),
            lambda _done: self._on_saved(day is not None and day > today),
            self.not_saved,
        )

    def _on_saved(self, is_coming: bool) -> None:
        day = self._date.value()
        self.saved()
        told = f"Lagret, gjelder fra {short_date(day)}" if is_coming else "Lagret"
        self._page.toast(f"{told}: {self._title.text()}")

    def saved(self) -> None:
        """Forget the draft that was kept; the editor stays open."""
        self._rest()
        self._forget_draft()
        self._draft_offer.clear()
        self._read_again(keep_typed=False)

    def refused(self, error: OfficeError) -> None:
        super().refused(error)
        if isinstance(error, ChangedByAnotherError | NotFoundError):
            self._read_again(keep_typed=True)

    def reject(self) -> None:
        """Close; what is typed is kept as a draft and found here again."""
        if self._is_saving:
            return
        self._drafting.stop()
        if self._is_dirty:
            self._keep_draft()
            self._page.toast("Det du skrev, er tatt vare på som kladd")
        self._is_dirty = False
        QDialog.reject(self)

    def _read_again(self, *, keep_typed: bool) -> None:
        """Read the paragraph again after a save, one's own or somebody else's."""
        if self._card is None:
            return
        paragraph = self._card.paragraph

        def _shown(opened: Opened) -> None:
            if self._card is None or self._card.paragraph != paragraph:
                return  # one has gone on to another
            if keep_typed or self._is_dirty:
                self._card = opened.card
                self._show_states()
                self._show_versions()
            else:  # the draft may be on its way out still
                self._show(Opened(opened.card))

        self._workspace.ask(
            partial(read_opened, paper=paragraph.paper, key=paragraph.key),
            _shown,
            key=(id(self), "again"),
        )
        self._read_list()

    # What is shown while one types.

    def _on_typed(self) -> None:
        self._show_states()
        self._resting.start()

    def _show_states(self) -> None:
        if self._card is None:
            return
        today = self._workspace.today()
        for language, box in self._boxes.items():
            box.show_state(
                self._editors[language].body(),
                self._card.body(language, today),
                self._card.paragraph.body(language),
            )

    def _draw(self) -> None:
        if self._card is None:
            return
        paragraph, typed = self._card.paragraph, self._editors[self._active].body()
        draft = self.draft()
        wrong = [
            each
            for each in (self.check(draft) if draft else ())
            if each.blocks and each.field == self._active.value
        ]
        if wrong:
            self.letter.say("Brevet vises igjen når teksten er rettet.")
        else:
            self.letter.draw(paragraph, self._active, typed)

    def _show_versions(self) -> None:
        if self._card is None:
            return
        today, card = self._workspace.today(), self._card
        made = versions_of(card, today, self._fetch, self._remove)
        self.versions.show_versions(made)

    def _fetch(self, language: Language, body: str | None) -> None:
        """Put a version into the editor again, to be saved from a day on."""
        if self._card is None:
            return
        text = self._card.paragraph.body(language) if body is None else body
        self._put(language, text)

    def _remove(self, number: int, version: int) -> None:
        today = self._workspace.today()
        self._workspace.save(
            lambda session: remove_wording(session, number, version, today=today),
            lambda _done: self._on_removed(),
            self.not_saved,
        )

    def _on_removed(self) -> None:
        self._page.toast("Versjonen er fjernet")
        self._read_again(keep_typed=self._is_dirty)

    def _put(self, language: Language, text: str) -> None:
        """Put ``text`` into an editor as if it was typed."""
        editor = self._editors[language]
        editor.set_body(text)
        editor.edited.emit()
        editor.setFocus()

    def _back_to_standard(self, language: Language) -> None:
        if self._card is not None:
            self._put(language, self._card.paragraph.body(language))

    def _on_came(self, language: Language) -> None:
        if language is not self._active:
            self._active = language
            self._draw()

    def _on_field(self, key: str) -> None:
        self._editors[self._active].insert_field(key)

    def _on_list_wanted(self) -> None:
        self._editors[self._active].offer_fields()

    def _on_bold(self) -> None:
        self._editors[self._active].toggle_bold()

    def _on_changed_elsewhere(self, tables: frozenset[str]) -> None:
        if TABLE in tables and not self._is_saving:
            self._read_again(keep_typed=self._is_dirty)

    def _listen(self) -> None:
        self.outline.chosen.connect(self._on_chosen)
        self.bar.picked.connect(self._on_field)
        self.bar.bold_wanted.connect(self._on_bold)
        self.bar.list_wanted.connect(self._on_list_wanted)
        self.letter.case_chosen.connect(self._draw)
        self.finished.connect(self.letter.let_go)
        for language, editor in self._editors.items():
            editor.edited.connect(self._on_typed)
            editor.came.connect(partial(self._on_came, language))
            wanted = self._boxes[language].standard_wanted
            wanted.connect(partial(self._back_to_standard, language))
        for name in ("list", "open", "again"):
            forget = partial(self._workspace.forget, (id(self), name))
            self.destroyed.connect(forget)
        self._workspace.changed.connect(self._on_changed_elsewhere)
