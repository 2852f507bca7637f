"""Every version of a text, newest first: when it held, who wrote it, what it said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.language import Language
from stkdesk.domain.merge_fields import shown
from stkdesk.services.letter_text_list import ParagraphCard
from stkdesk.ui import theme
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

NOW = Mark("Gjelder nå", Tone.GOOD, "Checkmark")
COMING = Mark("Kommer", Tone.ACT, "Clock")
PAST = Mark("Har vært", Tone.QUIET)


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version as it is told of."""

    valid_from: date
    what: str  # "Bokmål", or "" when there is only one of it
    said: str  # as it is stored; "" for the standard
    who: str
    state: Mark
    fetch: Callable[[], object] | None = None  # puts it in the editor again
    remove: Callable[[], object] | None = None  # only what has not begun


class Versions(QWidget):
    """A line for each version; hidden while there is only the standard."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.u(12))
        self._grid.setVerticalSpacing(theme.u(8))
        self.setLayout(column(label("Versjoner", "h3"), self._grid, gap=6))

    def show_versions(self, versions: Sequence[ShownVersion]) -> None:
        """Show ``versions``, in the order given."""
        clear(self._grid)
        for at, each in enumerate(versions):
            told = f"Fra {short_date(each.valid_from)}"
            since = column(label(told), gap=0)
            if each.who:
                since.addWidget(label(each.who, "small"))
            self._grid.addLayout(since, at, 0)
            self._grid.addWidget(Badge(each.state), at, 1)
            said = label(_short(each.said), "muted")
            said.setToolTip(shown(each.said))
            said.setMinimumWidth(1)
            self._grid.addLayout(column(label(each.what), said, gap=0), at, 2)
            self._grid.addLayout(row(*_acts(each, told), gap=2), at, 3)
        self._grid.setColumnStretch(2, 1)
        self.setVisible(bool(versions))


def state_of(valid_from: date, is_now: bool, today: date) -> Mark:
    """Return whether a version holds, will, or has held."""
    if is_now:
        return NOW
    return COMING if valid_from > today else PAST


def versions_of(
    card: ParagraphCard,
    today: date,
    fetch: Callable[[Language, str | None], object],
    remove: Callable[[int, int], object],
) -> list[ShownVersion]:
    """Return the versions of a paragraph; ``remove`` is for what has not begun."""
    return [
        ShownVersion(
            each.valid_from,
            each.language.label,
            each.body or "",
            each.saved_by,
            state_of(each.valid_from, each == card.on(each.language, today), today),
            fetch=partial(fetch, each.language, each.body),
            remove=partial(remove, each.number, each.version)
            if each.valid_from >= today
            else None,
        )
        for each in reversed(card.versions)
    ]


def _acts(each: ShownVersion, told: str) -> list[QWidget]:
    named = f"{each.what} {told[:1].lower()}{told[1:]}".strip()
    made: list[QWidget] = []
    if each.fetch is not None:
        fetch = partial(_do, each.fetch)
        made.append(button("Hent", "link", name=f"Hent: {named}", on=fetch))
    if each.remove is not None:
        remove = partial(_do, each.remove)
        made.append(button("Fjern", "link", name=f"Fjern: {named}", on=remove))
    return made


def _do(act: Callable[[], object]) -> None:
    act()


def _short(said: str) -> str:
    text = shown(" ".join(re.sub(r"</?b>", "", said).split()))
    return text[:70] + (" …" if len(text) > 70 else "") if text else "Standardteksten"
