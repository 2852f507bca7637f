"""Om stkdesk: the version, what is new, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QFrame, QTextBrowser

from stkdesk import __version__, settings
from stkdesk.resources import resource
from stkdesk.ui import theme
from stkdesk.ui.diagnosis.log_folder import open_log_folder
from stkdesk.ui.help_text import help_text, show_markdown
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.texts import label

TEXTS = (("changes", "Endringer"), ("lisenser", "Lisenser"))


class AboutGroup(Group):
    """The version and two texts to read."""

    def __init__(self) -> None:
        """Show what is new."""
        super().__init__("Om stkdesk", "Sender ingenting ut på nettet.")
        self.add(
            Setting(
                "Versjon",
                "Oppgi den når du spør om hjelp.",
                label(f"stkdesk {__version__} · Qt {qVersion()}", selectable=True),
            )
        )
        if notice := settings.update_notice():
            self.add(Setting("Beskjed fra IT", "", label(notice, wrap=True)))
        make = button("Lag diagnosepakke", on=self._diagnose)
        folder = button("Åpne loggmappen", on=open_log_folder)
        for each in (make, folder):
            each.setAutoDefault(True)
        self.add(
            Setting(
                "Når noe er feil",
                "Du ser alt som er i pakken, før du lagrer den.",
                make,
                folder,
            )
        )
        texts = Chips(TEXTS, "Les om")
        self._text = QTextBrowser()
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setProperty("role", "help")
        self._text.setOpenLinks(False)
        self._text.setMinimumHeight(theme.u(380))
        self.body.addSpacing(theme.u(14))
        self.add(texts)
        self.body.addSpacing(theme.u(8))
        self.body.addWidget(self._text, 1)
        texts.picked.connect(self._show)
        self._show("changes")

    def _diagnose(self) -> None:
        from stkdesk.ui.diagnosis.diagnosis_window import open_diagnosis

        open_diagnosis(self.window())

    def _show(self, key: str) -> None:
        text = help_text(key)
        if key == "lisenser":
            text += licence_texts()
        self._text.setAccessibleName(dict(TEXTS)[key])
        show_markdown(self._text, text)


def licence_texts() -> str:
    """Return every licence that came along, as it stands in its file."""
    folder = resource("licences")
    parts = [
        f"\n\n## {file.name}\n\n```\n{file.read_text(encoding='utf-8')}\n```"
        for file in sorted(folder.iterdir())
        if file.suffix in (".txt", ".md")
    ]
    return "".join(parts)
