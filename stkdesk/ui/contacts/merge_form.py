"""Slå sammen: two support contacts who are one, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.domain.contact_merge import CAPTIONS, value_text
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count
from stkdesk.domain.merging import Changed, Difference
from stkdesk.services.contact_merging import (
    MergeSide,
    MergeView,
    look_at_two,
    merge_contacts,
    undo_merge,
)
from stkdesk.ui.assignments.finding import find_contacts
from stkdesk.ui.conflict import FieldOfTwo, ShownDifference
from stkdesk.ui.conflict_choice import Choice
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import Item, add, clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.services.contacts import ContactCard

MEANS = (
    "Finn den andre. Oppdrag, timelister, avtaler og attester flyttes til den som "
    "beholdes, og ingenting slettes. Det kan angres."
)


class MergeForm(Form):
    """Finds the other one, and asks field by field where the two differ."""

    help_topic = "stottekontakter"

    def __init__(self, page: Page, card: ContactCard) -> None:
        """Keep ``card``, over the window of ``page``; the other is found here."""
        super().__init__(
            page.window(),
            "Slå sammen støttekontakter",
            save_text="Slå sammen",
            intro=f"{card.name} (S-{card.number}) er registrert to ganger. {MEANS}",
            width=720,
        )
        self._page, self._kept = page, card.number
        self._view: MergeView | None = None
        self._choices: list[Choice] = []
        self._picker = PersonPicker(
            page.workspace, partial(_others, card.number), "Navn eller nummer"
        )
        self.add("gone", "&Den andre støttekontakten", self._picker)
        self._picker.picked.connect(self._look)
        self._hinder = Banner(Tone.BAD)
        self._shown = QWidget()
        self._lines = column(gap=12)
        self._shown.setLayout(self._lines)
        self._shown.hide()
        self.body.addWidget(self._hinder)
        self.body.addWidget(self._shown)
        self.begin()

    def draft(self) -> tuple[Difference, ...]:
        """Return the differences in which the kept one is right."""
        return tuple(each.shown.difference for each in self._choices if each.keeps_mine)

    def check(self, _draft: object) -> tuple[Problem, ...]:
        if self._picker.value() is None:
            return (Problem("gone", "Finn den andre støttekontakten."),)
        if self._view is None:
            return (Problem("gone", "Vent litt: de to hentes fram."),)
        if self._view.lacks:
            return (Problem("gone", self._view.lacks[0].sentence),)
        return ()

    def accept(self) -> None:
        """Hand in; go to the first choice that is not made, if there is one."""
        left = [choice for choice in self._choices if not choice.is_made]
        for choice in left:
            choice.ask()
        if left:
            left[0].first.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"Velg for {left[0].shown.caption}.")
            return
        super().accept()

    def hand_in(self, draft: Sequence[Difference]) -> None:
        view, workspace = self._view, self._page.workspace
        assert view is not None  # checked
        kept, gone = (
            (side.card.number, side.card.version) for side in (view.kept, view.gone)
        )
        today = workspace.today()

        def _merged(number: int) -> None:
            self._page.toast(
                "De to er slått sammen",
                lambda: workspace.save(
                    lambda session: undo_merge(session, number, today=today)
                ),
            )
            self.saved()
            self._page.goto.emit("contacts", kept[0])

        workspace.save(
            lambda session: merge_contacts(session, kept, gone, draft, today=today),
            _merged,
            self.not_saved,
        )

    def _look(self, other: int | None) -> None:
        self._view, self._choices = None, []
        self._shown.hide()
        self._hinder.hide()
        if other is None:
            return
        kept = self._kept
        self._page.workspace.ask(
            lambda session: look_at_two(session, kept, other),
            self._show,
            key=(id(self), "two"),
            at_once=True,
        )

    def _show(self, view: MergeView) -> None:
        self._view = view
        clear(self._lines)
        if view.lacks:
            self._hinder.tell("De kan ikke slås sammen", view.lacks[0].sentence)
        sides = tuple(f"S-{side.card.number}" for side in (view.kept, view.gone))
        # Nobody chooses between two who cannot be put together.
        differences = () if view.lacks else view.differences
        both = [each for each in differences if each.by is Changed.BOTH]
        alone = [each for each in differences if each.by is not Changed.BOTH]
        self._choices = [
            Choice(_shown(view, each), (sides[0], sides[1]), began_alike=False)
            for each in both
        ]
        items: list[Item] = [
            row(
                (_head("Beholdes", view.kept), 1),
                (_head("Går ut", view.gone), 1),
                gap=20,
            ),
            button("Bytt om", "link", icon="ArrowUndo", on=self._swap),
            *self._choices,
        ]
        if alone:
            items += [label("Tas med uten å spørre", "h3"), *_told(view, alone)]
        for item in items:
            add(self._lines, item)
        self._shown.show()

    def _swap(self) -> None:
        """Keep the other one instead."""
        view = self._view
        if view is None:
            return
        self._kept = view.gone.card.number
        self._picker.set_value(Found(view.kept.card.number, view.kept.card.name))


def _others(kept: int, session: Session, words: str) -> Sequence[Found]:
    return [each for each in find_contacts(session, words) if each.number != kept]


def _head(what: str, side: MergeSide) -> QVBoxLayout:
    told = " · ".join(
        (
            f"S-{side.card.number}",
            count(side.assignments, "oppdrag", "oppdrag"),
            count(side.sheets, "timeliste", "timelister"),
        )
    )
    return column(
        label(what, "small"), label(side.card.name, "h2"), label(told, "small"), gap=0
    )


def _shown(view: MergeView, difference: Difference) -> ShownDifference:
    kept, gone = view.kept.card.draft, view.gone.card.draft
    caption = CAPTIONS[difference.paths[0]]
    texts = [
        " ".join(filter(None, (value_text(path, draft) for path in difference.paths)))
        for draft in (kept, gone)
    ]
    return ShownDifference(difference, (FieldOfTwo(caption, "", texts[0], texts[1]),))


def _told(view: MergeView, alone: Sequence[Difference]) -> list[Item]:
    """Return a line for each field that only one of them has filled in."""
    items: list[Item] = []
    for each in alone:
        shown = _shown(view, each).fields[0]
        side = view.kept if each.by is Changed.MINE else view.gone
        text = shown.mine if each.by is Changed.MINE else shown.theirs
        what = f"{shown.caption} · S-{side.card.number}"
        items.append(
            column(label(what, "small"), label(text or "Tomt", wrap=True), gap=0)
        )
    return items
