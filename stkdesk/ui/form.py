"""Forms: labelled fields, problems told by the field, nothing typed ever lost.

    class ClientForm(Form):
        def __init__(self, parent, save, *, today):
            super().__init__(parent, "Ny bruker", save)
            self._given = TextField()
            self._born = DateField()
            self.add("given_name", "&Fornavn", self._given)
            self.add("birth_date", "F&ødt", self._born, width=150)
            self.begin()

        def draft(self) -> ClientDraft: ...
        def check(self, draft) -> tuple[Problem, ...]: return client_problems(draft, …)

``save(draft)`` is called by Lagre and Ctrl+S. If it returns, the form closes. If it
refuses with InvalidInputError, each problem is written under its field; any other
OfficeError is told at the top. Either way everything typed stays. A form whose saving
takes its time overrides ``hand_in``; nothing can be typed while it is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.formats import count
from stkdesk.ui import errors, theme
from stkdesk.ui.form_field import Field
from stkdesk.ui.form_help import toggle_help
from stkdesk.ui.question import ask_unsaved
from stkdesk.ui.saving import SLOW_MS
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, frame, row, scrolled
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

DRAFT_MS = 600  # from a change until the draft is kept, also while typing goes on


class Form(QDialog):
    """Asks for a record and hands the draft to ``save``; knows no database."""

    help_topic = ""  # file in resources/help without ".md"; empty: that of the page

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        save: Callable[[Any], object] | None = None,
        *,
        save_text: str = "Lagre",
        intro: str = "",
        width: int = 620,
    ) -> None:
        """Show no fields yet; ``add`` them, then call ``begin``.

        ``title`` must not say whom it is about: it is seen in the task bar.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: dict[str, Field] = {}
        self._save = save
        self._is_dirty = False
        self._keep: Callable[[dict[str, str]], object] | None = None
        self._drafting = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._drafting.timeout.connect(self._keep_draft)
        self.is_put_aside = False  # closed by the program, what is typed kept
        self._is_saving = False
        self._held: QWidget | None = None  # had the focus when saving took its time
        self._wondering = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._wondering.timeout.connect(self._on_slow)
        self.banner = Banner(Tone.BAD)
        self.body = column(gap=6, margins=(22, 6, 22, 14))
        self._status = label("", "small", wrap=True)
        self._save_button = button(
            f"{save_text}  Ctrl+S", "primary", name=save_text, on=self.accept
        )
        self._lay_out(title, intro, width)
        QShortcut(QKeySequence.StandardKey.Save, self, self.accept)
        QShortcut(QKeySequence("F1"), self, partial(toggle_help, self))
        answer_why(self)

    # What a form overrides.

    def refused(self, error: OfficeError) -> None:
        """Tell why ``save`` refused the whole draft; what was typed stays."""
        self.banner.tell(error.title, error.advice)

    def hand_in(self, draft: Any) -> None:
        """Have ``draft`` saved; ends in ``saved`` or ``not_saved``."""
        try:
            if self._save is not None:
                self._save(draft)
        except OfficeError as error:
            self.not_saved(error)
        except BaseException:
            self._rest()
            raise
        else:
            self.saved()

    def draft_kept(self) -> None:
        """Say that what is typed is kept as a draft."""
        self._status.setText("Kladd lagret")

    def draft(self) -> Any:
        """Return what has been filled in."""
        return {name: field.text() for name, field in self.fields.items()}

    def check(self, _draft: Any) -> tuple[Problem, ...]:
        """Return what is wrong, or worth a look, with the draft."""
        return ()

    # What a form calls while it is made.

    def add(
        self,
        name: str,
        text: str,
        editor: QWidget,
        *,
        optional: bool = False,
        hint: str = "",
        width: int = 0,
        into: Any = None,
    ) -> Field:
        """Add ``editor`` under the label ``text``; ``name`` is its name in a Problem.

        ``width`` in pixels at text size 10; 0 takes the whole width. ``into`` is
        another layout than the form's own column.
        """
        field = Field(text, editor, optional=optional, hint=hint, width=width)
        self.fields[name] = field
        field.edited.connect(self._on_edited)
        field.left.connect(self._on_left)
        field.entered.connect(self._on_entered)
        (self.body if into is None else into).addWidget(field)
        return field

    def add_row(self, *fields: Field, into: Any = None) -> None:
        """Put fields already added beside one another, in the place of the first."""
        lay = self.body if into is None else into
        at = lay.indexOf(fields[0])
        line = row(gap=16)
        for field in fields:
            field.stand_beside()
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        lay.insertLayout(at, line)

    def add_heading(self, text: str) -> None:
        """Add a heading between groups of fields."""
        self.body.addSpacing(theme.u(10))
        self.body.addWidget(label(text, "h3"))

    def begin(self) -> None:
        """Everything is added and filled in: from here on, changes are changes."""
        self.body.addStretch(1)
        self._fit()
        self._is_dirty = False
        self._status.setText("")
        if self.fields:
            next(iter(self.fields.values())).editor.setFocus()

    def recheck(self, *names: str) -> None:
        """Write what is wrong with these fields, now that another has changed."""
        found = self._found(self.draft())
        for name in names:
            mine = [each for each in found if each.field == name]
            mine.sort(key=lambda each: not each.blocks)
            self.fields[name].show_problem(mine[0] if mine else None)

    # Drafts.

    def on_draft(self, keep: Callable[[dict[str, str]], object]) -> None:
        """Call ``keep`` with all texts 0.6 s after a change, with {} at the end."""
        self._keep = keep
        if self._is_dirty:
            self._drafting.start()

    def restore(self, texts: dict[str, str]) -> None:
        """Fill in what ``keep`` was given, and count it as not saved."""
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].set_text(text)
        for field in self.fields.values():
            if field.has_problem:
                self._recheck(field)
        self._on_edited()

    # Saving and closing.

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return self._is_dirty

    def accept(self) -> None:
        """Save, and close only if that went well."""
        if self._is_saving:
            return
        self.banner.clear()
        draft = self.draft()
        if self.show_problems(self._found(draft)):
            return
        self._is_saving = True
        self._wondering.start()
        self.hand_in(draft)

    def saved(self) -> None:
        """What was handed in is saved: forget the draft that was kept, and close."""
        self._rest()
        self._forget_draft()
        super().accept()

    def not_saved(self, error: BaseException) -> None:
        """Tell why nothing was saved; everything typed stays."""
        self._rest()
        match error:
            case InvalidInputError():
                self.show_problems(error.problems)
            case OfficeError():
                self.refused(error)
            case _:
                errors.show(self, error)

    def reject(self) -> None:
        """Close; ask first when something typed is not saved. Also what × does."""
        if self._is_saving:
            return
        if self._is_dirty:
            ask_unsaved(self, self.accept, self.discard)
        else:
            self._forget_draft()
            super().reject()

    def discard(self) -> None:
        """Close and throw away what was typed."""
        self._forget_draft()
        super().reject()

    def put_aside(self) -> None:
        """Close without asking; what is typed is kept, and offered the next time."""
        self._drafting.stop()
        self._keep_draft()
        self._is_dirty, self._keep, self.is_put_aside = False, None, True
        super().reject()

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """Write each problem under its field; put the cursor in the first that blocks.

        Returns how many fields must be put right. A problem without a field of its
        own is told at the top.
        """
        found = [*problems]
        by_field: dict[str, Problem] = {}
        for problem in sorted(found, key=lambda each: each.blocks):
            by_field[problem.field] = problem  # what blocks comes last and wins
        for name, field in self.fields.items():
            field.show_problem(by_field.get(name))
        homeless = [
            each for each in found if each.field not in self.fields and each.blocks
        ]
        if homeless:
            text = " ".join(each.message for each in homeless)
            self.banner.tell("Noe må rettes før det kan lagres.", text)
        bad = [
            field
            for name, field in self.fields.items()
            if name in by_field and by_field[name].blocks
        ]
        if bad:
            if self._drafting.isActive():  # now, lest "Kladd lagret" hide what comes
                self._drafting.stop()
                self._keep_draft()
            self._status.setText(f"{count(len(bad), 'felt', 'felt')} må rettes")
            announce(self, self._status.text())
            bad[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reveal(bad[0])
        return len(bad) + len(homeless)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to ``widget``, and again when what is written under it has room."""
        self._scroll.ensureWidgetVisible(widget)
        QTimer.singleShot(0, self, partial(self._scroll.ensureWidgetVisible, widget))

    def _found(self, draft: Any) -> list[Problem]:
        unreadable = [
            Problem(name, field.complaint())
            for name, field in self.fields.items()
            if field.isEnabled() and field.complaint()
        ]
        told = {problem.field for problem in unreadable}
        checked = [each for each in self.check(draft) if each.field not in told]
        return unreadable + checked

    def _on_edited(self) -> None:
        self._is_dirty = True
        self._status.setText("Ulagrede endringer")
        if self._keep is not None and not self._drafting.isActive():
            self._drafting.start()
        field = self.sender()
        if isinstance(field, Field) and field.has_problem:
            self._recheck(field)

    def _on_entered(self) -> None:
        """Alt and a letter can lead to a field that is scrolled out of sight."""
        field = self.sender()
        if isinstance(field, Field):
            self._scroll.ensureWidgetVisible(field, 0, theme.u(24))

    def _on_left(self) -> None:
        field = self.sender()
        if isinstance(field, Field) and (field.was_edited or field.has_problem):
            self._recheck(field)

    def _recheck(self, field: Field) -> None:
        self.recheck(next(key for key, each in self.fields.items() if each is field))

    def _keep_draft(self) -> None:
        if self._keep is not None and self._is_dirty:
            self._keep({name: field.text() for name, field in self.fields.items()})
            self.draft_kept()

    def _on_slow(self) -> None:
        """Saving takes its time: nothing can be typed that would not be saved."""
        self._held = self.focusWidget()
        self._scroll.setEnabled(False)
        enable(self._save_button, False, "Lagrer …")
        self._status.setText("Lagrer …")
        announce(self, "Lagrer …")
        self.setCursor(Qt.CursorShape.BusyCursor)

    def _rest(self) -> None:
        """Saving has ended; go on where one was."""
        self._is_saving = False
        self._wondering.stop()
        if self._scroll.isEnabled():
            return
        self._scroll.setEnabled(True)
        enable(self._save_button, True)
        self._status.setText("Ulagrede endringer" if self._is_dirty else "")
        self.unsetCursor()
        if self._held is not None and isValid(self._held):
            self._held.setFocus()

    def _forget_draft(self) -> None:
        self._is_dirty = False
        self._drafting.stop()
        if self._keep is not None:
            self._keep({})

    def _fit(self) -> None:
        """Be as high as the fields ask for, and lie within the window behind."""
        around = self.height() - self._scroll.height()
        wanted = self._scroll.widget().sizeHint().height() + max(around, theme.u(150))
        behind = self.parentWidget()
        room = (behind.window() if behind else self.screen()).size() * 0.96
        least = self.minimumSize()
        size = QSize(self.width(), max(theme.u(560), wanted))
        self.resize(size.boundedTo(room).expandedTo(least))

    def _lay_out(self, title: str, intro: str, width: int) -> None:
        head = column(label(title, "h2"), gap=2, margins=(22, 18, 22, 4))
        if intro:
            head.addWidget(label(intro, "small", wrap=True))
        inside = QWidget()
        inside.setLayout(self.body)
        self._scroll = scrolled(inside)
        no = button("Avbryt", on=self.reject)
        buttons = row(
            (self._status, 1), no, self._save_button, gap=8, margins=(22, 12, 22, 12)
        )
        message = row(self.banner, margins=(22, 4, 22, 4))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(head)
        lay.addLayout(message)
        lay.addWidget(self._scroll, 1)
        lay.addWidget(frame(buttons, "foot"))
        self._save_button.setDefault(True)
        self.resize(theme.u(width), theme.u(640))
        self.setMinimumSize(theme.u(360), theme.u(260))
