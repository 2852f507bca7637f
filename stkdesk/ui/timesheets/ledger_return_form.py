"""Sending timesheets back: why, and the letter that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count
from stkdesk.domain.sheet_ledger import ReturnReason
from stkdesk.services.sheet_course import Done
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.services.sheet_rows import SheetKey
from stkdesk.ui.fields import TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.workspace import Workspace

INTRO = "Grunnene står i brevet til støttekontakten. Det som er ført, blir stående."


class ReasonsField(QWidget):
    """A box for each reason; Alt and its letter ticks it.

    Signals:
        edited: a box was ticked or cleared.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Tick none."""
        super().__init__()
        texts = {
            ReturnReason.SIGNATURE: "Mangler &underskrift fra støttekontakten",
            ReturnReason.CLIENT_SIGNATURE: "Mangler underskrift fra &bruker/foresatt",
            ReturnReason.DATES: "&Datoer eller klokkeslett mangler",
            ReturnReason.SUM: "Su&mmen stemmer ikke med linjene",
            ReturnReason.RECEIPT: "&Kvittering mangler",
            ReturnReason.DRIVING: "K&jøringen er ikke beskrevet",
            ReturnReason.OUTSIDE: "&Timer utenfor perioden eller oppdraget",
            ReturnReason.OTHER: "&Annet",
        }
        self._boxes = {reason: QCheckBox(texts[reason]) for reason in ReturnReason}
        for box in self._boxes.values():
            box.toggled.connect(self.edited)
        lines = [row(box, None) for box in self._boxes.values()]
        self.setLayout(column(*lines, gap=3))
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[ReturnReason, ...]:
        """Return the reasons that are ticked."""
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def draft_text(self) -> str:
        """Return what is ticked, for a draft."""
        return " ".join(reason.value for reason in self.value())

    def shown_text(self) -> str:
        """Return what is ticked, as a person reads it."""
        return ", ".join(reason.label for reason in self.value())

    def set_draft_text(self, text: str) -> None:
        """Tick what ``draft_text`` gave."""
        for reason, box in self._boxes.items():
            box.setChecked(reason.value in text.split())


class SendBackForm(Form):
    """Asks why; then the sheets are sent back, all for the same reasons."""

    help_topic = "post-og-purring"

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        keys: Sequence[SheetKey],
        then: Callable[[Done], object],
        who: str = "",
    ) -> None:
        """Ask over ``parent`` about ``keys``; ``then`` hears what was done.

        ``who``: whose sheet it is, when it is one.
        """
        super().__init__(
            parent,
            f"Send tilbake {count(len(keys), 'timeliste', 'timelister')}",
            save_text="Send tilbake",
            intro=f"{who}. {INTRO}" if who else INTRO,
            width=520,
        )
        self._workspace, self._keys, self._then = workspace, tuple(keys), then
        self._reasons, self._note = ReasonsField(), TextArea()
        self.add("reasons", "&Hva må rettes?", self._reasons)
        hint = "Står i brevet med dine ord. Nevn ikke brukeren ved navn."
        self.add("note", "Mer &om det", self._note, optional=True, hint=hint)
        self.begin()
        fit_small(self)

    def draft(self) -> ReturnDraft:
        return ReturnDraft(self._reasons.value(), self._note.value().strip())

    def check(self, draft: ReturnDraft) -> tuple[Problem, ...]:
        if not draft.reasons:
            return (Problem("reasons", "Velg minst én grunn."),)
        if ReturnReason.OTHER in draft.reasons and not draft.note:
            return (Problem("note", "Skriv hva som må rettes."),)
        return ()

    def hand_in(self, draft: ReturnDraft) -> None:
        keys, today = self._keys, self._workspace.today()
        self._workspace.save(
            lambda session: send_back(session, keys, draft, today=today),
            self._on_sent,
            self.not_saved,
        )

    def _on_sent(self, done: Done) -> None:
        self.saved()
        self._then(done)
