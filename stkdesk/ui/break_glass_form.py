"""Opening a blocked client in need: the reason is asked for, and told on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import Problem
from stkdesk.services.blocking import SHORTEST_REASON, break_glass
from stkdesk.ui.fields import TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.workspace import Workspace

MEANS = (
    "Bare de som arbeider med saken, har tilgang til denne brukeren. Må du se den "
    "likevel, skriver du hvorfor. Du ser den ut dagen. Begrunnelsen står i loggen, "
    "lederen får beskjed, og brukeren kan be om å få vite det."
)


class BreakGlassForm(Form):
    """Asks why; then the client is open until the end of the day."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        client_number: int,
        then: Callable[[], object],
    ) -> None:
        """Ask over ``parent``; ``then`` is called when the client is open."""
        super().__init__(
            parent, "Sperret bruker", save_text="Åpne ut dagen", intro=MEANS, width=480
        )
        self._workspace, self._number, self._then = workspace, client_number, then
        self._reason = TextArea()
        self.add("reason", "&Hvorfor må du åpne denne brukeren nå?", self._reason)
        self.begin()

    def draft(self) -> str:
        return " ".join(self._reason.value().split())

    def check(self, draft: str) -> tuple[Problem, ...]:
        if len(draft) >= SHORTEST_REASON:
            return ()
        text = f"Skriv begrunnelsen med minst {SHORTEST_REASON} tegn."
        return (Problem("reason", text),)

    def hand_in(self, draft: str) -> None:
        self._workspace.save(
            lambda session: break_glass(session, self._number, draft),
            lambda _none: self._on_open(),
            self.not_saved,
        )

    def _on_open(self) -> None:
        self.saved()
        self._then()
