"""A group of eight through a month: taken in, started, planned, and attendance kept.

Seven have a vedtak; Hans has none, is warned of, and starts when his is made. The
hours meter of each counts the meetings he or she came to, and no other.
"""

from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.storage.tables import Organisation
from tests import builders as make
from tests import person
from tests.documents.reading import text_of
from tests.grouping import NAMES
from tests.journeys.contacting import fills, prepares, press_by_keys
from tests.journeys.grouping import (
    goes_to_part,
    opens,
    picks,
    presses,
    puts_away,
    saved_copy,
)

TODAY, LATER = date(2026, 11, 16), date(2027, 1, 4)
GROUP, WITHOUT, AWAY = "Svømmegruppen", "Hans Moen", ("Bo Moen", "Dina Moen")
MEMBERS = tuple(f"{name} Moen" for name in NAMES)
LEADERS = ("Håkon Solheim", "Kari Lund")
WALKER, CLUB = "Ivar Berg", "Byen Turlag"
NO_VEDTAK = "Ingen vedtak gir timer i gruppe den første dagen."
VEDTAK = {
    "Timer": "2",
    "Gjelder fra": "161126",
    "Opplysninger vedtaket bygger på": "Du vil svømme sammen med andre.",
    "Begrunnelse": "Du har lite kontakt med andre. To timer i uken er nok.",
}


@pytest.fixture
def office(worker):
    """Two leaders who are ready, seven with a vedtak, Hans without, and a walker."""

    def _fill(session):
        make.rates(session)
        make.periods(session)
        for name in LEADERS:
            make.a_ready_contact(session, name)
        for name in MEMBERS:
            client = make.a_client(session, name, is_protected_group=False)
            if name != WITHOUT:
                make.a_grant(session, client, 8 * 60, solution=Solution.GROUP)
        walker = make.a_client(session, WALKER, is_protected_group=False)
        make.a_grant(session, walker, 8 * 60, solution=Solution.ORGANISATION)
        club = Organisation(
            name=CLUB, organisation_number="940155223", agreement_from=make.START
        )
        session.add(club)
        session.flush()
        make.an_assignment(
            session,
            walker,
            hours=8,
            solution=Solution.ORGANISATION,
            organisation_number=club.number,
            status=AssignmentStatus.ACTIVE,
            activated_on=make.START,
        )

    prepares(worker, _fill)


def test_a_group_of_eight_through_a_month(worker, office, tmp_path):
    worker.comes_to_work(TODAY)
    registers_the_group(worker)
    takes_in_eight(worker)
    starts_those_who_are_ready(worker)
    makes_the_vedtak_that_lacks(worker)
    plans_december(worker)
    prints_the_list(worker, tmp_path / "liste.pdf")
    worker.comes_to_work(LATER)
    calls_one_meeting_off(worker)
    punches_december(worker)
    the_hours_are_those_they_came(worker)
    reports_for_the_walker(worker)


def registers_the_group(worker):
    goes_to_part(worker, "Grupper")
    worker.desk.key("Ctrl+N")
    form = worker.opened("Ny gruppe")
    told = {
        "Navn": GROUP,
        "Aktivitet": "Svømming",
        "Møtested": "Byen bad",
        "Ukedag": "Fredag",
        "Klokken": "17",
        "Varer i": "2",
        "Fra og med": "271126",
        "Plasser": "8",
    }
    fills(worker, form, told)
    for name in LEADERS:
        press_by_keys(worker, "Legg til leder", form)
        picks(worker, form, name)
    worker.saves(form)
    worker.reads(f"{GROUP} er registrert", *LEADERS)


def takes_in_eight(worker):
    for name in MEMBERS:
        presses(worker, "Legg til medlem")
        form = worker.opened("Nytt medlem")
        assert worker.stands(form, "Fra og med") == "27.11.2026"
        picks(worker, form, name)
        if name == WITHOUT:
            worker.reads(NO_VEDTAK, where=form)
        fills(worker, form, {"Timer": "8"})
        worker.saves(form)
        worker.reads(f"{name} er lagt til", name)
    worker.reads("8 medlemmer klargjøres")
    worker.sees_nothing_english()


def starts_those_who_are_ready(worker):
    presses(worker, "Start alle klare")
    told = worker.opened("7 medlemmer er startet")
    worker.reads(f"{WITHOUT}: Vedtak: Ingen vedtak gjelder", where=told)
    worker.desk.key("Return", told)
    worker.gone(told)


def makes_the_vedtak_that_lacks(worker):
    worker.reads("Oppdraget kan ikke starte", f"med {GROUP}")
    presses(worker, "Nytt vedtak: Vedtak")
    form = worker.opened("Nytt vedtak")
    worker.writes(form, VEDTAK)
    fills(worker, form, {"Organisering": "Aktivitetsgruppe"})
    worker.posts(worker.approves(form, f"{WITHOUT}, Fjordgata 1, 6509 Byen"))
    worker.reads("Klart til å starte")
    presses(worker, "Start oppdrag")
    worker.saves(worker.opened("Start oppdrag"))
    worker.reads(f"Oppdraget for {WITHOUT} er startet")


def plans_december(worker):
    opens(worker, "Grupper", GROUP)
    worker.reads_not("klargjøres")
    presses(worker, "Planlegg møter")
    form = worker.opened("Planlegg møter")
    fills(worker, form, {"Til og med": "311226"})
    worker.saves(form)
    worker.reads("4 møter er laget. Hoppet over: 25.12.2026 (1. juledag).")
    worker.reads("fre. 18.12.2026", "Begynner senere")
    [row] = person.rows(worker.window.page.table)
    assert row[2] == ", ".join(sorted(LEADERS, key=lambda name: name.split()[-1]))


def prints_the_list(worker, file):
    worker.back_in()
    worker.desk.key("Ctrl+P")
    form = worker.opened("Skriv ut oppmøteliste")
    fills(worker, form, {"Måned": "Desember"})
    worker.desk.key("Ctrl+S", form)
    worker.gone(form)
    shown = worker.opened("Oppmøteliste")
    told = text_of(saved_copy(worker, shown, file))
    for words in (GROUP, "04.12", "11.12", "18.12", "AM", "HM", *LEADERS):
        assert words in told, told
    assert not [each for each in ("25.12", *MEMBERS) if each in told], told
    puts_away(worker, shown)


def calls_one_meeting_off(worker):
    worker.goes_to("I dag")
    worker.reads("Oppmøte på 4 møter mangler")
    presses(worker, f"Før oppmøte: Oppmøte på 4 møter mangler: {GROUP}")
    worker.reads("Ikke ført")
    worker.chooses("Mer om møtet 18.12.2026", "Avlys møtet …")
    question = worker.opened("Avlyse møtet 18.12.2026?")
    worker.press("Avlys møtet", question)
    worker.reads("Møtet 18.12.2026 er avlyst")


def punches_december(worker):
    presses(worker, "Før måneden")
    month = worker.opened("Før oppmøtet for en måned")
    assert worker.stands(month, "Måned") == "November 2026"  # the oldest that lacks
    fills(worker, month, {"Måned": "Desember"})
    worker.desk.key("Ctrl+S", month)
    worker.gone(month)
    form = worker.opened("Oppmøte i perioden")
    worker.desk.type("A", where=form)  # everybody came
    worker.reads("8 av 8 medlemmer kom · 16 timer til sammen", where=form)
    worker.desk.type("<Right>", "A", where=form)
    worker.desk.type("<Down>", "<Space>", "<Down>", "<Down>", "<Space>", where=form)
    worker.reads("6 av 8 medlemmer kom · 12 timer til sammen", where=form)
    worker.saves(form)
    worker.reads("Oppmøtet er lagret", "kl. 17:00 · 2 t · 8 kom", "6 kom", "Avlyst")


def the_hours_are_those_they_came(worker):
    for name, hours in ((MEMBERS[0], "4"), *((each, "2") for each in AWAY)):
        page = opens(worker, "Oppdrag", name)
        worker.reads(f"{hours} av 8 timer", "1.–31. des. 2026", where=page)


def reports_for_the_walker(worker):
    opens(worker, "Organisasjoner", CLUB)
    presses(worker, f"Før oppmøte: {WALKER}")
    month = worker.opened("Før oppmøte")
    assert worker.stands(month, "Måned") == "Desember 2026"
    worker.desk.key("Ctrl+S", month)
    worker.gone(month)
    form = worker.opened("Oppmøte")
    fills(worker, form, {"Linje 1, dag": "051226", "Linje 1, timer": "3"})
    press_by_keys(worker, "Legg til dag", form)
    fills(worker, form, {"Linje 2, dag": "121226"})
    worker.saves(form)
    worker.reads("Oppmøtet er lagret")
    page = opens(worker, "Oppdrag", WALKER)
    worker.reads("6 av 8 timer", where=page)
