"""One legal reference: a new version from a day on, beside the standard one."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stkdesk.domain.citation import Citation, citation_problems
from stkdesk.domain.errors import ChangedByAnotherError, OfficeError, Problem
from stkdesk.domain.formats import short_date
from stkdesk.services.citations import (
    CitationCard,
    list_citations,
    remove_citation,
    set_citation,
    standard_citation_again,
)
from stkdesk.services.drafts import KeptDraft, discard_draft, keep_draft, kept_draft
from stkdesk.services.words_by_day import day_problems
from stkdesk.ui.fields import DateField, TextArea, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.letter_texts.versions import NOW, PAST, ShownVersion, Versions, state_of
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class CitationForm(Form):
    """Bokmål and nynorsk, what it says, from when to when; the standard under them."""

    help_topic = "brevtekster"

    def __init__(self, page: Page, card: CitationCard, name: str) -> None:
        """Edit the reference of ``card`` as it stands today."""
        super().__init__(
            page.window(),
            "Lovhenvisning",
            intro=f"{name}. Ny tekst gjelder fra dagen under; det som står i brev som "
            "alt er laget, endres ikke.",
            width=760,
        )
        self._page, self._workspace, self._card = page, page.workspace, card
        today = self._workspace.today
        self._standards: dict[str, tuple[QWidget, str]] = {}
        self._from, self._to = DateField(today), DateField(today)
        self.add("bokmal", "&Bokmål", TextField())
        self._standard("bokmal")
        self.add("nynorsk", "&Nynorsk", TextField())
        self._standard("nynorsk")
        free = not card.standard[-1].about_bokmal
        self.add("about_bokmal", "Hva den s&ier, bokmål", TextArea(2), optional=free)
        self._standard("about_bokmal")
        self.add("about_nynorsk", "Hva den si&er, nynorsk", TextArea(2), optional=free)
        self._standard("about_nynorsk")
        first = self.add("valid_from", "&Gjelder fra", self._from, width=150)
        last = self.add("valid_to", "&Til og med", self._to, width=150, optional=True)
        self.add_row(first, last)
        self.versions = Versions()
        self.body.addWidget(self.versions)
        self._again = button(
            "Tilbake til standard fra denne dagen", "link", on=self._on_standard_again
        )
        self.body.addLayout(row(self._again, None))
        self._fill(card.on(today()))
        self._show_versions()
        self.begin()
        self._workspace.ask(
            lambda session: kept_draft(session, self._key),
            self._on_kept,
            key=(id(self), "kept"),
        )
        self.destroyed.connect(partial(self._workspace.forget, (id(self), "kept")))

    # What the form asks for.

    def draft(self) -> Citation:
        """Return what is filled in; without a first day, the day it is."""
        texts = {name: self.fields[name].text().strip() for name in _TEXTS}
        return Citation(
            key=self._card.key,
            act=self._card.act,
            valid_from=self._from.value() or self._workspace.today(),
            valid_to=self._to.value(),
            **texts,
        )

    def check(self, draft: Citation) -> tuple[Problem, ...]:
        """Return what is wrong, or worth a look."""
        day, today = self._from.value(), self._workspace.today()
        return (
            *citation_problems(draft, self._card.standard[-1]),
            *day_problems(day, today=today),
        )

    def hand_in(self, draft: Citation) -> None:
        mark, today = self._card.mark, self._workspace.today()
        self._workspace.save(
            lambda session: set_citation(session, draft, mark, today=today),
            lambda _done: self._on_saved(draft),
            self.not_saved,
        )

    def _on_saved(self, draft: Citation) -> None:
        self._page.toast(f"Lagret, gjelder fra {short_date(draft.valid_from)}")
        self.saved()

    def refused(self, error: OfficeError) -> None:
        super().refused(error)
        if isinstance(error, ChangedByAnotherError):
            self._read_again()

    # Versions.

    def _show_versions(self) -> None:
        today, card = self._workspace.today(), self._card
        now = card.on(today)
        own = [
            ShownVersion(
                each.citation.valid_from,
                "Kontorets egen",
                each.citation.bokmal,
                _until(each.citation),
                state_of(each.citation.valid_from, each.citation == now, today),
                fetch=partial(self._fetch, each.citation),
                remove=partial(self._remove, each.number, each.version)
                if each.citation.valid_from >= today
                else None,
            )
            for each in reversed(card.own)
        ]
        standard = [
            ShownVersion(
                each.valid_from,
                "Standard",
                each.bokmal,
                _until(each),
                NOW if each == now else PAST,
                fetch=partial(self._fetch, each),
            )
            for each in reversed(card.standard)
        ]
        self.versions.show_versions([*own, *standard])
        self._again.setVisible(bool(card.own))

    def _fetch(self, citation: Citation) -> None:
        self._fill(citation)
        self.fields["bokmal"].edited.emit()

    def _remove(self, number: int, version: int) -> None:
        today = self._workspace.today()
        self._workspace.save(
            lambda session: remove_citation(session, number, version, today=today),
            lambda _done: self._read_again(),
            self.not_saved,
        )

    def _on_standard_again(self) -> None:
        card, today = self._card, self._workspace.today()
        day = self._from.value() or today
        self._workspace.save(
            lambda session: standard_citation_again(
                session, card.key, card.act, day, card.mark, today=today
            ),
            lambda _done: self._on_standard(
                f"Standarden gjelder fra {short_date(day)}"
            ),
            self.not_saved,
        )

    def _on_standard(self, told: str) -> None:
        self._page.toast(told)
        self.saved()

    def _read_again(self) -> None:
        """Read the versions again; what is typed stays."""
        key, act = self._card.key, self._card.act

        def _read(session: Session) -> CitationCard:
            return next(
                each
                for each in list_citations(session)
                if (each.key, each.act) == (key, act)
            )

        self._workspace.ask(_read, self._on_read, key=(id(self), "kept"))

    def _on_read(self, card: CitationCard) -> None:
        self._card = card
        self._show_versions()

    # Showing, and drafts of one's own.

    @property
    def _key(self) -> str:
        return f"citations/{self._card.key}/{self._card.act}"

    def _fill(self, citation: Citation) -> None:
        for name in _TEXTS:
            self.fields[name].set_text(getattr(citation, name))
        self._from.set_value(self._workspace.today())
        self._to.set_value(None)
        self._show_standards()

    def _on_kept(self, kept: KeptDraft | None) -> None:
        if kept is not None:
            self.restore(json.loads(kept.body))
            self._status.setText("Kladden din er hentet fram")
        self.on_draft(self._keep_texts)

    def _keep_texts(self, texts: dict[str, str]) -> None:
        key, body = self._key, json.dumps(texts)
        if texts:
            self._workspace.save(lambda session: keep_draft(session, key, body))
        else:
            self._workspace.save(lambda session: discard_draft(session, key))

    def _standard(self, name: str) -> None:
        """Show the standard text under a field, while that says something else."""
        text = getattr(self._card.standard[-1], name)
        if text:
            shown = label(text, "muted", wrap=True, selectable=True)
            shown.setMinimumWidth(1)
            inside = column(
                label("Standarden", "small"), shown, gap=1, margins=(10, 6, 10, 7)
            )
            made: QWidget = flat(inside)
            self.body.addWidget(made)
            self._standards[name] = (made, text)
            self.fields[name].edited.connect(self._show_standards)

    def _show_standards(self) -> None:
        for name, (made, text) in self._standards.items():
            made.setVisible(self.fields[name].text().strip() != text)


_TEXTS = ("bokmal", "nynorsk", "about_bokmal", "about_nynorsk")


def _until(citation: Citation) -> str:
    return f"til {short_date(citation.valid_to)}" if citation.valid_to else ""
