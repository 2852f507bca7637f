"""Two people have changed one setting: both values, and a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import hours_text
from stkdesk.domain.merging import Changed, Difference, compare
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.last_saved import LastSaved
from stkdesk.ui.conflict import ConflictDialog, FieldOfTwo, ShownDifference
from stkdesk.ui.last_saved import told, who_saved

if TYPE_CHECKING:
    from stkdesk.ui.office.keeper import OfficeSetting


def ask_whose(
    parent: QWidget,
    setting: OfficeSetting,
    drafts: tuple[OfficeDraft, OfficeDraft, OfficeDraft],
    saved: LastSaved | None,
    me: int | None,
    finish: Callable[[bool], object],
) -> None:
    """Ask whose ``setting`` is to stand; ``finish`` hears whether it is mine.

    ``drafts``: the office as I began with it, as I want it, and as it is now. What
    both of us have written alike is nobody's in particular, and not asked about.
    """
    *two, now = drafts
    before, mine = (replace(now, **_of(setting, draft)) for draft in two)
    together = tuple((name,) for name in setting.editors)
    differences = compare(before, mine, now, (together,))
    if not any(each.by is Changed.BOTH for each in differences):
        finish(False)
        return
    shown = [_shown(setting, each) for each in differences]

    def _finish(keep_mine: Sequence[Difference]) -> None:
        finish(bool(keep_mine))

    ConflictDialog(parent, told(saved, me), who_saved(saved, me), shown, _finish).open()


def _of(setting: OfficeSetting, draft: OfficeDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in setting.editors}


def _shown(setting: OfficeSetting, difference: Difference) -> ShownDifference:
    values = zip(difference.before, difference.mine, difference.theirs, strict=True)
    before, mine, theirs = (
        " ".join(filter(None, map(_words, side))) for side in zip(*values, strict=True)
    )
    return ShownDifference(
        difference, (FieldOfTwo(setting.title, before, mine, theirs),)
    )


def _words(value: object) -> str:
    """Return a value of the office as a person would say it."""
    match value:
        case bool():
            return "Ja" if value else "Nei"
        case int():
            return f"{hours_text(value)} timer"  # the only numbers are minutes
        case StrEnum():
            return str(getattr(value, "label", value.value))
        case str() if value.lstrip().startswith("<"):
            return "Et kommunevåpen"
        case str():
            return value
    return ""
