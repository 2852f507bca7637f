"""Organisations in the window: registered, and a month's attendance reported."""

from datetime import date

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.organisation import OrganisationDraft
from stkdesk.domain.period import Period
from stkdesk.services.attendance import (
    AttendedDay,
    attendance_report,
    report_attendance,
)
from stkdesk.services.organisations import register_organisation
from stkdesk.ui.organisations.page import OrganisationsPage
from stkdesk.ui.organisations.report_form import ReportForm
from tests import person
from tests.builders import an_assignment
from tests.grouping import CAME
from tests.ui.reading import findings
from tests.ui.registers import active, close_forms, closed, key, shown

OCTOBER = Period.month(2026, 10)


@pytest.fixture
def walking(database, today):
    """Oskar Moen walks with the trampers."""
    draft = OrganisationDraft(name="Byen Turlag", agreement_from=date(2026, 1, 1))
    with database.transaction() as session:
        number = register_organisation(session, draft, today=today)
        return an_assignment(
            session, solution=Solution.ORGANISATION, organisation_number=number
        )


@pytest.fixture
def page(qtbot, workspace, walking):
    yield shown(qtbot, OrganisationsPage(workspace), width=1360)
    close_forms()


def days(workspace, assignment):
    return workspace.read(lambda s: attendance_report(s, assignment, OCTOBER)).days


def report(qtbot, page, assignment):
    seen = page.workspace.read(lambda s: attendance_report(s, assignment, OCTOBER))
    form = ReportForm(page, "Oskar Moen", seen)
    form.open()
    qtbot.waitUntil(form.isVisible, timeout=person.WAIT)
    return form


def test_an_organisation_is_registered_by_its_form(qtbot, page):
    page.new_record()
    form = person.wait_for_window(qtbot, "Ny organisasjon")
    active(qtbot, form)
    person.write(qtbot, form, "Navn", "Roklubben")
    person.write(qtbot, form, "Organisasjonsnummer", "940155224")
    person.write(qtbot, form, "Kontaktperson", "Anne Berg")
    assert person.says(form, "Kontrollsifferet stemmer ikke")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    rows = person.wait_for_rows(qtbot, page.table, 2)
    assert rows[1][:3] == ["Roklubben", "940 155 224", "Anne Berg"]
    assert {row[-1] for row in rows} == {"Avtale", "Ingen avtale"}


def test_a_month_is_reported(qtbot, workspace, page, walking):
    form = report(qtbot, page, walking)
    qtbot.keyClicks(form.focusWidget(), "3.10.2026")
    person.write(qtbot, form, "Timer", "2,5")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert days(workspace, walking) == (AttendedDay(date(2026, 10, 3), CAME, 150),)


def test_what_another_reported_meanwhile_is_taken_along(
    qtbot, workspace, page, walking
):
    form = report(qtbot, page, walking)
    qtbot.keyClicks(form.focusWidget(), "3.10.2026")
    person.write(qtbot, form, "Timer", "2,5")
    other, today = date(2026, 10, 17), workspace.today()
    workspace.do(lambda s: report_attendance(s, walking, other, CAME, 60, today=today))
    key(qtbot, form, "Ctrl+S")
    qtbot.waitUntil(
        lambda: person.says(form, "Noen andre har lagret"), timeout=person.WAIT
    )
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    found = days(workspace, walking)
    assert [(each.day.day, each.minutes) for each in found] == [(3, 150), (17, 60)]


def test_the_card_can_be_read(qtbot, page):
    person.wait_for_rows(qtbot, page.table, 1)
    page.open_record(1)
    qtbot.waitUntil(lambda: person.says(page, "Oskar Moen"), timeout=person.WAIT)
    person.button(page, "Før oppmøte: Oskar Moen")
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)
