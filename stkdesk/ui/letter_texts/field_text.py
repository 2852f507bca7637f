"""A text with merge fields: «søknadsdato» is one thing, drawn as a mark.

Ctrl+B makes bold. Typing « or {, or Ctrl+Space, offers the fields; Backspace takes a
whole field away. What is read back is the text as it is stored, ``{applied}``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from PySide6.QtCore import QMimeData, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QCompleter, QTextEdit

from stkdesk.domain.merge_fields import field_called, shown, slips, stored
from stkdesk.ui import theme
from stkdesk.ui.tokens import Tone

_TOKEN = re.compile(r"«[^«»\n]{1,60}»")
_TAG = re.compile(r"(</?b>)")
_STEPS = {Qt.Key.Key_Backspace: -1, Qt.Key.Key_Delete: 1}
_BOLD = QFont.Weight.Bold


class FieldText(QTextEdit):
    """One text of a letter in one language. Tab leaves it, as it leaves every field.

    Signals:
        edited: the person changed something.
        came: the cursor came here.
    """

    edited, came = Signal(), Signal()

    def __init__(self, lines: int = 8) -> None:
        """Be at least ``lines`` high; know no fields yet."""
        super().__init__()
        self._allowed: frozenset[str] = frozenset()
        self._silent = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.set_lines(lines)
        self._marks = _Marks(self)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._on_picked)
        self._completer.popup().setAccessibleName("Flettefelt")
        self.textChanged.connect(self._on_changed)

    def set_lines(self, lines: int) -> None:
        """Be at least ``lines`` high."""
        least = self.fontMetrics().lineSpacing() * lines + theme.u(24)
        self.setMinimumHeight(least)

    # What the form around it uses.

    def set_fields(self, allowed: Collection[str]) -> None:
        """Let these fields, by their keys, be filled in here."""
        self._allowed = frozenset(allowed)
        fields = [field_called(key).name for key in allowed]
        names = sorted(
            fields, key=lambda name: (name.startswith("lov: "), name.casefold())
        )
        self._names.setStringList(names)
        self._marks.know(self._allowed)

    def set_body(self, body: str) -> None:
        """Show a text as it is stored, without telling that it was edited."""
        self._silent = True
        self.clear()
        writer, bold = QTextCursor(self.document()), False
        for part in _TAG.split(shown(body)):
            if _TAG.fullmatch(part):
                bold = part == "<b>"
            elif part:
                writer.insertText(part, _weight(bold))
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._silent = False

    def body(self) -> str:
        """Return the text as it is stored."""
        lines, block = [], self.document().begin()
        while block.isValid():
            lines.append(_marked_up(block))
            block = block.next()
        text = "\n".join(lines).replace("\u2029", "\n").replace("\u2028", "\n")
        return stored(text.strip(), self._allowed)

    def insert_field(self, key: str) -> None:
        """Put a field where the cursor is, with room around it where words meet."""
        cursor = self.textCursor()
        before, after = self._beside(cursor)
        start = " " if before and not before.isspace() and before not in "(«" else ""
        end = " " if after.isalnum() else ""
        cursor.insertText(f"{start}{field_called(key).token}{end}")
        self.setTextCursor(cursor)
        self.setFocus()

    def offer_fields(self) -> None:
        """Show all the fields there are, to choose one from."""
        self.setFocus()
        self._offer(begin=True)

    def toggle_bold(self) -> None:
        """Make what is chosen bold, or plain again."""
        cursor = self._whole_fields(self.textCursor())
        is_bold = cursor.charFormat().fontWeight() >= _BOLD
        cursor.mergeCharFormat(_weight(not is_bold))
        self.mergeCurrentCharFormat(_weight(not is_bold))

    # As a field of a form.

    def draft_text(self) -> str:
        """Return the text, for a draft."""
        return self.body()

    def set_draft_text(self, text: str) -> None:
        """Show the text of a draft."""
        self.set_body(text)

    def shown_text(self) -> str:
        """Return what a person sees."""
        return self.toPlainText()

    # Qt.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if popup.isVisible() and event.key() in (*enter, Qt.Key.Key_Escape):
            event.ignore()  # the list takes it
            return
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        wants_list = control and event.key() == Qt.Key.Key_Space
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.matches(QKeySequence.StandardKey.Bold):
            self.toggle_bold()
        elif wants_list or event.text() in ("{", "«"):
            self._offer(begin=True)
        elif not (step and self._take_field(step)):
            super().keyPressEvent(event)
            self._offer()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.came.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(shown(source.text()))

    # Fields as one thing.

    def _beside(self, cursor: QTextCursor) -> tuple[str, str]:
        text, at = cursor.block().text(), cursor.positionInBlock()
        return text[at - 1 : at], text[at : at + 1]

    def _field_at(self, cursor: QTextCursor) -> tuple[int, int] | None:
        """Return where the known field the cursor is in, or beside, begins and ends."""
        text, at, start = cursor.block().text(), cursor.positionInBlock(), 0
        start = cursor.block().position()
        for found in _TOKEN.finditer(text):
            if found.start() <= at <= found.end() and self._marks.knows(found[0]):
                return start + found.start(), start + found.end()
        return None

    def _take_field(self, step: int) -> bool:
        """Take away the field before or after the cursor; False if there is none."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        found = self._field_at(cursor)
        edge = 1 if step < 0 else 0
        if found is None or cursor.position() == found[1 - edge]:
            return False
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        return True

    def _whole_fields(self, cursor: QTextCursor) -> QTextCursor:
        """Return ``cursor`` with its selection grown to the fields it cuts through."""
        if not cursor.hasSelection():
            return cursor
        ends = [cursor.selectionStart(), cursor.selectionEnd()]
        for at, edge in enumerate(list(ends)):
            probe = QTextCursor(self.document())
            probe.setPosition(edge)
            found = self._field_at(probe)
            if found is not None and found[0] < edge < found[1]:
                ends[at] = found[at]
        cursor.setPosition(ends[0])
        cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # The list of fields.

    def _offer(self, *, begin: bool = False) -> None:
        """Show the fields that match what is typed after «."""
        if not self._allowed:
            if begin:
                self.textCursor().insertText("«")
            return
        if begin and self._typed() is None:
            self.textCursor().insertText("«")
        typed = self._typed()
        popup = self._completer.popup()
        if typed is None:
            popup.hide()
            return
        self._completer.setCompletionPrefix(typed)
        if not self._completer.completionCount():
            popup.hide()
            return
        popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        place = self.cursorRect()
        place.setWidth(max(theme.u(220), popup.sizeHintForColumn(0) + theme.u(30)))
        self._completer.complete(place)

    def _typed(self) -> str | None:
        """Return what stands between « and the cursor; None: no field is begun."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        _, guillemet, typed = before.rpartition("«")
        is_begun = guillemet and "»" not in typed and len(typed) < 40
        return typed if is_begun else None

    def _on_picked(self, name: str) -> None:
        cursor = self.textCursor()
        typed = self._typed() or ""
        move, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(move, keep, len(typed))
        _, after = self._beside(self.textCursor())
        cursor.insertText(name if after == "»" else f"{name}»")
        self.setTextCursor(cursor)

    def _on_changed(self) -> None:
        if not self._silent:
            self.edited.emit()


class _Marks(QSyntaxHighlighter):
    """Draws fields as marks, and what looks like a field and is none as a slip."""

    def __init__(self, text: FieldText) -> None:
        super().__init__(text.document())
        self._allowed: frozenset[str] = frozenset()
        self._known: set[str] = set()

    def know(self, allowed: frozenset[str]) -> None:
        """Draw these fields, by their keys, as such."""
        self._allowed = allowed
        self._known = {field_called(key).name.casefold() for key in allowed}
        self.rehighlight()

    def knows(self, token: str) -> bool:
        """Tell whether ``token`` is a field that can be filled in here."""
        return " ".join(token[1:-1].casefold().split()) in self._known

    def highlightBlock(self, text: str) -> None:
        pair = theme.pair(Tone.ACT)
        field, slip = QTextCharFormat(), QTextCharFormat()
        field.setForeground(QColor(pair.ink))
        field.setBackground(QColor(pair.fill))
        slip.setForeground(QColor(theme.pair(Tone.BAD).ink))
        slip.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        for found in _TOKEN.finditer(text):
            if self.knows(found[0]):
                self.setFormat(found.start(), len(found[0]), field)
            elif slips(found[0], self._allowed):
                self.setFormat(found.start(), len(found[0]), slip)


def _weight(bold: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(_BOLD if bold else QFont.Weight.Normal)
    return made


def _runs(block: QTextBlock) -> Iterator[tuple[bool, str]]:
    """Yield the stretches of a line, each with whether it is bold."""
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.isValid():
            is_bold = fragment.charFormat().fontWeight() >= _BOLD
            yield is_bold, fragment.text()
        place += 1


def _marked_up(block: QTextBlock) -> str:
    """Return a line with its bold stretches between tags."""
    joined: list[tuple[bool, str]] = []
    for is_bold, text in _runs(block):
        if joined and joined[-1][0] is is_bold:
            joined[-1] = (is_bold, joined[-1][1] + text)
        else:
            joined.append((is_bold, text))
    return "".join(
        f"<b>{text}</b>" if is_bold and text.strip() else text
        for is_bold, text in joined
    )
