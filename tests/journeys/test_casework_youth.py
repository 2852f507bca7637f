"""A 16-year-old with parents in two homes: everybody who is to know, is told.

The mother applies. The young person is heard herself, and her own words are weighed in
the decision. Her father lives elsewhere, so the office is asked about him before
anything goes there; and where her address is secret, he may be the wrong one.
"""

from datetime import date
from io import BytesIO

import pytest

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from tests import person
from tests.journeys.casework import tells
from tests.journeys.paper import Paper

TODAY = date(2026, 11, 16)
YOUTH, MOTHER, FATHER = "Signe Moe Lund", "Kari Moe", "Per Lund"
CITY = "6518 Kristiansund N"
HOME = f"Lia 3, {CITY}"
AWAY = "Fjellveien 8, 6509 Kristiansund N"
TO_MOTHER, TO_YOUTH = f"{MOTHER} (foresatt), {HOME}", f"{YOUTH}, {HOME}"
TO_FATHER = f"{FATHER} (foresatt), {AWAY}"
OWN = {
    Language.BOKMAL: "Jeg vil på kino uten mamma.",
    Language.NYNORSK: "Eg vil på kino utan mamma.",
}
GROUNDS = {
    Language.BOKMAL: "Du er mye alene. To timer i uken er nok.",
    Language.NYNORSK: "Du er mykje åleine. To timar i veka er nok.",
}
FACTS = {
    Language.BOKMAL: "Du bor hos mor.",
    Language.NYNORSK: "Du bur hos mor.",
}
BY_HAND = "Adressen er fortrolig: brevet får ingen adresse og leveres for hånd"
DELIVERED = {
    Language.BOKMAL: "LEVERES PERSONLIG",
    Language.NYNORSK: "BLIR LEVERT PERSONLEG",
}
AS_PARENT = {
    Language.BOKMAL: f"sendt til deg som foresatt. «Du» i brevet er {YOUTH}.",
    Language.NYNORSK: f"sendt til deg som føresett. «Du» i brevet er {YOUTH}.",
}
GOAL = {
    Language.BOKMAL: "Å komme ut sammen med andre unge.",
    Language.NYNORSK: "Å kome ut saman med andre unge.",
}


@pytest.mark.parametrize("language", Language)
def test_a_young_person_with_parents_in_two_homes(worker, language):
    worker.comes_to_work(TODAY)
    mother_applies(worker, language)
    is_confirmed(worker)
    young_person_is_heard(worker, language)
    father_is_found(worker)
    form = begins_decision(worker, language)
    assert OWN[language] in worker.stands(form, "Hva brukeren selv mener")
    is_asked_about_father(worker, form)
    goes_to_all_three(worker, form)
    the_card_and_the_journal_name_all_three(worker)
    each_has_the_whole_decision(worker, language)


@pytest.mark.parametrize("language", Language)
def test_where_her_home_is_secret_the_other_parent_may_be_the_wrong_one(
    worker, language
):
    worker.comes_to_work(TODAY)
    is_registered_with_both(worker, language)
    applies_herself(worker)
    form = begins_decision(worker, language)
    father_does_not_get_it(worker, form)
    nobody_learns_where_she_lives(worker, language)


def mother_applies(worker, language):
    """Her mother is written in from the same form, at the same address."""
    worker.back_in()
    worker.desk.key("Ctrl+Shift+N")
    form = worker.opened("Ny søknad")
    worker.desk.type(YOUTH, "<Alt+U>", where=form)
    worker.reads("Fornavn", where=form)
    worker.desk.type("030210", "<Tab>", "<Tab>", "Lia 3", where=form)
    worker.desk.type("<Tab>", "6518", "<Tab>", where=form)
    if language is Language.NYNORSK:
        worker.desk.type("<Down>", where=form)
    worker.writes(form, {"Mottatt": "091126", "Hvem har søkt": "Foresatt"})
    worker.press("Skriv inn …", form)
    mother = worker.opened("Ny person ved brukeren")
    worker.writes(mother, {"Fornavn": "Kari", "Etternavn": "Moe"})
    worker.press("Samme adresse som brukeren", mother)
    worker.saves(mother)
    worker.reads(f"{MOTHER} · Foresatt", where=form)
    worker.writes(form, {"Timer": "2", "Ønsker": "Kino."})
    worker.saves(form)


def is_confirmed(worker):
    question = worker.opened("Søknaden er registrert")
    worker.press("Lag bekreftelse", question)
    form = worker.opened("Bekreftelse på søknad")
    shown = worker.finishes(form, "Bekreftelse på søknad", TO_MOTHER, TO_YOUTH)
    worker.posts(shown)


def young_person_is_heard(worker, language):
    worker.goes_to("I dag")
    form = worker.begins(f"Kartlegg: Kartlegging mangler: {YOUTH}", "Kartlegging")
    worker.writes(
        form,
        {
            "Samtale med": f"{YOUTH} og {MOTHER}",
            "Mål": GOAL[language],
            "Barnet hørt": "121126",
            "Barnets eget syn": OWN[language],
        },
    )
    worker.saves(form)


def father_is_found(worker):
    worker.opens_case(YOUTH)
    form = worker.begins("Rediger", "Rediger bruker")
    worker.press("Legg til foresatt, verge eller andre", form)
    father = worker.opened("Ny person ved brukeren")
    assert worker.stands(father, "Hvem") == "Foresatt"
    worker.writes(father, {"Fornavn": "Per", "Etternavn": "Lund"})
    worker.writes(father, {"Adresse": "Fjellveien 8", "Postnummer": "6509"})
    worker.saves(father)
    worker.saves(form)
    worker.reads(FATHER)


def begins_decision(worker, language):
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Innvilgelse")
    facts = {"Opplysninger vedtaket bygger på": FACTS[language]}
    worker.writes(form, {"Begrunnelse": GROUNDS[language], **facts})
    return form


def is_asked_about_father(worker, form):
    """He is shown, and nothing goes anywhere before it is said whether he gets it."""
    row = f"{FATHER} (foresatt)"
    worker.reads(row, f"{AWAY}", "foresatte bor ikke alle sammen", where=form)
    worker.reads(f"Svar på om {FATHER} skal ha vedtaket.", where=form)
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    worker.press(f"Svar: Svar på om {FATHER} skal ha vedtaket.", form)


def goes_to_all_three(worker, form):
    worker.press("Ja, brevet går hit", form)
    worker.posts(worker.approves(form, TO_MOTHER, TO_FATHER, TO_YOUTH))


def the_card_and_the_journal_name_all_three(worker):
    worker.opens_case(YOUTH)
    worker.reads("2 timer per uke", f"Lia 3, {CITY} · får brevene", "Kari Moe +2")
    worker.goes_to("Dokumenter")
    worker.press("Journal")
    worker.reads("Vedtak om støttekontakt: innvilgelse", MOTHER, FATHER, YOUTH)
    decision = worker.entries()[-1].row
    assert decision.document is DocumentKind.DECISION
    assert {each.name for each in decision.parties} == {MOTHER, FATHER, YOUTH}
    assert {each.role for each in decision.parties} == {PartyRole.RECIPIENT}
    assert decision.sent_on == TODAY


def each_has_the_whole_decision(worker, language):
    """At the right address, telling whom it is about and who else has it."""
    *receipts, first, own, last = worker.papers()
    assert [each.recipient for each in receipts] == [MOTHER, YOUTH]
    told = {
        "party": YOUTH,
        "day": "16. november 2026",
        "received": "9. november 2026",
        "reference": "2026/1-2",
    }
    for each in receipts:
        tells(each, LetterKind.RECEIPT, language, told)
    told |= {
        "reference": "2026/1-3",
        "facts": FACTS[language],
        "grounds": GROUNDS[language],
        "view": f"Kino. {OWN[language]}",
        "goal": GOAL[language],
        "hours": "2",
        "start": "1. desember 2026",
        "organised": "Individuell støttekontakt",
    }
    for each in (first, own, last):
        tells(each, DecisionKind.GRANTED, language, told)
        assert (each.mailed_on, each.is_copy) == (TODAY, False)
    assert envelope(first) == f"{MOTHER}\nLia 3\n6518 KRISTIANSUND N"
    assert envelope(own) == f"{YOUTH}\nLia 3\n6518 KRISTIANSUND N"
    assert envelope(last) == f"{FATHER}\nFjellveien 8\n6509 KRISTIANSUND N"
    assert "Lia 3" not in last.text
    for paper, others in (
        (first, f"{YOUTH}, {FATHER}"),
        (own, f"{MOTHER}, {FATHER}"),
        (last, f"{MOTHER}, {YOUTH}"),
    ):
        assert f"Kopi til {others}" in paper.text
        assert (AS_PARENT[language] in paper.text) is (paper is not own)


def is_registered_with_both(worker, language):
    """Both parents are to have the letters; her mother is as secret as she is."""
    worker.goes_to("Brukere")
    worker.desk.key("Ctrl+N")
    form = worker.opened("Ny bruker")
    worker.writes(form, {"Fornavn": "Signe Moe", "Etternavn": "Lund"})
    worker.writes(form, {"Fødselsdato": "030210", "Adresse": "Lia 3"})
    worker.writes(form, {"Postnummer": "6518", "Adressegradering": "Fortrolig"})
    worker.writes(form, {"Målform i brev": language.label})
    mother = adds_parent(worker, form, "Kari", "Moe")
    worker.press("Samme adresse som brukeren", mother)
    assert worker.stands(mother, "Adressegradering") == "Fortrolig"
    worker.saves(mother)
    father = adds_parent(worker, form, "Per", "Lund")
    worker.writes(father, {"Adresse": "Fjellveien 8", "Postnummer": "6509"})
    worker.reads("dere blir spurt før hvert brev", where=father)
    worker.ticks(father, "Får brevene")
    worker.saves(father)
    worker.saves(form)


def adds_parent(worker, form, given, family):
    worker.press("Legg til foresatt, verge eller andre", form)
    parent = worker.opened("Ny person ved brukeren")
    assert worker.stands(parent, "Hvem") == "Foresatt"
    worker.writes(parent, {"Fornavn": given, "Etternavn": family})
    return parent


def applies_herself(worker):
    worker.opens_case(YOUTH)
    form = worker.begins("Ny søknad", "Ny søknad")
    worker.writes(form, {"Mottatt": "091126", "Timer": "2", "Ønsker": "Kino."})
    worker.saves(form)
    question = worker.opened("Søknaden er registrert")
    worker.press("Ikke nå", question)
    worker.gone(question)


def father_does_not_get_it(worker, form):
    """He was to have the letters; all the same the office is asked."""
    worker.reads(f"Svar på om {FATHER} skal ha vedtaket.", where=form)
    worker.reads("Leveres for hånd", BY_HAND, where=form)
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    worker.press("Nei, ikke hit", form)
    worker.reads("Klar til godkjenning", where=form)
    hers, own = f"{MOTHER} (foresatt), {BY_HAND}", f"{YOUTH}, {BY_HAND}"
    shown = worker.approves(form, hers, own)
    worker.reads("Leveres for hånd: V-2026-0000", where=shown)
    worker.posts(shown, "Alt er levert i dag")


def nobody_learns_where_she_lives(worker, language):
    """Two papers without an address, and her father is named in none of them."""
    told = {
        "party": YOUTH,
        "day": "16. november 2026",
        "reference": "2026/1-2",
        "facts": FACTS[language],
        "grounds": GROUNDS[language],
        "view": "Kino.",
        "goal": "",
        "hours": "2",
        "start": "1. desember 2026",
        "organised": "Individuell støttekontakt",
    }
    papers = worker.papers()
    assert [each.recipient for each in papers] == [MOTHER, YOUTH]
    for each in papers:
        tells(each, DecisionKind.GRANTED, language, told, without=["the goal"])
        assert envelope(each) == f"{each.recipient}\n{DELIVERED[language]}"
        assert each.mailed_on == TODAY
        secret = ("Lia 3", "6518", "ortrol", "gradert", "verna", FATHER, "Fjellveien")
        assert [word for word in secret if word in each.text] == []
    decision = worker.entries()[-1].row
    assert [each.name for each in decision.parties] == [MOTHER, YOUTH]


def envelope(paper):
    """Return what shows in the window of the envelope."""
    return Paper(BytesIO(paper.data)).window_text(1)
