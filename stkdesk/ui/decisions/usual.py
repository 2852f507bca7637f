"""What a new decision is filled with by itself, beside what somebody has typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.services.decision_known import Beginning
from stkdesk.ui.decisions.asked import ASKED

if TYPE_CHECKING:
    from stkdesk.ui.decisions.decision_form import DecisionForm


class Usual:
    """Knows which texts of the form nobody has typed, and where they came from."""

    def __init__(self, form: DecisionForm, beginning: Beginning) -> None:
        """Begin with ``beginning``; ``learn`` before it is asked."""
        self._form, self._beginning = form, beginning
        self._texts: dict[str, str] = {}
        self._hints = {name: asked.hint for name, asked in ASKED.items()}

    def learn(self) -> None:
        """Show what is usual in the form, and remember its texts."""
        self._form.fill(self._beginning.draft)
        self._texts = self._form.texts() | {"recipients": ""}

    def fill_around(self, beginning: Beginning) -> None:
        """Show another beginning, but for what somebody has typed or chosen."""
        form = self._form
        typed = {
            name: text
            for name, text in form.texts().items()
            if text != self._texts.get(name, "")
        }
        typed["kind"] = form.fields["kind"].text()
        form.setUpdatesEnabled(False)
        self._beginning = beginning
        self.learn()
        for name, text in typed.items():
            form.fields[name].set_text(text)
        form.inputs.follow()
        form.setUpdatesEnabled(True)

    def show_sources(self) -> None:
        """Say by each field where its text came from, for as long as it stands."""
        for name, asked in ASKED.items():
            source = self._beginning.sources.get(name, "")
            stands = self._form.fields[name].text() == self._texts.get(name)
            hint = source if source and stands else asked.hint
            if hint != self._hints[name]:  # dressing it anew takes its time
                self._hints[name] = hint
                self._form.fields[name].set_hint(hint)
