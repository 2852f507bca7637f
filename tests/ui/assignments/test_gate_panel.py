"""The gate on the card of an assignment: seen, remedied, gone past with a reason."""

from datetime import date

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QPushButton

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.gate_rules import GateRule, SetStrictness
from stkdesk.domain.staff import Actor, Role
from stkdesk.services.assignments import open_assignment
from stkdesk.services.gate_rules import set_strictness
from tests import person
from tests.ui.registers import active, key, wait_for


def opened(qtbot, page, number):
    page.open_record(number)
    wait_for(qtbot, page, f"med Håkon Aas · O-{number}")
    still(qtbot, page)


def still(qtbot, page):
    """Wait until nothing is read: a card that is read again takes its buttons along."""
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)


def allow_exceptions(workspace, *rules):
    for rule in rules:
        wanted = SetStrictness(rule, date(2026, 1, 1), is_strict=False)
        workspace.do(lambda s, wanted=wanted: set_strictness(s, wanted))


def test_a_closed_gate_says_what_is_missing_and_the_start_sleeps(
    qtbot, page, unpayable
):
    opened(qtbot, page, unpayable)
    assert person.says(page, "Oppdraget kan ikke starte")
    assert person.says(page, "2 av 11 krav må ordnes først")
    assert person.says(page, "Kontonummer mangler")
    assert person.says(page, "Stoppet")
    start = person.button(page, "Start oppdrag")
    assert not start.isEnabled()
    assert start.toolTip().splitlines() == [
        "Ansattnummer: Ansattnummer mangler.",
        "Kontonummer: Kontonummer mangler.",
    ]


def test_shift_f1_leads_from_the_sleeping_start_to_the_remedy(qtbot, page, unpayable):
    opened(qtbot, page, unpayable)
    start = person.button(page, "Start oppdrag")
    QCursor.setPos(start.mapToGlobal(start.rect().center()))
    from stkdesk.ui.why_not import answer_why

    answer_why(page)  # as the window does
    key(qtbot, page, "Shift+F1")
    told = person.wait_for_window(qtbot, "Hvorfor ikke?")
    assert person.says(told, "Kontonummer: Kontonummer mangler.")
    name = "Rediger støttekontakt: Kontonummer: Kontonummer mangler."
    person.press(qtbot, told, name)
    person.wait_for_window(qtbot, "Rediger støttekontakt").discard()


def test_the_panel_follows_what_is_put_right_in_another_form(qtbot, page, unpayable):
    opened(qtbot, page, unpayable)
    still(qtbot, page)
    person.press(qtbot, page, "Rediger støttekontakt: Kontonummer")
    form = person.wait_for_window(qtbot, "Rediger støttekontakt")
    active(qtbot, form)
    qtbot.keyClicks(form.focusWidget(), "86011117947")  # where the cursor is
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "1 av 11 krav må ordnes først")


def test_a_rule_the_office_is_strict_about_offers_no_way_past(qtbot, page, unpayable):
    opened(qtbot, page, unpayable)
    assert not person.says(page, "unntak")
    with pytest.raises(AssertionError):
        person.button(page, "Start likevel: Kontonummer")


def test_a_leader_goes_past_a_rule_with_a_reason_and_it_stands_there(
    qtbot, page, workspace, unpayable
):
    allow_exceptions(workspace, GateRule.ACCOUNT, GateRule.EMPLOYEE_NUMBER)
    opened(qtbot, page, unpayable)
    qtbot.waitUntil(
        lambda: any(
            each.accessibleName() == "Start likevel: Kontonummer"
            for each in page.findChildren(QPushButton)
        ),
        timeout=person.WAIT,
    )
    still(qtbot, page)
    person.press(qtbot, page, "Start likevel: Kontonummer")
    form = person.wait_for_window(qtbot, "Start likevel")
    key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Skriv hvorfor oppdraget kan starte likevel.")
    person.write(qtbot, form, "Begrunnelse", "Kontoen åpnes i morgen.")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "Kontoen åpnes i morgen.")
    wait_for(qtbot, page, "1 av 11 krav må ordnes først")


def test_others_see_who_may_go_past_it(qtbot, page, workspace, unpayable):
    allow_exceptions(workspace, GateRule.ACCOUNT)
    workspace.actor = Actor(1, "Kari", frozenset({Role.CASEWORKER}))
    opened(qtbot, page, unpayable)
    wait_for(qtbot, page, "Leder kan gjøre unntak fra dette kravet.")


def test_a_gate_that_stands_open_starts_the_assignment(qtbot, page, workspace, ready):
    opened(qtbot, page, ready)
    assert person.says(page, "Klart til å starte")
    still(qtbot, page)
    person.press(qtbot, page, "Start oppdrag")
    form = person.wait_for_window(qtbot, "Start oppdrag")
    for letter in (
        "«Din støttekontakt» til brukeren",
        "Oppstartsbrev til støttekontakten",
    ):
        person.field(form, letter).setChecked(False)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "Oppdraget for Åse Ødegård er startet")
    now = workspace.read(lambda s: open_assignment(s, ready)).draft.status
    assert now is AssignmentStatus.ACTIVE
