"""When somebody else saved the record while it stood in a form.

What each of the two has done is shown field by field, in the words of the form; what
is chosen is put in the form, which then saves on top of what the other one saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.merging import (
    Changed,
    Difference,
    Path,
    compare,
    is_record,
    merged,
)
from stkdesk.services.last_saved import Kind, LastSaved, last_saved
from stkdesk.ui.conflict import ConflictDialog, FieldOfTwo, ShownDifference
from stkdesk.ui.form_field import Field
from stkdesk.ui.last_saved import told, who_saved

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.ui.shared_form import SharedForm


@dataclass(frozen=True, slots=True)
class Now:
    """A record as it stands in the register now; no card when it is gone."""

    card: Any
    saved: LastSaved | None


def reading_now(
    opening: Callable[[Session, int], Any], kind: Kind, number: int
) -> Callable[[Session], Now]:
    """Return what reads the record and who saved it."""

    def _read(session: Session) -> Now:
        try:
            card = opening(session, number)
        except NotFoundError:
            return Now(None, None)
        return Now(card, last_saved(session, kind, number))

    return _read


class Meeting:
    """What I have typed in ``form``, and what somebody else has saved meanwhile."""

    def __init__(self, form: SharedForm, now: Now) -> None:
        """Compare the form with ``now``; what stands in the form stays there."""
        self._form, self._now = form, now
        self._mine = Typed(form.fields)
        self.mine = form.draft()
        old = form.card
        form.setUpdatesEnabled(False)
        form.fill(old.draft)
        self.before, before = form.draft(), _shown(form)
        form.card = now.card
        form.fill(now.card.draft)
        self.theirs, theirs = form.draft(), _shown(form)
        self.their_texts = form.texts()
        form.card = old
        form.fill(old.draft)
        self._mine.put_back()
        form.setUpdatesEnabled(True)
        self.differences = compare(
            self.before, self.mine, self.theirs, tuple(form.together.values())
        )
        self.shown = self._told(before, _shown(form), theirs)

    @property
    def is_nothing_of_theirs(self) -> bool:
        """Whether they have changed nothing a person can see in the form."""
        return all(each.difference.by is Changed.MINE for each in self.shown)

    def ask(
        self,
        finish: Callable[[Sequence[Difference]], object],
        act: str = "Lagre",
    ) -> ConflictDialog:
        """Show it; ``finish`` gets the differences in which mine is kept."""
        me = self._form.workspace.actor.number
        dialog = ConflictDialog(
            self._form,
            told(self._now.saved, me),
            who_saved(self._now.saved, me),
            self.shown,
            finish,
            act=act,
        )
        dialog.open()
        return dialog

    def put_in_form(self, keep_mine: Sequence[Difference]) -> None:
        """Show both people's work in the form, to be saved on top of theirs."""
        form = self._form
        form.card = self._now.card
        form.fill(merged(self.mine, self.theirs, self.differences, keep_mine))
        mine = [
            name
            for each in self.differences
            if each.by is Changed.MINE or each in keep_mine
            for path in each.paths
            if not is_record(path)
            for name in _names(path, form)
        ]
        # As it was typed, and not as it was understood.
        self._mine.put_back([*mine, *self._mine.unreadable])

    def _told(
        self,
        before: Mapping[str, str],
        mine: Mapping[str, str],
        theirs: Mapping[str, str],
    ) -> tuple[ShownDifference, ...]:
        shown = []
        for each in self.differences:
            names = dict.fromkeys(
                name for path in each.paths for name in _names(path, self._form)
            )
            if is_record(each.paths[0]):
                shown.append(self._told_record(each, next(iter(names))))
                continue
            fields = tuple(
                FieldOfTwo(
                    self._form.fields[name].caption,
                    before[name],
                    mine[name],
                    theirs[name],
                )
                for name in names
                if len({before[name], mine[name], theirs[name]}) > 1
            )
            if fields:
                shown.append(ShownDifference(each, fields, self._title(each)))
        return tuple(shown)

    def _told_record(self, difference: Difference, name: str) -> ShownDifference:
        """Return one of several records that stand in the field ``name``."""
        told = (difference.before, difference.mine, difference.theirs)
        texts = [self._form.record_text(values[0]) for values in told]
        field = FieldOfTwo(self._form.fields[name].caption, *texts)
        return ShownDifference(difference, (field,))

    def _title(self, difference: Difference) -> str:
        """Return the name of the fields that belong together, "" for one alone."""
        first = difference.paths[0]
        for title, unit in self._form.together.items():
            if any(first[: len(each)] == each for each in unit):
                return title
        return ""


class Typed:
    """What stands in the fields of a form, to the letter."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Remember it."""
        self._fields = fields
        self.unreadable = [n for n, field in fields.items() if field.complaint()]
        self._texts = {name: field.text() for name, field in fields.items()}
        self._raw = {
            name: field.editor.text()
            for name, field in fields.items()
            if isinstance(field.editor, QLineEdit)
        }

    def put_back(self, names: Sequence[str] | None = None) -> None:
        """Show it again in all fields, or those called ``names``."""
        for name in self._fields if names is None else names:
            field = self._fields[name]
            field.set_text(self._texts[name])
            editor = field.editor
            if isinstance(editor, QLineEdit) and editor.text() != self._raw[name]:
                editor.setText(self._raw[name])


def _names(path: Path, form: SharedForm) -> tuple[str, ...]:
    """Return the fields of the form that show what stands at ``path``."""
    return tuple(name for name in form.names_of(path) if name in form.fields)


def _shown(form: SharedForm) -> dict[str, str]:
    return {name: field.shown() for name, field in form.fields.items()}
