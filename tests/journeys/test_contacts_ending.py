"""A running assignment rests, goes on, and ends; and what the office does after.

Maria has helped Åse since September, and her sheets come. They pause while Åse is away,
go on, and end as Maria moves. Each time both get a letter; Maria gets an attest that
names nobody. Åse waits again, the certificate on paper is shredded when Maria leaves,
and two weeks later somebody calls. What is written about Maria stays: she has sheets.
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import EndReason, PauseReason
from stkdesk.domain.certificate import CertificateEnd
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.language import Language
from stkdesk.domain.language_words import strangers
from stkdesk.services.assignments import open_assignment
from stkdesk.services.certificates import certificates_of
from stkdesk.services.contacts import open_contact
from stkdesk.storage.tables import Timesheet
from tests import builders as make
from tests import person
from tests.journeys.contacting import (
    MARIA,
    a_client_with_decision,
    an_active_contact,
    begins_by_keys,
    chooses_by_keys,
    command,
    fills,
    opens_card,
    posts,
    prepares,
    press_by_keys,
)

RESTS, GOES_ON = date(2026, 11, 16), date(2026, 12, 1)
ENDS, CALLED = date(2026, 12, 15), date(2026, 12, 29)
CLIENT = "Åse Ødegård"
MORE = "Flere handlinger"


def test_a_running_assignment_rests_goes_on_and_ends(worker):
    prepares(worker, a_running_assignment)
    it_rests(worker)
    it_goes_on(worker)
    it_ends(worker)
    the_client_waits_again(worker)
    the_contact_leaves_and_her_certificate_is_shredded(worker)
    she_cannot_be_deleted(worker)
    they_are_called_two_weeks_later(worker)
    the_register_knows_the_course_of_it(worker)
    the_letters_tell_both_what_they_must(worker)


def a_running_assignment(session):
    """An assignment of September with two sheets; the certificate is still kept."""
    contact = an_active_contact(session)
    client = a_client_with_decision(session, CLIENT)
    began = date(2026, 9, 1)
    number = make.an_assignment(
        session, client, contact, hours=16, start_on=began, activated_on=began
    )
    make.an_agreement(session, number, signed_on=began)
    make.rates(session)
    periods = make.periods(session)
    for month in (9, 10):
        visit = make.a_visit(5, month=month)
        make.a_sheet(session, number, periods[f"2026-{month:02}"].number, visit)


def at_the_assignment(worker):
    worker.goes_to("Oppdrag")
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: page.record is not None)
    worker.reads(CLIENT, f"med {MARIA.name} · O-1")


def it_rests(worker):
    """Both get a letter, and no sheet is waited for."""
    worker.comes_to_work(RESTS)
    at_the_assignment(worker)
    chooses_by_keys(worker, MORE, "Sett på pause …")
    form = worker.opened("Sett på pause")
    worker.desk.key("Ctrl+S", form)
    worker.reads("Velg hvorfor oppdraget settes på pause.", where=form)
    fills(worker, form, {"Siste dag": "301126", "Hvorfor": "Ferie"})
    worker.saves(form)
    posts(worker, worker.opened("Brev om oppdraget"))
    worker.reads("Pause 16.11.2026 – 30.11.2026: ferie eller reise")


def it_goes_on(worker):
    worker.comes_to_work(GOES_ON)
    worker.goes_to("I dag")
    worker.reads("Pausen var ut 30. november")
    at_the_assignment(worker)
    form = begins_by_keys(worker, "Fortsett oppdrag", "Fortsett oppdrag")
    worker.saves(form)
    worker.reads("er i gang igjen")
    worker.reads_not("Pause 16.11.2026")


def it_ends(worker):
    """Why, the last sheet and when to call; and three letters at once."""
    worker.comes_to_work(ENDS)
    at_the_assignment(worker)
    chooses_by_keys(worker, MORE, "Avslutt …")
    form = worker.opened("Avslutt oppdrag")
    assert worker.stands(form, "Siste dag") == "15.12.2026"
    fills(worker, form, {"Hvorfor": "Flyttet", "Attest til støttekontakten": "x"})
    worker.qtbot.waitUntil(
        lambda: worker.stands(form, "Siste timeliste") == "31.12.2026"
    )
    assert worker.stands(form, "Ring dem") == "29.12.2026"
    worker.saves(form)
    posts(worker, worker.opened("Brev om oppdraget"))
    worker.reads(
        "Avsluttet 15.12.2026: flyttet",
        "Siste timeliste til og med 31.12.2026",
        "Ring begge 29.12.2026",
    )


def the_client_waits_again(worker):
    command(worker, "Venteliste")
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: page.room == "waiting" and page.rows.is_loaded)
    [row] = person.wait_for_rows(worker.qtbot, page.table, 1)
    assert row[:4] == [CLIENT, "Vanlig", "16 t/mnd", "16.12.2026"]


def the_contact_leaves_and_her_certificate_is_shredded(worker):
    opens_card(worker, MARIA)
    chooses_by_keys(worker, MORE, "Sett til sluttet")
    worker.reads("Sluttet. Vil hun eller han begynne på nytt?")
    worker.goes_to("I dag")
    kept = "Makuler eller lever tilbake politiattesten: "
    worker.reads(kept, "Støttekontakten har sluttet, og attesten trengs ikke lenger")
    press_by_keys(worker, f"Registrer: {kept}{MARIA.name}")
    question = worker.opened("Politiattesten på papir")
    worker.desk.key("M", question)
    worker.gone(question)
    worker.reads_not(kept)


def she_cannot_be_deleted(worker):
    """No key, button or menu of the window takes away one who has sheets."""
    opens_card(worker, MARIA)
    worker.desk.key("Delete")
    worker.desk.key("Shift+Delete")
    press_by_keys(worker, MORE)
    menu = person.open_menu(worker.qtbot, worker.window)
    lines = [each.text() for each in menu.actions()]
    worker.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    buttons = worker.window.findChildren(QAbstractButton)
    acts = worker.window.findChildren(QAction)
    words = [*lines, *(each.text() for each in (*buttons, *acts))]
    assert [each for each in words if "slett" in each.casefold()] == []
    assert person.rows(worker.window.page.table)[0][0] == MARIA.name


def they_are_called_two_weeks_later(worker):
    worker.comes_to_work(CALLED)
    worker.goes_to("I dag")
    worker.reads(f"Ring og hør hvordan det gikk: {CLIENT}")
    press_by_keys(worker, f"Åpne oppdrag: Ring og hør hvordan det gikk: {CLIENT}")
    worker.reads("Ring begge 29.12.2026")
    worker.desk.key("Alt+R")
    worker.reads("Ringt 29.12.2026")
    worker.goes_to("I dag")
    worker.reads_not("Ring og hør")


def the_register_knows_the_course_of_it(worker):
    def _read(session):
        sheets = session.query(Timesheet).count()
        return (
            open_assignment(session, 1, today=CALLED),
            open_contact(session, 1),
            certificates_of(session, 1),
            sheets,
        )

    card, contact, [certificate], sheets = worker.window.workspace.read(_read)
    assert card.draft.status is AssignmentStatus.ENDED
    assert card.draft.end_on == ENDS
    course = card.course
    assert course.end_reason is EndReason.MOVED
    assert course.last_sheet_on == date(2026, 12, 31)
    assert (course.follow_up_on, course.followed_up_on) == (CALLED, CALLED)
    [pause] = course.pauses
    assert pause.reason is PauseReason.HOLIDAY
    assert contact.draft.status is ContactStatus.ENDED
    assert certificate.draft.disposal is CertificateEnd.SHREDDED
    assert sheets == 2


def the_letters_tell_both_what_they_must(worker):
    papers = [each for each in worker.papers() if each.reference.startswith("B-")]
    told = (
        ("Støttekontakten din tar en pause", "30. november 2026"),
        ("Oppdraget har pause", CLIENT, "30. november 2026"),
        ("Støttekontakten din slutter", "15. desember 2026"),
        ("Oppdraget ditt er avsluttet", CLIENT, "15. desember 2026"),
        ("Attest", MARIA.name, "1. september 2026", "15. desember 2026"),
    )
    for paper, words in zip(papers, told, strict=True):
        assert [each for each in words if each not in paper.text] == [], paper.text
        assert strangers(Language.BOKMAL, paper.text) == []
        assert paper.printed_on == paper.mailed_on
        assert paper.mailed_on in (RESTS, ENDS)
    attest = papers[-1]
    for secret in (*CLIENT.split(), "ÅØ", "O-1", "O-2026"):
        assert secret not in attest.text
        assert secret.encode() not in attest.data
