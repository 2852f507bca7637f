"""Which decision is complained about: asked where none is in front of the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.services.complaint_list import Appealable, appealable_decisions
from stkdesk.ui.assignments.finding import find_clients
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found, PersonPicker

NONE = "Brukeren har ikke noe godkjent vedtak det kan klages på."


def choose_decision(
    page: Page, then: Callable[[int], object], client: Found | None = None
) -> None:
    """Ask whom and which decision a complaint is about; ``then`` gets the decision."""
    ChoosingForm(page, then, client).open()


class ChoosingForm(Form):
    """A client and one of the client's decisions, the newest proposed."""

    help_topic = "klage"

    def __init__(
        self, page: Page, then: Callable[[int], object], client: Found | None
    ) -> None:
        """Ask; ``client`` is known from where one was."""
        super().__init__(
            page.window(),
            "Registrer klage",
            save_text="Fortsett",
            intro="Velg vedtaket klagen gjelder.",
            width=520,
        )
        self._workspace, self._then = page.workspace, then
        hint = "Skriv navn, sted eller fødselsdato"
        self._client = PersonPicker(page.workspace, find_clients, hint)
        self._decision = QComboBox()
        self._offered: tuple[Appealable, ...] = ()
        self.add("client", "&Bruker", self._client)
        self.add("decision", "&Vedtak", self._decision)
        self._client.picked.connect(self._on_picked)
        if client is not None:
            self._client.set_value(client)
        self.begin()
        if client is not None:
            self._decision.setFocus()

    def draft(self) -> int | None:
        """Return the number of the decision."""
        at = self._decision.currentIndex()
        return self._offered[at].number if at >= 0 else None

    def check(self, draft: int | None) -> tuple[Problem, ...]:
        """Return what is missing."""
        if self._client.value() is None:
            return (Problem("client", "Velg hvem klagen gjelder."),)
        if draft is None:
            return (Problem("decision", NONE),)
        return ()

    def hand_in(self, draft: int) -> None:
        self.saved()
        self._then(draft)

    def _on_picked(self, number: int | None) -> None:
        self._show(())
        if number is not None:
            self._workspace.ask(
                lambda session: appealable_decisions(session, number),
                partial(self._on_read, number),
                key=(id(self), "decisions"),
                at_once=True,
            )

    def _on_read(self, number: int, found: Sequence[Appealable]) -> None:
        if number == self._client.value():
            self._show(found)
            self.fields["decision"].set_hint("" if found else NONE)

    def _show(self, found: Sequence[Appealable]) -> None:
        self._offered = tuple(found)
        self._decision.clear()
        for each in self._offered:
            self._decision.addItem(
                f"{each.reference} · {each.kind.label} · {long_date(each.decided_on)}"
            )
