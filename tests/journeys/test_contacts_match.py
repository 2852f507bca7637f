"""A match that is looked for over two days: no, not now, and then yes.

Oskar, fourteen, has waited six weeks. Whom he may have is read on the screen, the
answers are remembered from both sides, and what the phone is told names nobody.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from stkdesk.domain.certificate import CertificateResult
from stkdesk.domain.match_wish import WishDraft
from stkdesk.domain.matching import Gender
from stkdesk.services.wishes import register_wishes
from tests import builders as make
from tests import person
from tests.documents.reading import text_of
from tests.journeys.contacting import fills, prepares, press_by_keys
from tests.journeys.grouping import (
    comes_to,
    goes_to_part,
    offers,
    presses,
    saved_copy,
    settles,
)
from tests.services.test_matching import helper
from tests.services.test_waiting import granted

TODAY, TOMORROW = date(2026, 11, 16), date(2026, 11, 17)
CLIENT, BORN = "Oskar Moen", date(2012, 5, 5)
SIV, OLA, KARI, PER, NILS = "Siv Lie", "Ola Berg", "Kari Lund", "Per Aas", "Nils Vik"
MATCH = "Finn støttekontakt"
NEVER = "Var lærer for broren, og det gikk galt"


@pytest.fixture
def people(worker):
    """Oskar and his wishes; three who may help, one who may not, one never to."""

    def _fill(session):
        make.rates(session)
        make.periods(session)
        born = {"birth_date": BORN, "phone": "41 23 45 67"}
        oskar = make.a_client(session, CLIENT, person=born)
        granted(session, oskar)
        wish = WishDraft(
            oskar,
            gender=Gender.WOMAN,
            age_from=20,
            age_to=50,
            interests="fotball, kino",
            areas="Nordlandet",
        )
        register_wishes(session, wish)
        woman = {"gender": Gender.WOMAN}
        near = {"areas": "Nordlandet", "interests": "Kino", "capacity_minutes": 1200}
        helper(session, SIV, person=woman, **near)
        helper(session, KARI, person=woman, areas="Frei", interests="Fotball")
        helper(session, OLA, areas="Nordlandet")
        helper(session, PER)
        nils = helper(session, NILS)
        make.a_certificate(session, nils, TODAY, CertificateResult.NOT_ACCEPTED)

    prepares(worker, _fill)


def test_two_refusals_are_remembered_and_the_third_is_accepted(
    worker, people, tmp_path
):
    worker.comes_to_work(TODAY)
    match = looks_for_somebody(worker)
    reads_the_facts(worker, match)
    says_never_together(worker, match)
    takes_the_case_to_the_phone(worker, match, tmp_path / "telefon.pdf")
    asks_two_who_do_not_want_to(worker, match)
    worker.comes_to_work(TOMORROW)
    both_are_remembered(worker)
    siv_remembers_it_too(worker)
    kari_says_yes(worker)
    nobody_waits_any_more(worker)


def looks_for_somebody(worker):
    page = goes_to_part(worker, "Venteliste")
    worker.reads("1 venter · i snitt 6 uker så langt", "Mangler")
    comes_to(worker, page.table, CLIENT)
    settles(worker)
    worker.desk.type("<Return>")
    match = worker.opened(MATCH)
    settles(worker)
    worker.reads(CLIENT, "har ventet 6 uker", where=match)
    return match


def names(match):
    return [row[0] for row in person.rows(match.pane.table)]


def reads_the_facts(worker, match):
    """Facts and no score; what is not known is not taken for a no."""
    comes_to(worker, match.pane.table, SIV)
    worker.reads("Kjønn", "som ønsket", "innenfor", "20 t/mnd", where=match)
    rows = {row[0]: row for row in person.rows(match.pane.table)}
    assert rows[SIV][2:5] == ["✔ Aktiv", "✔ Nordlandet", "✔ kino"]
    assert rows[OLA][4] == "? ikke skrevet"
    assert rows[KARI][3].startswith("✖")
    comes_to(worker, match.pane.table, NILS)
    worker.reads("Kan ikke: utelukket etter helse- og", where=match)
    assert not offered(match, "Spurt i dag")
    worker.sees_nothing_english()


def says_never_together(worker, match):
    comes_to(worker, match.pane.table, PER)
    worker.reads("S-4", where=match)
    settles(worker)
    press_by_keys(worker, "Flere handlinger", match)
    menu = person.open_menu(worker.qtbot, worker.window)
    worker.qtbot.keyClick(menu, Qt.Key.Key_Down)
    worker.qtbot.keyClick(menu, Qt.Key.Key_Return)
    form = worker.opened("Aldri sammen")
    fills(worker, form, {"Hvorfor": NEVER})
    worker.saves(form)
    worker.reads("Kan ikke: skal aldri settes sammen", NEVER, where=match)
    settles(worker)
    assert not offered(match, "Spurt i dag")
    assert names(match)[-2:] == [NILS, PER]


def takes_the_case_to_the_phone(worker, match, file):
    worker.desk.key("Ctrl+P", match)
    shown = worker.opened("Telefonark")
    told = text_of(saved_copy(worker, shown, file))
    for words in ("13–15 år", "Nordlandet", "fotball", "kino", "4 timer"):
        assert words in told, told
    secret = (
        "Oskar",
        "Moen",
        "14 år",
        "2012",
        "05.05",
        "Fjordgata",
        "6509",
        "B-1",
        "41 23",
    )
    assert not [each for each in secret if each in told], told
    worker.desk.key("Esc", shown)
    worker.gone(shown)


def asks_two_who_do_not_want_to(worker, match):
    for name, key, answer, why in (
        (SIV, "n", "svarte nei", "for langt å kjøre"),
        (OLA, "i", "svarte ikke nå", "etter jul"),
    ):
        table = match.pane.table
        comes_to(worker, table, name)
        offers(worker, match, "Spurt i dag")
        settles(worker)
        worker.desk.type("s", where=match)
        worker.reads("har ikke svart ennå", where=match)
        settles(worker)
        worker.desk.type(key, where=match)
        worker.reads("Hvorfor (valgfritt)", where=match)
        settles(worker)
        worker.desk.type(why, "<Return>", where=match)
        worker.reads(f"{answer} 16.11.2026: «{why}»", where=match)
        settles(worker)
    worker.desk.key("Esc", match)
    worker.gone(match)


def both_are_remembered(worker):
    match = looks_for_somebody(worker)
    assert names(match) == [KARI, OLA, SIV, NILS, PER]
    assert [row[1] for row in person.rows(match.pane.table)] == [
        "",
        "Ikke nå",
        "Nei",
        "",
        "",
    ]
    comes_to(worker, match.pane.table, SIV)
    told = "Spurt 16.11.2026, svarte nei 16.11.2026: «for langt å kjøre»"
    worker.reads(told, where=match)
    worker.desk.key("Esc", match)
    worker.gone(match)


def siv_remembers_it_too(worker):
    worker.goes_to("Støttekontakter")
    page = worker.window.page
    comes_to(worker, page.table, SIV)
    presses(worker, "Hvem kan hun hjelpe?")
    match = worker.opened("Hvem kan støttekontakten hjelpe?")
    settles(worker)
    worker.reads(CLIENT, "svarte nei 16.11.2026: «for langt å kjøre»", where=match)
    worker.desk.key("Esc", match)
    worker.gone(match)


def kari_says_yes(worker):
    match = looks_for_somebody(worker)
    comes_to(worker, match.pane.table, KARI)
    offers(worker, match, "Spurt i dag")
    settles(worker)
    worker.desk.type("s", where=match)
    worker.reads("har ikke svart ennå", where=match)
    settles(worker)
    worker.desk.type("j", where=match)
    worker.reads("svarte ja 17.11.2026", where=match)
    settles(worker)
    assert names(match)[0] == KARI
    match.pane.table.setFocus()
    worker.desk.type("o", where=match)
    form = worker.opened("Nytt oppdrag")
    worker.gone(match)
    assert worker.stands(form, "Bruker") == CLIENT
    assert worker.stands(form, "Støttekontakt") == KARI
    assert worker.stands(form, "Timer") == "4"  # what nobody gives yet
    assert worker.stands(form, "Telles") == "per uke"
    fills(worker, form, {"Fra og med": "231126"})
    worker.saves(form)
    worker.reads(f"Oppdraget for {CLIENT} er registrert")


def nobody_waits_any_more(worker):
    page = goes_to_part(worker, "Venteliste")
    worker.reads("Ingen venter")
    assert person.rows(page.table) == []


def offered(where, text):
    shown = [b for b in where.findChildren(QAbstractButton) if b.isVisible()]
    return any(each.accessibleName() == text for each in shown)
