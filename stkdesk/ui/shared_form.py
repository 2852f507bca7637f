"""A form of a record that others may have open too.

What others do to it is told while it is open. When somebody else has saved first, both
people's changes are shown field by field and taken along (``record_merging``), and
nothing typed goes away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.domain.errors import ChangedByAnotherError, NotFoundError, OfficeError
from stkdesk.domain.merging import Difference, Path, Unit
from stkdesk.services.last_saved import Kind
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.record_merging import Meeting, Now, reading_now
from stkdesk.ui.record_watch import RecordWatch
from stkdesk.ui.widgets.boxes import column, frame

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class SharedForm(Form):
    """Edits the record ``card`` shows; it has ``number``, ``version`` and ``draft``."""

    #: Fields of a draft that only make sense together, by what they are called.
    together: ClassVar[Mapping[str, Unit]] = {}

    def __init__(
        self,
        page: Page,
        title: str,
        kind: Kind,
        opening: Callable[[Session, int], Any],
        card: Any = None,
        *,
        save_text: str = "Lagre",
        intro: str = "",
        width: int = 620,
    ) -> None:
        """Lay out an empty form; ``opening`` reads the record by its number."""
        super().__init__(
            page.window(), title, save_text=save_text, intro=intro, width=width
        )
        self.card, self.workspace = card, page.workspace
        self._page, self._kind, self._opening = page, kind, opening
        self._seen: dict[str, str] = {}  # texts of the record as it was opened
        self.watch = RecordWatch(page.workspace)
        self.watch.wanted.connect(self._on_wanted)
        self._above = column(self.watch, gap=4, margins=(22, 4, 22, 4))
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.insertWidget(1, frame(self._above))

    # What a form overrides.

    def fill(self, draft: Any) -> None:
        """Show ``draft`` in the fields."""

    def names_of(self, path: Path) -> tuple[str, ...]:
        """Return the fields that show what stands at ``path`` of the draft."""
        return (path[-1],)

    def record_text(self, record: Any) -> str:
        """Return one of several records in a field, as read; "" for None."""
        return "" if record is None else str(record)

    def tell_removed(self) -> None:
        """Tell that somebody has removed the record; what is typed stays."""
        self.banner.tell(
            "Noen har slettet dette i mellomtiden.",
            "Det du har skrevet, står her fortsatt.",
        )

    # What a form calls.

    def put_above(self, widget: QWidget) -> None:
        """Let ``widget`` stand over the fields."""
        self._above.addWidget(widget)

    def begin(self) -> None:
        """Everything is filled in: hear of what others do from here on."""
        self._seen = self.texts()
        super().begin()
        self._watch_card()

    def texts(self) -> dict[str, str]:
        """Return what stands in every field, for a draft."""
        return {name: field.text() for name, field in self.fields.items()}

    # Two people in one record.

    def refused(self, error: OfficeError) -> None:
        match error:
            case ChangedByAnotherError() | NotFoundError() if self.card is not None:
                self._look_at_theirs(error)
            case _:
                super().refused(error)

    def _look_at_theirs(self, error: OfficeError) -> None:
        """Read what somebody else has saved, and show it beside what is typed."""
        self.workspace.ask(
            reading_now(self._opening, self._kind, self.card.number),
            partial(self._on_theirs, error),
            key=(id(self), "theirs"),
            at_once=True,
        )

    def _on_theirs(self, error: OfficeError, now: Now) -> None:
        if now.card is None:
            self.tell_removed()
            return
        if now.card.version == self.card.version:  # something else stands in the way
            super().refused(error)
            return
        meeting = Meeting(self, now)
        if meeting.is_nothing_of_theirs:  # nothing to see, and nothing to ask about
            self.save_on_top(meeting, ())
        else:
            meeting.ask(partial(self.save_on_top, meeting))

    def save_on_top(self, meeting: Meeting, keep_mine: Sequence[Difference]) -> None:
        """Save both people's work, mine where ``keep_mine``."""
        self.put_together(meeting, keep_mine)
        self.accept()

    def _watch_card(self) -> None:
        """Hear of it when somebody else saves the record, or has it open."""
        if self.card is not None:
            self.watch.watch(self._kind, self.card.number, self.card.version)

    def _on_wanted(self) -> None:
        """Show what somebody else has saved; the person goes on typing after."""
        self.workspace.ask(
            reading_now(self._opening, self._kind, self.card.number),
            self._on_wanted_theirs,
            key=(id(self), "theirs"),
            at_once=True,
        )

    def _on_wanted_theirs(self, now: Now) -> None:
        if now.card is None:
            self.tell_removed()
            return
        meeting = Meeting(self, now)
        if meeting.shown:
            meeting.ask(partial(self.put_together, meeting), "Ta med i skjemaet")
        else:
            self.put_together(meeting, ())

    def put_together(self, meeting: Meeting, keep_mine: Sequence[Difference]) -> None:
        """Show both people's work in the form, on top of what is saved now."""
        meeting.put_in_form(keep_mine)
        self._seen = meeting.their_texts
        self._watch_card()
