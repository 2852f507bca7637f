"""Monthly reports by keyboard: a pile taken in, read, and a concern met."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.services.report_list import report_list
from stkdesk.services.report_opening import open_report
from stkdesk.ui.reports.page import ReportsPage
from stkdesk.ui.reports.paper_choice import OwnPaper
from tests import builders, person
from tests.ui.registers import close_forms, closed, key, shown

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def office(database, today):
    """Two assignments whose reports for October have not come."""
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        builders.periods(session)
        return tuple(
            builders.an_assignment(session, client, contact, start_on=OCTOBER)
            for client, contact in (
                ("Anne Dal", "Liv Berg"),
                ("Oskar Moen", "Håkon Solheim"),
            )
        )


@pytest.fixture
def page(qtbot, workspace, office):
    yield shown(qtbot, ReportsPage(workspace))
    close_forms()


def rows(database, today, chip=""):
    with database.reading() as session:
        found = report_list(session, ListQuery(chip=chip), today=today)
    return [(row.client, row.said, row.is_open_concern) for row in found.rows]


def questions(form):
    areas = form.findChildren(QPlainTextEdit)
    return [area for area in areas if area.isVisible()]


def press(page, text):
    every = page.findChildren(QPushButton)
    found = [each for each in every if each.text() == text and each.isVisibleTo(page)]
    assert len(found) == 1, text
    found[0].click()


def test_a_pile_is_taken_in_without_the_mouse(qtbot, page, database, today):
    page.filter.choose("missing")
    qtbot.waitUntil(lambda: page.record is not None)
    page.shown()
    key(qtbot, page.table, "Return")
    form = person.wait_for_window(qtbot, "Ny månedsrapport")
    assert form.focusWidget() is questions(form)[0]
    qtbot.keyClicks(form.focusWidget(), "Kino og svomming")
    key(qtbot, form.focusWidget(), "Ctrl+Return")
    closed(qtbot, form)

    form = person.wait_for_window(qtbot, "Ny månedsrapport")
    assert form.report.client == "Oskar Moen"
    qtbot.keyClicks(form.focusWidget(), "Turer")
    key(qtbot, form.focusWidget(), "Tab")
    assert form.focusWidget() is questions(form)[1]  # in the order of the paper
    form.fields["is_concern"].editor.setChecked(True)
    key(qtbot, form.focusWidget(), "Ctrl+Return")
    closed(qtbot, form)
    qtbot.waitUntil(lambda: rows(database, today, "missing") == [])
    assert rows(database, today) == [
        ("Oskar Moen", "Turer", True),
        ("Anne Dal", "Kino og svomming", False),
    ]


def test_a_report_is_read_with_one_key_and_a_concern_is_met(
    qtbot, page, workspace, database, today, office
):
    page.open_part(office[1], 10)
    form = person.wait_for_window(qtbot, "Ny månedsrapport")
    form.fields["is_concern"].editor.setChecked(True)
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    page.filter.choose("")
    qtbot.waitUntil(lambda: page.record is not None and page.record.number is not None)
    qtbot.waitUntil(lambda: not workspace.is_reading)
    page.shown()
    key(qtbot, page.table, "Space")
    qtbot.waitUntil(lambda: rows(database, today, "unread") == [])
    qtbot.waitUntil(lambda: page.record.read_on == today)
    press(page, "Fulgt opp")
    qtbot.waitUntil(lambda: rows(database, today, "concern") == [])
    workspace.undo()
    qtbot.waitUntil(lambda: len(rows(database, today, "concern")) == 1)


def test_a_report_that_tells_nothing_says_what_is_lacking(
    qtbot, page, database, office
):
    page.open_part(office[0], 10)
    form = person.wait_for_window(qtbot, "Ny månedsrapport")
    key(qtbot, form, "Ctrl+S")
    assert form.fields["activities"].has_problem
    with database.reading() as session:
        assert open_report(session, office[0], 10).number is None


def test_the_papers_of_the_office_are_made_from_here(qtbot, page, database):
    for paper, title in (
        (OwnPaper.COMPARISON, "Sammenligning"),
        (OwnPaper.SUMMARY, "Oppsummering"),
        (OwnPaper.KPR, "KPR-kontroll"),
    ):
        page.choose_paper(paper)
        form = person.wait_for_window(qtbot, paper.words)
        qtbot.waitUntil(lambda form=form: form.draft() is not None)
        key(qtbot, form, "Ctrl+S")
        closed(qtbot, form)
        window = person.wait_for_window(qtbot, title)
        assert window.data.startswith(b"%PDF")
        window.reject()
        closed(qtbot, window)
