"""A police certificate is shown: dates and a result, and nothing of what it says."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.certificate import CertificateEnd, CertificateResult
from stkdesk.domain.certificate_rules import SECRECY_NOTICE
from stkdesk.services.certificates import certificates_of, request_certificate
from stkdesk.services.contacts import open_contact
from stkdesk.ui.contacts.certificate_form import open_certificate
from stkdesk.ui.fields import DateField
from stkdesk.ui.recruiting.page import RecruitingPage
from tests import builders as make
from tests import person
from tests.ui.reading import findings
from tests.ui.recruiting.applicants import approved
from tests.ui.registers import active, close_forms, closed, key, wait_for

TITLE = "Registrer politiattest"


@pytest.fixture
def page(qtbot, workspace, database, today):
    """Nora, who was asked for a certificate on 9 November."""
    with database.transaction() as session:
        nora = approved(session, "Nora Hoem", today)
        request_certificate(session, nora, today=date(2026, 11, 9))
    page = RecruitingPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    active(qtbot, page)
    yield page
    close_forms()


def opened(qtbot, page, title=TITLE):
    open_certificate(page, page.workspace, 1)
    form = person.wait_for_window(qtbot, title)
    active(qtbot, form)
    return form


def stored(page):
    return page.workspace.read(lambda s: certificates_of(s, 1))


def fill(qtbot, form, issued, seen="", result="Godtatt"):
    person.write(qtbot, form, "Utstedt", issued)
    if seen:
        person.write(qtbot, form, "Vist fram", seen)
    person.choose(form, "Resultat", result)
    key(qtbot, form, "Ctrl+S")


def test_the_duty_of_secrecy_is_told_every_time(qtbot, page):
    for _ in range(2):
        form = opened(qtbot, page)
        assert person.says(form, SECRECY_NOTICE)
        assert person.says(form, "Anmodningen er fra 9. november 2026.")
        form.discard()
        closed(qtbot, form)


def test_there_is_nowhere_to_write_or_drop_what_it_says(qtbot, page):
    form = opened(qtbot, page)
    assert form.findChildren(QPlainTextEdit) == []
    editors = [each.editor for each in form.fields.values()]
    assert [type(each).__name__ for each in editors] == [
        "DateField",
        "DateField",
        "MaybeField",
        "ChoiceField",
    ]
    dates = [each for each in editors if isinstance(each, DateField)]
    person.write(qtbot, form, "Utstedt", "straffet for noe")
    key(qtbot, form, "Ctrl+S")
    assert dates[0].complaint()
    assert not any(each.acceptDrops() for each in (form, form.body.parentWidget()))
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)


def test_it_is_seen_in_three_keys_and_shredded_with_one(qtbot, page):
    form = opened(qtbot, page)
    assert person.field(form, "Vist fram").text() == "16.11.2026"
    fill(qtbot, form, "12.11.26")
    closed(qtbot, form)
    question = person.wait_for_window(qtbot, "Politiattesten på papir")
    [row] = stored(page)
    assert row.draft.result is CertificateResult.ACCEPTED
    assert row.is_kept
    key(qtbot, question, "M")
    qtbot.waitUntil(lambda: not stored(page)[0].is_kept, timeout=person.WAIT)
    [row] = stored(page)
    assert row.draft.disposal is CertificateEnd.SHREDDED
    assert row.draft.disposed_on == page.workspace.today()


def test_a_paper_that_is_kept_is_asked_about_instead(qtbot, page):
    fill(qtbot, opened(qtbot, page), "12.11.26")
    person.wait_for_window(qtbot, "Politiattesten på papir").reject()
    question = opened(qtbot, page, "Politiattesten på papir")
    assert person.says(question, "verken makulert eller levert tilbake")
    key(qtbot, question, "L")
    qtbot.waitUntil(lambda: not stored(page)[0].is_kept, timeout=person.WAIT)
    assert stored(page)[0].draft.disposal is CertificateEnd.RETURNED


def test_one_too_old_is_refused_by_the_field_and_nothing_is_lost(qtbot, page):
    form = opened(qtbot, page)
    fill(qtbot, form, "15.08.26")  # a day more than three months
    wait_for(qtbot, form, "Attesten er eldre enn tre måneder.")
    assert form.focusWidget() is person.field(form, "Utstedt")
    assert person.field(form, "Utstedt").value() == date(2026, 8, 15)
    assert stored(page)[0].draft.seen_on is None
    fill(qtbot, form, "16.08.26")  # three months to the day
    closed(qtbot, form)


def test_one_not_accepted_pauses_what_goes_on_and_says_so(qtbot, page, database):
    with database.transaction() as session:
        make.periods(session)
        make.an_assignment(session, "Oskar Moen", 1)
    form = opened(qtbot, page)
    fill(qtbot, form, "12.11.26", result="Ikke godkjent")
    closed(qtbot, form)
    wait_for(qtbot, page.window(), "1 oppdrag er satt på pause")
    card = page.workspace.read(lambda s: open_contact(s, 1))
    assert [each.status for each in card.assignments] == [AssignmentStatus.PAUSED]


@pytest.mark.parametrize(
    ("issued", "seen", "said"),
    [
        ("16.11.26", "12.11.26", "utstedt etter at den ble vist"),
        ("12.11.26", "17.11.26", "Datoen kan ikke være fram i tid."),
    ],
)
def test_days_in_a_wrong_order_are_refused(qtbot, page, issued, seen, said):
    form = opened(qtbot, page)
    fill(qtbot, form, issued, seen)
    wait_for(qtbot, form, said)
    assert stored(page)[0].draft.seen_on is None


def test_the_command_asks_whom_it_is_about(qtbot, page):
    page.register_certificate()
    form = person.wait_for_window(qtbot, TITLE)
    active(qtbot, form)
    qtbot.keyClicks(form.focusWidget(), "nora")
    picker = form.focusWidget()
    qtbot.waitUntil(lambda: picker._list.isVisible(), timeout=person.WAIT)
    key(qtbot, form, "Return")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    asked = person.wait_for_window(qtbot, TITLE)
    assert person.says(asked, "Gjelder Nora Hoem.")
