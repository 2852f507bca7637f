"""Månedsrapporter in the settings: what is asked, and how often."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stkdesk.domain.case_rules import RuleGroup
from stkdesk.domain.formats import long_date
from stkdesk.domain.month_report import ReportTopic
from stkdesk.services.report_topics import TopicsCard, open_topics
from stkdesk.ui import theme
from stkdesk.ui.office.rules_group import RulesGroup
from stkdesk.ui.page import Page
from stkdesk.ui.reports.topics_form import TopicsForm
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

UNDER_INTRO = 3  # place in the group: title, room, intro


class ReportsGroup(RulesGroup):
    """The questions of the report, and under them the numbers."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page``."""
        super().__init__(page, RuleGroup.REPORTS)
        self._card: TopicsCard | None = None
        self._topics = column(gap=6)
        self.change = button("Endre spørsmålene …", on=self._open)
        inside = column(
            label("Spørsmål på baksiden av timelisten", "h3"),
            self._topics,
            row(self.change, None),
            gap=8,
            margins=14,
        )
        made: QWidget = flat(inside)
        self.body.insertSpacing(UNDER_INTRO, theme.u(10))
        self.body.insertWidget(UNDER_INTRO + 1, made)

    def refresh(self, tables: frozenset[str]) -> None:
        super().refresh(tables)
        if not tables or tables & {"report_topics", "papers"}:
            today = self._page.workspace.today()
            self._page.workspace.ask(
                lambda session: open_topics(session, today=today),
                self._show_topics,
                key=(id(self), "topics"),
            )

    def _show_topics(self, card: TopicsCard) -> None:
        self._card = card
        clear(self._topics)
        today = self._page.workspace.today()
        now, later = card.on(today), card.on(card.free_from)
        self._list(now)
        if _words(now) != _words(later):
            day = long_date(card.free_from)
            self._topics.addWidget(label(f"Fra {day}", "h3"))
            self._list(later)

    def _list(self, topics: tuple[ReportTopic, ...]) -> None:
        for at, topic in enumerate(topics, start=1):
            said = column(
                label(f"{at}  {topic.bokmal}", wrap=True),
                label(topic.nynorsk, "small", wrap=True),
                gap=0,
            )
            self._topics.addLayout(said)

    def _open(self) -> None:
        if self._card is not None:
            TopicsForm(self._page, self._card).open()


def _words(topics: tuple[ReportTopic, ...]) -> list[tuple[str, str]]:
    return [(each.bokmal, each.nynorsk) for each in topics]
