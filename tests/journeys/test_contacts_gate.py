"""An assignment that may not start for seven reasons, each put right from its panel.

Nothing is in order for Åse and Kari: no vedtak, no agreement, no declaration, no
police certificate, no employee number, no account, and an old «aldri sammen». Each is
put right by the button beside it, and the panel shrinks by itself.
"""

from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.services.vetoes import set_veto
from stkdesk.storage.tables import Recruitment
from stkdesk.ui.office.page import GROUPS
from tests import builders as make
from tests import person
from tests.conftest import PASSWORD
from tests.journeys.ansatte import let_in, open_staff, sign_out
from tests.journeys.contacting import prepares
from tests.journeys.grouping import (
    opens,
    points_at,
    presses,
    puts_away,
    sleeping,
)

TODAY, BORN = date(2026, 11, 16), date(1985, 5, 17)
CLIENT, CONTACT = "Åse Ødegård", "Kari Lund"
REASONS = (
    "Vedtak: Ingen vedtak gjelder.",
    "Taushetserklæring: Ikke registrert som signert.",
    "Politiattest: Ikke vist.",
    "Ansattnummer: Ansattnummer mangler.",
    "Kontonummer: Kontonummer mangler.",
    "Oppdragsavtale: Ingen avtale er laget.",
    "Aldri sammen: Kontoret har bestemt at disse to aldri settes sammen.",
)
GATES, SIRI = (
    "Et oppdrag blir ikke aktivt før kravene er i orden.",
    "havregryn og kanel",
)
WHY = "Vedtaket økes denne uken, og hun trenger følge nå."
LETTERS = ("«Din støttekontakt» til brukeren", "Oppstartsbrev til støttekontakten")
VEDTAK = {
    "Timer": "4",
    "Gjelder fra": "161126",
    "Opplysninger vedtaket bygger på": "Du trenger følge når du skal ut.",
    "Begrunnelse": "Du har lite kontakt med andre. Fire timer i uken er nok.",
}


@pytest.fixture
def nothing_ready(worker):
    """Åse and Kari, an assignment of four hours a month, and nothing in order."""

    def _fill(session):
        make.rates(session)
        make.periods(session)
        client = make.a_client(session, CLIENT, is_protected_group=False)
        contact = make.a_contact(
            session,
            CONTACT,
            person={"birth_date": BORN},
            status=ContactStatus.CANDIDATE,
        )
        approved = Recruitment(
            contact_number=contact,
            outcome=RecruitOutcome.APPROVED,
            assessed_on=date(2026, 11, 2),
        )
        session.add(approved)
        set_veto(session, client, contact, "Var naboer og ble uvenner", today=TODAY)
        return make.an_assignment(
            session,
            client,
            contact,
            hours=4,
            status=AssignmentStatus.PLANNED,
            start_on=TODAY,
        )

    return prepares(worker, _fill)


def test_a_gate_closed_for_seven_reasons_is_opened_from_its_panel(
    worker, nothing_ready
):
    worker.comes_to_work(TODAY)
    page = opens(worker, "Oppdrag", CLIENT)
    asks_why_it_does_not_start(worker, page)
    lifts_the_veto(worker, page)
    issues_the_vedtak(worker, page)
    makes_the_agreement_and_gets_it_signed(worker, page)
    has_the_declaration_signed(worker, page)
    asks_for_the_certificate_and_sees_it(worker, page)
    writes_what_pay_needs(worker, page)
    starts(worker, page)


def left(worker, page, count, *, whole=None):
    """See how many reasons are left, told by the panel itself."""
    worker.back_in()
    worker.reads(f"{count} av ", "krav må ordnes først", where=page)
    said = [each for each in person.texts(page) if "må ordnes først" in each]
    assert [each.split(" av ")[0] for each in said] == [str(count)]


def asks_why_it_does_not_start(worker, page):
    left(worker, page, 7)
    start = sleeping(page, "Start oppdrag")
    points_at(start)
    worker.desk.key("Shift+F1")
    told = worker.opened("Hvorfor ikke?")
    worker.reads(*REASONS, where=told)
    worker.sees_nothing_english()
    worker.desk.key("Esc", told)
    worker.gone(told)


def remedy(worker, page, name, title):
    """Press the button of a line of the panel by keys; return what it opens."""
    presses(worker, name, page)
    return worker.opened(title)


def lifts_the_veto(worker, page):
    match = remedy(worker, page, "Finn en annen: Aldri sammen", "Finn støttekontakt")
    worker.reads("Kan ikke: skal aldri settes sammen", where=match)
    worker.reads("Var naboer og ble uvenner", where=match)
    worker.press("Opphev «aldri sammen»", match)
    worker.reads_not("Kan ikke: skal aldri settes sammen", where=match)
    worker.desk.key("Esc", match)
    worker.gone(match)
    left(worker, page, 6)


def issues_the_vedtak(worker, page):
    form = remedy(worker, page, "Nytt vedtak: Vedtak", "Nytt vedtak")
    worker.writes(form, VEDTAK)
    worker.posts(worker.approves(form, f"{CLIENT}, Fjordgata 1, 6509 Byen"))
    left(worker, page, 5)
    worker.reads("4 t per måned av 4 t per uke")


def makes_the_agreement_and_gets_it_signed(worker, page):
    form = remedy(worker, page, "Lag avtale: Oppdragsavtale", "Oppdragsavtale")
    worker.desk.key("Ctrl+P", form)
    worker.gone(form)
    puts_away(worker, worker.opened("Oppdragsavtale A-"))
    worker.reads("Sendt til signering 16.11.2026, ikke kommet tilbake", where=page)
    waiting = remedy(
        worker, page, "Registrer signert: Oppdragsavtale", "Oppdragsavtale"
    )
    worker.saves(waiting)
    left(worker, page, 4)


def has_the_declaration_signed(worker, page):
    form = remedy(
        worker, page, "Registrer signert: Taushetserklæring", "Taushetserklæring"
    )
    worker.saves(form)
    left(worker, page, 3)


def asks_for_the_certificate_and_sees_it(worker, page):
    form = remedy(
        worker, page, "Lag anmodning: Politiattest", "Anmodning om politiattest"
    )
    lack = "Støttekontakten mangler fødselsnummer. Politiet trenger det."
    worker.press("Fyll ut fødselsnummeret", form)
    worker.gone(form)
    who = worker.opened("Rediger støttekontakt")
    worker.writes(who, {"Fødselsnummer": synthetic_identity(BORN, 3)})
    worker.saves(who)
    form = remedy(
        worker, page, "Lag anmodning: Politiattest", "Anmodning om politiattest"
    )
    worker.reads_not(lack, where=form)
    worker.desk.key("Ctrl+Return", form)
    worker.gone(form)
    puts_away(worker, worker.opened("Anmodning om politiattest "))
    worker.reads("Bedt om, ikke vist ennå", where=page)
    form = remedy(
        worker, page, "Registrer sett: Politiattest", "Registrer politiattest"
    )
    worker.writes(form, {"Utstedt": "021126"})
    worker.qtbot.keyClicks(person.field(form, "Resultat"), "G")
    worker.saves(form)
    question = worker.opened("Politiattesten på papir")
    worker.desk.type("m", where=question)
    worker.gone(question)
    left(worker, page, 2)


def writes_what_pay_needs(worker, page):
    form = remedy(
        worker, page, "Rediger støttekontakt: Kontonummer", "Rediger støttekontakt"
    )
    worker.writes(form, {"Kontonummer": "86011117947", "Ansattnummer": "900123"})
    worker.saves(form)


def starts(worker, page):
    worker.reads("Klart til å starte", "Alle krav er i orden", where=page)
    start_without_letters(worker, page)


def start_without_letters(worker, page):
    presses(worker, "Start oppdrag", page)
    form = worker.opened("Start oppdrag")
    for letter in LETTERS:  # their own journey tells of them
        worker.ticks(form, letter)
    worker.saves(form)
    worker.back_in()
    worker.reads(f"Oppdraget for {CLIENT} er startet", "Aktiv", where=worker.window)
    worker.reads_not("Oppdraget kan ikke starte", "Klart til å starte")


# Going past a rule.


@pytest.fixture
def too_many_hours(worker):
    """Everything in order for the two, but twice the hours that are granted."""

    def _fill(session):
        make.rates(session)
        make.periods(session)
        client = make.a_client(session, CLIENT, is_protected_group=False)
        make.a_grant(session, client, 8 * 60)
        assignment = make.an_assignment(
            session,
            client,
            make.a_ready_contact(session, CONTACT),
            hours=16,
            status=AssignmentStatus.PLANNED,
            start_on=TODAY,
        )
        make.an_agreement(session, assignment, signed_on=TODAY)

    prepares(worker, _fill)


def test_the_leader_goes_past_a_rule_with_a_reason(worker, too_many_hours):
    worker.comes_to_work(TODAY)
    lets_one_go_past_the_hours(worker)
    open_staff(worker.desk)
    let_in(worker.desk, "Siri Dahl", "Saksbehandler", SIRI)
    sign_out(worker.desk)
    the_caseworker_is_told_who_may(worker)
    sign_out(worker.desk)
    the_leader_starts_it_all_the_same(worker)
    it_is_on_the_list_of_the_week(worker)


def lets_one_go_past_the_hours(worker):
    worker.goes_to("Innstillinger")
    worker.window.page.shown()
    worker.desk.type("<Home>")
    for _place in GROUPS:
        if not person.says(worker.window.page, GATES):
            worker.desk.type("<Down>")
    presses(worker, "Tillat unntak … Timer innenfor vedtaket")
    form = worker.opened("Tillat unntak")
    assert worker.stands(form, "Gjelder fra") == "16.11.2026"
    worker.saves(form)
    worker.back_in()


def the_caseworker_is_told_who_may(worker):
    worker.desk.sign_in(SIRI, "siri.dahl")
    worker.desk.wait_for_sitting()
    page = opens(worker, "Oppdrag", CLIENT)
    worker.reads("16 t per måned avtalt, vedtaket gir 8 t per måned", where=page)
    worker.reads("Leder kan gjøre unntak fra dette kravet.", where=page)
    points_at(sleeping(page, "Start oppdrag"))
    worker.desk.key("Shift+F1")
    told = worker.opened("Hvorfor ikke?")
    worker.reads("Timer innenfor vedtaket: 16 t per måned avtalt", where=told)
    worker.desk.key("Esc", told)
    worker.gone(told)


def the_leader_starts_it_all_the_same(worker):
    worker.desk.sign_in(PASSWORD, "kontoret")
    worker.desk.wait_for_sitting()
    page = opens(worker, "Oppdrag", CLIENT)
    presses(worker, "Start likevel: Timer innenfor vedtaket", page)
    form = worker.opened("Start likevel")
    worker.desk.key("Ctrl+S", form)
    worker.reads("Skriv hvorfor oppdraget kan starte likevel.", where=form)
    worker.writes(form, {"Begrunnelse": WHY})
    worker.saves(form)
    worker.reads("Klart til å starte", "1 unntak", WHY, where=page)
    start_without_letters(worker, page)


def it_is_on_the_list_of_the_week(worker):
    worker.goes_to("I dag")
    worker.reads("1 unntak siste uke")
    presses(worker, "Se listen: 1 unntak siste uke")
    shown = worker.opened("Unntak siste uke")
    worker.reads(f"{CLIENT} · O-1", WHY, "16.11.2026", where=shown)
    worker.sees_nothing_english()
    puts_away(worker, shown)
