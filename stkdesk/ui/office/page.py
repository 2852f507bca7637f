"""Innstillinger: groups at the left, settings at the right, saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
)

from stkdesk.domain.case_rules import RuleGroup
from stkdesk.domain.formats import count
from stkdesk.domain.staff import Right
from stkdesk.ui import theme
from stkdesk.ui.backup.group import BackupGroup
from stkdesk.ui.letter_texts.citations_group import CitationsGroup
from stkdesk.ui.letter_texts.group import LetterTextsGroup
from stkdesk.ui.memory import window_settings
from stkdesk.ui.office.about_group import AboutGroup
from stkdesk.ui.office.address_group import AddressGroup
from stkdesk.ui.office.four_eyes_group import FourEyesGroup
from stkdesk.ui.office.gate_group import GateGroup
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.keeper import Keeper
from stkdesk.ui.office.keys_group import KeysGroup
from stkdesk.ui.office.look_group import LookGroup
from stkdesk.ui.office.papers_group import PapersGroup
from stkdesk.ui.office.periods_group import PeriodsGroup
from stkdesk.ui.office.rates_group import RatesGroup
from stkdesk.ui.office.register_group import RegisterGroup
from stkdesk.ui.office.rules_group import RulesGroup
from stkdesk.ui.office.staff_group import StaffGroup
from stkdesk.ui.page import Page
from stkdesk.ui.payroll_file.group import PayrollFileGroup
from stkdesk.ui.question import ask
from stkdesk.ui.reports.settings_group import ReportsGroup
from stkdesk.ui.retention.group import TABLES, RetentionGroup
from stkdesk.ui.widgets.boxes import card, column, row, scrolled
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.workspace import Workspace


class Place(NamedTuple):
    """One line of the list of groups: its key, its words, its group, and for whom."""

    key: str
    title: str
    made: Callable[[OfficePage], Group]
    rights: tuple[Right, ...] = ()  # one of them shows it; none: everybody sees it


OFFICE = (Right.EDIT_OFFICE,)
GROUPS = (
    Place("address", "Kontoret", lambda page: AddressGroup(page.keeper), OFFICE),
    Place("papers", "Papirene", lambda page: PapersGroup(page, page.keeper), OFFICE),
    Place("periods", "Perioder", lambda page: PeriodsGroup(page, page.keeper), OFFICE),
    Place("letter_texts", "Brevtekster", LetterTextsGroup, OFFICE),
    Place("citations", "Lovhenvisninger", CitationsGroup, OFFICE),
    Place("case_rules", "Frister", RulesGroup, OFFICE),
    Place(
        "contact_rules",
        "Krav til støttekontakter",
        lambda page: RulesGroup(page, RuleGroup.CONTACTS),
        OFFICE,
    ),
    Place(
        "hours_rules",
        "Avtaler og timer",
        lambda page: RulesGroup(page, RuleGroup.HOURS),
        OFFICE,
    ),
    Place(
        "sheet_rules",
        "Timelister og purring",
        lambda page: RulesGroup(page, RuleGroup.SHEETS),
        OFFICE,
    ),
    Place("report_rules", "Månedsrapporter", ReportsGroup, OFFICE),
    Place("gate_rules", "Krav til oppstart", GateGroup, OFFICE),
    Place("rates", "Satser", RatesGroup, (Right.EDIT_RATES,)),
    Place("payroll_file", "Lønnsfil", PayrollFileGroup, (Right.EDIT_RATES,)),
    Place("staff", "Ansatte", StaffGroup, (Right.MANAGE_STAFF,)),
    Place("four_eyes", "Fire øyne", FourEyesGroup, OFFICE),
    Place("look", "Utseende", lambda _page: LookGroup()),
    Place("register", "Registeret", RegisterGroup, (Right.KEEP_REGISTER,)),
    Place("backup", "Sikkerhetskopi", BackupGroup, (Right.KEEP_REGISTER,)),
    Place("keys", "Innlogging og nøkler", KeysGroup),
    Place("retention", "Oppbevaring og sletting", RetentionGroup, (Right.ERASE,)),
    Place("about", "Om stkdesk", lambda _page: AboutGroup()),
)
LIST_WIDTH, CARD_WIDTH = 224, 820
NARROW = 760  # below it, the groups are chips above the card


class OfficePage(Page):
    """Everything the office and the person can choose."""

    room, title, help_topic = "office", "Innstillinger", "innstillinger"
    keeper: Keeper  # of the settings that are a field of the office
    tables = frozenset(
        {
            "office",
            "period_rules",
            "periods",
            "rates",
            "own_rates",
            "pay_codes",
            "payroll_layouts",
            "case_rules",
            "timesheets",
            "papers",
            "register_facts",
            "staff",
            "four_eyes",
            "letter_texts",
            "citations",
            "gate_rules",
            "report_topics",
        }
        | TABLES
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; what the register says is read when the page is shown."""
        super().__init__(workspace)
        self.keeper = Keeper(self)
        self._places = [place for place in GROUPS if workspace.may(*place.rights)]
        self.groups: dict[str, Group] = {}  # by key, once they have been opened
        chips = [(place.key, place.title) for place in self._places]
        self._is_read = False
        self._list, self._chips = QListWidget(), Chips(chips, "Gruppe")
        self._stack = QStackedWidget()
        for _place in self._places:
            self._stack.addWidget(QFrame())  # until its group is opened
        self._lay_out()
        first = self._places[0].key
        kept = str(window_settings().value("office/group", first))
        keys = [place.key for place in self._places]
        self.open_group(kept if kept in keys else first)
        self._list.currentRowChanged.connect(self._on_row)
        self._chips.picked.connect(self.open_group)

    def open_group(self, key: str) -> None:
        """Show the group ``key``, if it is here."""
        at = self._place_of(key)
        if at is None:
            return
        if key not in self.groups:
            self._make(at)
        self._list.setCurrentRow(at)
        self._chips.choose(key)
        self._stack.setCurrentIndex(at)
        window_settings().setValue("office/group", key)

    def shown(self) -> None:
        """Put the cursor in the list of groups."""
        (self._list if self._list.isVisible() else self._chips).setFocus()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown."""
        self._is_read = True
        if not tables or "office" in tables:
            self.keeper.read()
        for group in self.groups.values():
            group.refresh(tables)

    def next_pane(self) -> None:
        """F6: from the groups to the settings, and back."""
        inside = self._stack.currentWidget()
        if inside.isAncestorOf(self.focusWidget() or self):
            self.shown()
        else:
            self._list.setFocus()
            self.focusNextChild()

    def may_leave(self) -> bool:
        """Save what can be saved; ask about what cannot."""
        pending = self.keeper.pending()
        half = [each for each in self.groups.values() if not each.may_leave()]
        if not pending and not half:
            return True
        number = count(len(pending) + len(half), "innstilling", "innstillinger")
        ask(
            self,
            f"{number} er ikke lagret",
            "Gå tilbake og rett det som er merket, eller forkast det du skrev.",
            ("Gå tilbake", "primary", self.shown),
            ("Forkast og lukk", "", self._discard),
        )
        return False

    def _discard(self) -> None:
        self.keeper.drop()
        for group in self.groups.values():
            group.discard()
        self.window().close()

    def _place_of(self, key: str) -> int | None:
        keys = [place.key for place in self._places]
        return keys.index(key) if key in keys else None

    def _make(self, at: int) -> None:
        """Make a group when it is opened for the first time, and let it read."""
        place = self._places[at]
        group = self.groups[place.key] = place.made(self)
        empty = self._stack.widget(at)
        self._stack.insertWidget(at, scrolled(group))
        self._stack.removeWidget(empty)
        empty.deleteLater()
        if self._is_read:  # with the rest of the page, if it was opened before that
            group.refresh(frozenset())
        if self.keeper.draft is not None:
            self.keeper.show_draft(self.keeper.draft)

    def _on_row(self, row: int) -> None:
        self.open_group(self._places[row].key)

    def _lay_out(self) -> None:
        self._list.setProperty("role", "groups")
        self._list.setAccessibleName("Grupper av innstillinger")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFixedWidth(theme.u(LIST_WIDTH))
        for place in self._places:
            item = QListWidgetItem(place.title, self._list)
            item.setSizeHint(QSize(0, theme.u(35)))
        box = card(column(self._stack))
        box.setMaximumWidth(theme.u(CARD_WIDTH))
        beside = row(self._list, (box, 100), gap=14)
        beside.addStretch(1)
        self.setLayout(
            column(self._chips, (beside, 1), gap=12, margins=(20, 16, 20, 16))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.u(NARROW)
        self._list.setVisible(not narrow)
        self._chips.setVisible(narrow)
        super().resizeEvent(event)
