"""An agreement, made and signed the way a caseworker does it."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.duty import About
from stkdesk.services.agreement_opening import open_agreement as read_agreement
from stkdesk.services.agreements import (
    agreements_of,
    begin_agreement,
    make_agreement,
    save_agreement,
    sign_agreement,
)
from stkdesk.services.case_rules import set_case_rule
from stkdesk.ui.acts import act
from stkdesk.ui.agreements.form import AgreementForm, open_agreement
from stkdesk.ui.agreements.waiting_form import WaitingForm
from stkdesk.ui.papers.paper_window import PaperWindow
from tests import builders as make
from tests import person
from tests.ui.letters.conftest import TODAY, page, workspace
from tests.ui.registers import active, close_forms, closed

__all__ = ["page", "workspace"]
WAIT = 10_000


@pytest.fixture
def assignment(database, workspace):
    with database.transaction() as session:
        make.rates(session)
        number = make.an_assignment(session, hours=16, goal="Komme seg ut")
    yield number
    close_forms()


def shown(qtbot, page, kind):
    """Return the window of ``kind`` when it is open."""
    found = []

    def _open():
        found[:] = [each for each in page.findChildren(kind) if each.isVisible()]
        return len(found) == 1

    qtbot.waitUntil(_open, timeout=WAIT)
    active(qtbot, found[0])
    return found[0]


def opened(qtbot, page, assignment, kind=AgreementForm):
    open_agreement(page, page.workspace, assignment)
    return shown(qtbot, page, kind)


def drawn(qtbot, form):
    """Return the text of the paper beside the form, when it is drawn."""
    view = form.paper.preview.view
    qtbot.waitUntil(
        lambda: (
            not form._resting.isActive()
            and not form.workspace.is_reading
            and view.pages > 0
        ),
        timeout=WAIT,
    )
    pages = PdfReader(BytesIO(view._data)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def rows(workspace, assignment):
    return workspace.read(lambda session: agreements_of(session, assignment))


def press(qtbot, form, letter):
    qtbot.keyClick(form, letter, Qt.KeyboardModifier.ControlModifier)


def test_one_key_makes_and_prints_it_and_one_registers_it_signed(
    qtbot, page, assignment
):
    form = opened(qtbot, page, assignment)
    press(qtbot, form, Qt.Key.Key_P)
    window = shown(qtbot, page, PaperWindow)
    assert "Oppdragsavtale A-2026-" in window.windowTitle()
    window.reject()
    assert rows(page.workspace, assignment)[0].state is AgreementState.MADE

    waiting = opened(qtbot, page, assignment, WaitingForm)
    press(qtbot, waiting, Qt.Key.Key_S)
    closed(qtbot, waiting)

    [row] = rows(page.workspace, assignment)
    assert (row.state, row.signed_on) == (AgreementState.SIGNED, TODAY)


def test_the_paper_beside_it_follows_what_is_typed(qtbot, page, assignment):
    form = opened(qtbot, page, assignment)
    assert "16 timer i måneden" in drawn(qtbot, form)

    person.write(qtbot, form, "Timer", "12,5")

    qtbot.waitUntil(lambda: form._resting.isActive(), timeout=WAIT)
    assert "12,5 timer i måneden" in drawn(qtbot, form)


def test_avlastning_warns_that_status_must_be_judged(qtbot, page, assignment):
    form = opened(qtbot, page, assignment)
    status = form.fields["employment"]
    assert not status.has_problem

    form.fields["has_respite"].editor.click()

    assert status.has_problem
    said = " ".join(each.text() for each in status.findChildren(QLabel))
    assert "arbeidstaker" in said
    press(qtbot, form, Qt.Key.Key_S)  # a warning stops nothing
    closed(qtbot, form)
    assert len(rows(page.workspace, assignment)) == 1


def test_an_impossible_period_is_told_by_the_field_and_nothing_is_lost(
    qtbot, page, assignment
):
    form = opened(qtbot, page, assignment)
    person.write(qtbot, form, "Til og med", "1.1.2026")
    person.write(qtbot, form, "Mål", "Gå tur")

    press(qtbot, form, Qt.Key.Key_P)

    assert form.isVisible()
    assert form.fields["valid_to"].has_problem
    assert form.draft().goal == "Gå tur"
    assert rows(page.workspace, assignment) == ()


def test_a_day_that_has_not_been_is_no_day_of_signing(qtbot, page, assignment):
    _made(page.workspace, assignment)
    waiting = opened(qtbot, page, assignment, WaitingForm)
    person.write(qtbot, waiting, "Signert av begge", "17.11.2026")

    press(qtbot, waiting, Qt.Key.Key_S)

    assert waiting.isVisible()
    assert waiting.fields["signed_on"].has_problem
    assert rows(page.workspace, assignment)[0].state is AgreementState.MADE


def test_one_not_signed_is_taken_back(qtbot, page, assignment):
    _made(page.workspace, assignment)
    waiting = opened(qtbot, page, assignment, WaitingForm)
    [area] = waiting.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0  # nothing of it is cut
    person.press(qtbot, waiting, "Trekk tilbake …")
    question = person.wait_for_window(qtbot, "Trekke avtalen tilbake?")
    person.press(qtbot, question, "Trekk tilbake")

    qtbot.waitUntil(
        lambda: rows(page.workspace, assignment)[0].state is AgreementState.ENDED,
        timeout=WAIT,
    )


def test_no_name_stands_in_a_title(qtbot, page, assignment):
    form = opened(qtbot, page, assignment)

    assert form.windowTitle() == "Oppdragsavtale"


def test_those_that_run_out_are_renewed_with_one_press(
    qtbot, page, assignment, database
):
    with database.transaction() as session:
        rule = SetRule(CaseRule.AGREEMENT_RENEWAL_DAYS, TODAY, 60)
        set_case_rule(session, rule)
    number = _made(page.workspace, assignment)
    with database.transaction() as session:
        version = read_agreement(session, number).version
        sign_agreement(session, number, version, TODAY, TODAY, today=TODAY)

    act(page, "agreement/renew", About())
    question = person.wait_for_window(qtbot, "Fornye avtalene?")
    person.press(qtbot, question, "Bare kladder")

    qtbot.waitUntil(lambda: len(rows(page.workspace, assignment)) == 2, timeout=WAIT)
    assert rows(page.workspace, assignment)[0].valid_from.year == 2027


def _made(workspace, assignment):
    """Make the agreement of an assignment without the window."""

    def _make(session):
        draft = begin_agreement(session, assignment, today=TODAY)
        number = save_agreement(session, replace(draft), today=TODAY)
        version = read_agreement(session, number).version
        make_agreement(session, number, version, today=TODAY)
        return number

    return workspace.do(_make)
