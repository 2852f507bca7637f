"""One layout of the payroll file: its columns, and the file it gives, on one page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from stkdesk.documents.payroll_file import ENDINGS, payroll_file
from stkdesk.domain.errors import OfficeError, Problem
from stkdesk.domain.layout_problems import LayoutDraft, layout_problems
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import Encoding, Layout
from stkdesk.domain.payroll_sample import SAMPLE_HEAD, SAMPLE_LINES
from stkdesk.services.payroll_layouts import StoredLayout, remove_layout, save_layout
from stkdesk.services.printing import save_pdf
from stkdesk.ui import errors, theme
from stkdesk.ui.fields import ChoiceField, DateField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.form_field import Field
from stkdesk.ui.page import Page
from stkdesk.ui.payroll_file.columns_field import ColumnsField
from stkdesk.ui.payroll_file.compare_window import CompareWindow
from stkdesk.ui.payroll_file.shown_sample import ShownSample
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from stkdesk.ui.workspace import Workspace


class LayoutForm(Form):
    """Asks for name, day, format and columns; shows the file while they change."""

    help_topic = "lonnsfil"

    def __init__(self, page: Page, stored: StoredLayout) -> None:
        """Edit ``stored``; without a number it is the beginning of a new one."""
        super().__init__(page.window(), "Oppsett av lønnsfil", width=980)
        self._page, self._stored = page, stored
        self._name, self._from = TextField(), DateField(page.workspace.today)
        self._format = ChoiceField(tuple(LayoutFormat))
        self._encoding = ChoiceField(tuple(Encoding))
        self._is_used, self._has_header = QCheckBox(), QCheckBox()
        self._has_quotes = QCheckBox()
        self._columns, self._sample = ColumnsField(), ShownSample()
        self._lay_fields()
        self._fill(stored)
        for field in self.fields.values():
            field.edited.connect(self._show_sample)
        self._format.activated.connect(self._on_format_chosen)
        self.begin()

    def draft(self) -> LayoutDraft:
        """Return what is filled in."""
        return LayoutDraft(
            self._name.value(),
            self._from.value(),
            self._is_used.isChecked(),
            Layout(
                self._columns.value(),
                self._format.value(),
                self._has_header.isChecked(),
                self._encoding.value(),
                self._has_quotes.isChecked(),
            ),
        )

    def check(self, draft: LayoutDraft) -> tuple[Problem, ...]:
        return layout_problems(draft)

    def hand_in(self, draft: LayoutDraft) -> None:
        number, version = self._stored.number, self._stored.version
        self._page.workspace.save(
            lambda session: save_layout(session, draft, number, version),
            lambda _number: self._on_saved(draft),
            self.not_saved,
        )

    def _on_saved(self, draft: LayoutDraft) -> None:
        self._page.toast(f"Lagret: {draft.name.strip()}")
        self.saved()

    # Laying out.

    def _lay_fields(self) -> None:
        self._beside(
            self.add("name", "&Navn", self._name, width=230),
            self.add("valid_from", "Gj&elder fra", self._from, width=150),
            self.add("format", "&Format", self._format),
            self.add("encoding", "Te&gnsett", self._encoding),
        )
        self._beside(
            self.add("has_header", "Overskrifter &på første linje", self._has_header),
            self.add("has_quotes", "Tekst i &anførselstegn", self._has_quotes),
            self.add("is_used", "I br&uk", self._is_used),
        )
        self.add("columns", "&Kolonner", self._columns)
        save = button("Lagre prøvefil …", icon="Download", on=self.save_sample)
        compare = button("Sammenlign med et eksempel …", on=self._compare)
        head = row(label("Prøvefil", "h3"), None, compare, save)
        self.body.addLayout(head)
        text = "Personene og lønnsartene er funnet på."
        self.body.addWidget(label(text, "small"))
        self.body.addWidget(self._sample)
        if self._stored.number is not None:
            away = button("Slett oppsettet", "link", on=self._remove)
            self.body.addLayout(row(away, None))

    def _beside(self, *fields: Field) -> None:
        """Put fields beside one another, on as many lines as they need."""
        inside = QWidget()
        flow = Flow(inside, theme.u(16))
        for field in fields:
            field.stand_beside()
            flow.addWidget(field)
        self.body.addWidget(inside)

    def _fill(self, stored: StoredLayout) -> None:
        layout = stored.layout
        self._name.set_value(stored.name if stored.number is not None else "")
        self._from.set_value(stored.valid_from)
        self._format.set_value(layout.format)
        self._encoding.set_value(layout.encoding)
        self._is_used.setChecked(stored.is_used)
        self._has_header.setChecked(layout.has_header)
        self._has_quotes.setChecked(layout.has_quotes)
        self._columns.set_value(layout.columns)
        self._on_format()

    def _on_format_chosen(self) -> None:
        """Files with fixed columns have no headings, unless somebody asks for them."""
        self._has_header.setChecked(self._format.value() is not LayoutFormat.FIXED)
        self._on_format()

    def _on_format(self) -> None:
        """Offer what belongs to the format, and nothing else."""
        made = self._format.value()
        self.fields["encoding"].setVisible(made is LayoutFormat.FIXED)
        self.fields["has_quotes"].setVisible(made is LayoutFormat.CSV)
        self._columns.set_format(made)
        self._show_sample()

    # The sample.

    def _show_sample(self) -> None:
        draft = self.draft()
        if not any(each.blocks for each in _of_columns(draft)):
            self._sample.show_layout(draft.layout)

    def save_sample(self) -> QFileDialog | None:
        """Ask where the sample is saved, and write it."""
        draft = self.draft()
        if self.show_problems(_of_columns(draft)):
            return None
        try:
            data = payroll_file(draft.layout, SAMPLE_LINES, SAMPLE_HEAD)
        except OfficeError as error:
            errors.show(self, error)
            return None
        ending = ENDINGS[draft.layout.format]
        return _ask_where(self, ending, partial(self._write, data))

    def _write(self, data: bytes, chosen: str) -> None:
        try:
            save_pdf(Path(chosen), data)
        except OfficeError as error:
            errors.show(self, error)
        else:
            self._page.toast(f"Lagret: {Path(chosen).name}")

    def _compare(self) -> None:
        draft = self.draft()
        if not self.show_problems(_of_columns(draft)):
            CompareWindow(self, draft.layout).open()

    # Taking away.

    def _remove(self) -> None:
        number, version = self._stored.number, self._stored.version
        assert number is not None
        workspace = self._page.workspace
        self._page.workspace.save(
            lambda session: remove_layout(session, number, version),
            lambda draft: self._on_removed(workspace, draft),
            self.not_saved,
        )

    def _on_removed(self, workspace: Workspace, draft: LayoutDraft) -> None:
        undo = partial(_put_back, workspace, draft)
        self._page.toast(f"Slettet: {draft.name}", undo)
        self.discard()


def _of_columns(draft: LayoutDraft) -> list[Problem]:
    """Return what keeps a sample from being made."""
    found = layout_problems(draft)
    return [each for each in found if each.field == "columns"]


def _put_back(workspace: Workspace, draft: LayoutDraft) -> None:
    workspace.save(lambda session: save_layout(session, draft))


def _ask_where(
    form: LayoutForm, ending: str, write: Callable[[str], object]
) -> QFileDialog:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents)
    dialog = QFileDialog(form, "Lagre prøvefil", folder, f"Lønnsfil (*{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.lstrip("."))
    dialog.selectFile(f"provefil{ending}")
    dialog.fileSelected.connect(write)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
