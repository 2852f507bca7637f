"""The help: a page for every screen, and no link that leads nowhere."""

import re

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTextBrowser

from stkdesk.resources import resource
from stkdesk.ui.applications.form import ApplicationForm
from stkdesk.ui.assessments.form import AssessmentForm
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.complaints.form import ComplaintForm
from stkdesk.ui.decisions.decision_form import DecisionForm
from stkdesk.ui.help_panel import HelpPanel
from stkdesk.ui.help_text import show_markdown
from stkdesk.ui.journal.form import EntryForm
from stkdesk.ui.letter_texts.form import LetterTextsForm
from stkdesk.ui.letters.form import LetterForm
from stkdesk.ui.rooms import ROOMS
from stkdesk.ui.start.first_start import FirstStart

PAGES = sorted(resource("help").glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")


def text_of(page):
    return page.read_text("utf-8")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_every_screen_has_a_page_of_help(room):
    topic = room.page_class().help_topic
    assert text_of(resource(f"help/{topic}.md")).startswith(f"# {room.title}\n")


def test_the_first_start_has_a_page_of_help_too():
    assert "Start tomt kontor" in text_of(resource(f"help/{FirstStart.help_topic}.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_a_heading_and_something_to_say(page):
    text = text_of(page)
    assert re.match(r"# \S", text)
    assert len(text.split()) > 50
    assert text.count("\n# ") == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_another_page_of_help(page):
    for target in LINK.findall(text_of(page)):
        assert (page.parent / target).is_file(), target


def test_every_page_can_be_reached_from_the_first():
    reached, waiting = set(), ["start.md"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += LINK.findall(text_of(resource(f"help/{name}")))
    assert reached | {"lisenser.md"} == {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_help_says_bruker_never_klient(page):
    assert not re.search(r"\bklient(?!adresse)", text_of(page), re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_sign_of_markup_is_left_on_the_screen(qtbot, page):
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    show_markdown(browser, text_of(page))
    shown = browser.toPlainText()
    assert "**" not in shown
    assert "](" not in shown
    assert not re.search(r"^#|\|---", shown, re.MULTILINE)


@pytest.mark.parametrize("topic", ["it", "klage"])  # with tables in them
def test_a_table_is_no_wider_than_the_panel(qtbot, topic):
    panel = HelpPanel()
    qtbot.addWidget(panel)
    panel.resize(380, 800)
    panel.show()
    panel.show_topic(topic)
    across = panel.findChild(QTextBrowser).horizontalScrollBar()
    qtbot.waitUntil(lambda: across.maximum() == 0)


def test_bold_words_are_no_heavier_than_the_letters_we_have(qtbot):
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    show_markdown(browser, "Trykk **Ny søknad** eller **Lagre** nå.")
    cursor = browser.document().find("Lagre")
    assert cursor.charFormat().fontWeight() == QFont.Weight.DemiBold
    assert browser.document().find("nå").charFormat().fontWeight() < QFont.Weight.Bold


FORMS = [
    AssessmentForm,
    ApplicationForm,
    ClientForm,
    ComplaintForm,
    DecisionForm,
    EntryForm,
    LetterForm,
    LetterTextsForm,
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_a_case_has_a_page_of_help(form):
    assert form.help_topic
    assert resource(f"help/{form.help_topic}.md").is_file()
