"""From an application to a grant: everything she applied for, told in her language.

Somebody new applies on paper. The application is typed in with the client in the same
form, confirmed, assessed, and granted from what was learned; the decision is locked,
printed and posted, and nothing more is to be done today.
"""

from datetime import date

import pytest

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from tests import person
from tests.journeys.casework import tells

TODAY, LATER = date(2026, 11, 16), date(2026, 12, 2)
CLIENT = "Åse Ødegård"
LETTER = "Åse Ødegård, Øvre Strandgate 14 B, 6518 Kristiansund N"
LEARNED = {
    Language.BOKMAL: {
        "Ønsker": "Du vil svømme sammen med noen på din egen alder.",
        "Mål": "Å komme ut blant folk hver uke.",
        "Brukerens syn": "Du vil ha en støttekontakt som liker å svømme.",
        "Funksjon": "Du trenger følge når du skal ut.",
        "Nettverk": "Du bor alene og har få venner i byen.",
    },
    Language.NYNORSK: {
        "Ønsker": "Du vil symje saman med nokon på din eigen alder.",
        "Mål": "Å kome ut blant folk kvar veke.",
        "Brukerens syn": "Du vil ha ein støttekontakt som likar å symje.",
        "Funksjon": "Du treng følgje når du skal ut.",
        "Nettverk": "Du bur åleine og har få vener i byen.",
    },
}
GROUNDS = {
    Language.BOKMAL: "Du har lite kontakt med andre. Fire timer i uken er nok.",
    Language.NYNORSK: "Du har lite kontakt med andre. Fire timar i veka er nok.",
}


@pytest.mark.parametrize("language", Language)
def test_from_application_to_grant(worker, language):
    worker.comes_to_work(TODAY)
    takes_the_application_in(worker, language)
    confirms_it(worker)
    assesses(worker, language)
    grants(worker, language)
    nothing_is_left_to_do(worker)
    the_card_tells_it_all(worker)
    the_journal_has_it_all(worker)
    the_letters_tell_what_they_must(worker, language)


def takes_the_application_in(worker, language):
    """By the keyboard alone, the new client in the same form."""
    worker.back_in()
    worker.desk.key("Ctrl+Shift+N")
    form = worker.opened("Ny søknad")
    worker.desk.type(CLIENT, "<Alt+U>", where=form)
    worker.reads("Fornavn", where=form)
    worker.desk.type("010288", "<Tab>", "<Tab>", "Øvre Strandgate 14 B", where=form)
    worker.desk.type("<Tab>", "6518", "<Tab>", where=form)
    if language is Language.NYNORSK:
        worker.desk.type("<Down>", where=form)
    worker.desk.type("<Tab>", "<Ctrl+A>", "091126", "<Tab>", "<Tab>", "4", where=form)
    worker.reads("Foreløpig svar: senest 9. desember 2026", where=form)
    worker.desk.type("<Alt+Ø>", "Vil helst svømme.", where=form)
    worker.saves(form)


def confirms_it(worker):
    question = worker.opened("Søknaden er registrert")
    worker.reads("sak 2026/1", "senest 12. november 2026", where=question)
    worker.press("Lag bekreftelse", question)
    form = worker.opened("Bekreftelse på søknad")
    worker.posts(worker.finishes(form, "Bekreftelse på søknad B-", LETTER))


def assesses(worker, language):
    worker.goes_to("I dag")
    worker.reads(f"Kartlegging mangler: {CLIENT}")
    worker.reads_not("Søknad er ikke bekreftet", "Venter på støttekontakt: ")
    form = worker.begins(f"Kartlegg: Kartlegging mangler: {CLIENT}", "Kartlegging")
    assert worker.stands(form, "Dato") == "16.11.2026"
    assert worker.stands(form, "Ønsker") == "Vil helst svømme."
    worker.writes(form, {"Samtale med": CLIENT, **LEARNED[language]})
    worker.saves(form)
    worker.reads_not("Kartlegging mangler")


def grants(worker, language):
    worker.opens_case(CLIENT)
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Innvilgelse")
    learned = LEARNED[language]
    assert worker.stands(form, "Søkt") == "09.11.2026"
    assert worker.stands(form, "Timer") == "4"
    assert worker.stands(form, "Målet med tjenesten") == learned["Mål"]
    own_view = worker.stands(form, "Hva brukeren selv mener")
    assert own_view == f"{learned['Ønsker']}\n\n{learned['Brukerens syn']}"
    facts = worker.stands(form, "Opplysninger vedtaket bygger på")
    assert facts == f"{learned['Funksjon']}\n\n{learned['Nettverk']}"
    worker.reads("1 ting mangler før godkjenning", "Skriv begrunnelsen.", where=form)
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    worker.writes(form, {"Gjelder fra": "161126"})
    worker.press("Fyll ut: Skriv begrunnelsen.", form)
    worker.desk.type(GROUNDS[language], where=form)
    worker.posts(worker.approves(form, LETTER))


def nothing_is_left_to_do(worker):
    worker.goes_to("I dag")
    worker.reads(f"Venter på støttekontakt: {CLIENT}")
    worker.reads_not("Søknad skal avgjøres", "Foreløpig svar", "Kartlegging", "sendes")


def the_card_tells_it_all(worker):
    """When November is collected, the hours of November are what can be used."""
    worker.comes_to_work(LATER)
    worker.opens_case(CLIENT)
    worker.reads("0 av 8,5 timer", "1.–30. nov. 2026")
    worker.reads("4 timer per uke", "2026/1-3 · til 30.11.2027", "Gjelder", "Avgjort")
    for step in ("Søknad", "Bekreftet", "Innvilgelse", "Utløper"):
        worker.reads(step)
    worker.reads("2026/1-3 · 16.11.2026 · ekspedert")


def the_journal_has_it_all(worker):
    application, receipt, decision = worker.entries()
    assert [e.row.reference for e in worker.entries()] == [
        "2026/1-1",
        "2026/1-2",
        "2026/1-3",
    ]
    assert application.row.kind is EntryKind.INCOMING
    assert application.row.document is DocumentKind.APPLICATION
    assert application.row.received_on == date(2026, 11, 9)
    assert application.row.state is EntryState.JOURNALLED
    assert [each.name for each in application.row.parties] == [CLIENT]
    for sent, kind in (
        (receipt, DocumentKind.LETTER),
        (decision, DocumentKind.DECISION),
    ):
        assert sent.row.kind is EntryKind.OUTGOING
        assert sent.row.document is kind
        assert sent.row.document_on == sent.row.sent_on == TODAY
        assert sent.row.state is EntryState.DISPATCHED
        assert sent.row.is_withheld
        assert sent.withheld_basis.startswith("offentleglova § 13")
        assert sent.unit == "Tjenestekontoret"
        assert [each.name for each in sent.row.parties] == [CLIENT]


def the_letters_tell_what_they_must(worker, language):
    receipt, decision = worker.papers()
    assert {receipt.mailed_on, decision.mailed_on} == {TODAY}
    learned = LEARNED[language]
    told = {
        "party": CLIENT,
        "day": "16. november 2026",
        "reference": "2026/1-2",
        "received": "9. november 2026",
    }
    tells(receipt, LetterKind.RECEIPT, language, told)
    told |= {
        "reference": "2026/1-3",
        "facts": f"{learned['Funksjon']} {learned['Nettverk']}",
        "grounds": GROUNDS[language],
        "view": f"{learned['Ønsker']} {learned['Brukerens syn']}",
        "goal": learned["Mål"],
        "hours": "4",
        "start": "16. november 2026",
        "organised": "Individuell støttekontakt",
    }
    tells(decision, DecisionKind.GRANTED, language, told)
