"""The buttons of the next steps lead to the letter or the decision they speak of."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from stkdesk.domain.complaint import ComplaintDraft, ComplaintOutcome
from stkdesk.domain.decision import DecisionDraft, DecisionKind
from stkdesk.services.complaint_outcome import reopen_complaint
from stkdesk.services.complaints import (
    edit_complaint,
    register_complaint,
)
from stkdesk.services.complaints import (
    open_complaint as read_complaint,
)
from stkdesk.services.decisions import register_decision
from stkdesk.ui.complaints.form import open_complaint
from stkdesk.ui.page import Page
from tests import builders as make
from tests import person
from tests.services.complaining import issued
from tests.services.writing import an_office


@pytest.fixture
def page(qtbot, workspace):
    page = Page(workspace)
    qtbot.addWidget(page)
    page.resize(1100, 860)
    page.show()
    return page


@pytest.fixture
def client(database, today):
    with database.transaction() as session:
        an_office(session, today)
        born = {"birth_date": date(1990, 5, 1)}
        return make.a_client(session, "Åse Ødegård", person=born)


@pytest.fixture
def complaint(database, client, today):
    with database.transaction() as session:
        draft = ComplaintDraft(
            decision_number=issued(session, client), received_on=date(2026, 11, 10)
        )
        return register_complaint(session, draft, today=today)


def granted(database, complaint, today):
    with database.transaction() as session:
        card = read_complaint(session, complaint, today=today)
        outcome = ComplaintOutcome.GRANTED
        draft = replace(card.draft, outcome=outcome, outcome_on=today)
        edit_complaint(session, complaint, card.version, draft, today=today)


def wait_for_another(qtbot, form):
    """Return the window that opens when ``form`` has closed."""

    def _others():
        return [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each.windowTitle() not in ("", "Klage")
        ]

    qtbot.waitUntil(lambda: len(_others()) == 1, timeout=person.WAIT)
    return _others()[0]


def test_a_receipt_is_begun_and_what_was_typed_is_saved_first(
    qtbot, page, database, complaint, today
):
    open_complaint(page, page.workspace, number=complaint)
    form = person.wait_for_window(qtbot, "Klage")
    person.write(qtbot, form, "Hva brukeren vil ha endret", "Fire timer")
    person.press(qtbot, form, "Lag bekreftelse")

    letter = wait_for_another(qtbot, form)
    assert "Bekreftelse på klage" in letter.windowTitle()
    with database.reading() as session:
        card = read_complaint(session, complaint, today=today)
    assert card.draft.wants == "Fire timer"


def test_a_reversal_is_begun_about_the_decision_complained_about(
    qtbot, page, database, complaint, today
):
    granted(database, complaint, today)
    open_complaint(page, page.workspace, number=complaint)
    form = person.wait_for_window(qtbot, "Klage")
    person.press(qtbot, form, "Lag omgjøring")

    decision = wait_for_another(qtbot, form)
    draft = decision.draft()
    assert draft.kind is DecisionKind.REVERSED
    assert draft.complaint_number == complaint
    assert draft.changes_number == 1


def test_a_reversal_that_is_begun_is_gone_on_with(
    qtbot, page, database, client, complaint, today
):
    granted(database, complaint, today)
    with database.transaction() as session:
        begun = DecisionDraft(
            client_number=client,
            kind=DecisionKind.REVERSED,
            complaint_number=complaint,
            changes_number=1,
            goal="Komme mer ut.",
        )
        number = register_decision(session, begun)
    open_complaint(page, page.workspace, number=complaint)
    form = person.wait_for_window(qtbot, "Klage")
    person.press(qtbot, form, "Lag omgjøring")

    assert wait_for_another(qtbot, form).card.number == number


def test_a_complaint_with_nothing_left_is_closed_with_a_press(
    qtbot, page, database, complaint, today
):
    with database.transaction() as session:
        card = read_complaint(session, complaint, today=today)
        outcome = ComplaintOutcome.WITHDRAWN
        draft = replace(card.draft, outcome=outcome, outcome_on=today)
        edit_complaint(session, complaint, card.version, draft, today=today)
        version = read_complaint(session, complaint, today=today).version
        reopen_complaint(session, complaint, version)
    open_complaint(page, page.workspace, number=complaint)
    form = person.wait_for_window(qtbot, "Klage")
    person.press(qtbot, form, "Lukk klagen")

    def _closed():
        with database.reading() as session:
            card = read_complaint(session, complaint, today=today)
        return card.draft.closed_on == today

    qtbot.waitUntil(_closed, timeout=person.WAIT)
