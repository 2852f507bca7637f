"""Half of what he asked for, a complaint, and the whole of it after all.

Oskar gets four of the ten hours he asked for. He complains in time; the office sees
that he is right, decides anew, and tells him what he may claim. I dag leads from step
to step, and falls silent when all is done.
"""

from datetime import date

import pytest

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, EntryState
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from tests import person
from tests.journeys.casework import tells

DECIDED, POSTED, CAME = date(2026, 11, 16), date(2026, 12, 11), date(2026, 12, 14)
CLIENT = "Oskar Moen"
LETTER = "Oskar Moen, Fjellveien 2, 6507 Kristiansund N"
NB, NN = Language.BOKMAL, Language.NYNORSK
FIRST = {
    NB: {
        "Målet med tjenesten": "Å komme ut blant folk.",
        "Opplysninger vedtaket bygger på": "Du bor hjemme og er med i et idrettslag.",
        "Hva brukeren selv mener": "Du vil ha ti timer.",
        "Begrunnelse": "Du har lite kontakt med andre.",
        "Hvorfor resten er avslått": "Idrettslaget gir deg mye av det du trenger.",
    },
    NN: {
        "Målet med tjenesten": "Å kome ut blant folk.",
        "Opplysninger vedtaket bygger på": "Du bur heime og er med i eit idrettslag.",
        "Hva brukeren selv mener": "Du vil ha ti timar.",
        "Begrunnelse": "Du har lite kontakt med andre.",
        "Hvorfor resten er avslått": "Idrettslaget gir deg mykje av det du treng.",
    },
}
NOW = {
    NB: {
        "Hva brukeren vil ha endret": "Du vil ha ti timer i uken.",
        "argument": "Idrettslaget er lagt ned.",
        "Vurdering på nytt": "Idrettslaget er lagt ned. Ti timer er det du trenger.",
    },
    NN: {
        "Hva brukeren vil ha endret": "Du vil ha ti timar i veka.",
        "argument": "Idrettslaget er lagt ned.",
        "Vurdering på nytt": "Idrettslaget er lagt ned. Ti timar er det du treng.",
    },
}


@pytest.mark.parametrize("language", Language)
def test_half_is_granted_and_after_a_complaint_the_whole(worker, language):
    worker.comes_to_work(DECIDED)
    registers_him(worker, language)
    grants_a_part(worker, language)

    worker.comes_to_work(CAME)
    takes_the_complaint_in(worker, language)
    confirms_it(worker)
    sees_that_he_is_right(worker, language)
    decides_anew(worker, language)
    tells_of_the_costs(worker)
    closes_it(worker)
    the_card_tells_it_all(worker)
    the_journal_has_it_all(worker)
    the_letters_tell_what_they_must(worker, language)


def registers_him(worker, language):
    worker.goes_to("Brukere")
    worker.desk.key("Ctrl+N")
    form = worker.opened("Ny bruker")
    worker.desk.type("Oskar", "<Tab>", "Moen", "<Tab>", "170590", where=form)
    worker.writes(form, {"Adresse": "Fjellveien 2", "Postnummer": "6507"})
    if language is NN:
        person.field(form, "Målform i brev").setFocus()
        worker.desk.type("<Down>", where=form)
    worker.saves(form)
    worker.opens_case(CLIENT)
    form = worker.begins("Ny søknad", "Ny søknad")
    worker.desk.type("<Ctrl+A>", "091126", where=form)
    worker.writes(form, {"Timer": "10"})
    worker.saves(form)
    worker.press("Ikke nå", worker.opened("Søknaden er registrert"))


def grants_a_part(worker, language):
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Delvis innvilgelse")
    assert worker.stands(form, "Søkt om") == "10"
    worker.reads("Skriv hvor mange timer som innvilges.", where=form)
    worker.writes(form, {"Timer": "4", **FIRST[language]})
    worker.posts(worker.approves(form, LETTER))


def takes_the_complaint_in(worker, language):
    """The postmark is what counts, and the rule is told."""
    worker.opens_case(CLIENT)
    form = worker.begins("Registrer klage", "Ny klage")
    worker.writes(form, {"Mottatt": "141226", "Poststemplet": "111226"})
    worker.reads("I tide · siste dag mandag 21. desember 2026", where=form)
    worker.reads("Klagen er poststemplet 11. desember 2026", where=form)
    wants = "Hva brukeren vil ha endret"
    worker.writes(form, {wants: NOW[language][wants]})
    worker.argues(form, NOW[language]["argument"])
    worker.saves(form)


def confirms_it(worker):
    worker.goes_to("I dag")
    verb = f"Lag bekreftelse: Bekreft klage: {CLIENT}"
    form = worker.begins(verb, "Bekreftelse på klage")
    worker.posts(worker.finishes(form, "Bekreftelse på klage B-", LETTER))
    worker.reads_not("Bekreft klage")


def sees_that_he_is_right(worker, language):
    form = worker.begins(f"Åpne klagen: Klage til vurdering: {CLIENT}", "Klage")
    label = "Vurdering på nytt"
    worker.writes(form, {label: NOW[language][label]})
    worker.press("Medhold", form)
    assert worker.stands(form, "Avgjort") == "14.12.2026"
    worker.saves(form)
    worker.reads_not("Klage til vurdering")


def decides_anew(worker, language):
    """What was found and written down once is not written again."""
    verb = f"Lag omgjøring: Omgjøring etter klage: {CLIENT}"
    form = worker.begins(verb, "Nytt vedtak")
    first, now = FIRST[language], NOW[language]
    facts = "Opplysninger vedtaket bygger på"
    assert worker.stands(form, facts) == first[facts]
    assert worker.stands(form, "Begrunnelse") == now["Vurdering på nytt"]
    own_view = worker.stands(form, "Hva brukeren selv mener")
    assert own_view == now["Hva brukeren vil ha endret"]
    worker.reads("Før: 2026/1-2", "Fra klagen 14.12.2026.", where=form)
    worker.writes(form, {"Timer": "10"})
    worker.posts(worker.approves(form, LETTER))
    worker.reads_not("Omgjøring etter klage")


def tells_of_the_costs(worker):
    verb = f"Lag orientering: Sakskostnader: {CLIENT}"
    form = worker.begins(verb, "Orientering om omgjøring")
    worker.posts(worker.finishes(form, "Orientering om omgjøring B-", LETTER))
    worker.reads_not("Sakskostnader")


def closes_it(worker):
    worker.press(f"Lukk klagen: Klage som kan lukkes: {CLIENT}")
    worker.reads("Klagen er lukket")
    worker.reads_not("Klage som kan lukkes")
    worker.reads(f"Venter på støttekontakt: {CLIENT}")


def the_card_tells_it_all(worker):
    worker.opens_case(CLIENT)
    worker.reads("10 timer per uke", "Medhold", "Lukket")


def the_journal_has_it_all(worker):
    entries = worker.entries()
    assert [(e.row.reference, e.row.document, e.row.state) for e in entries] == [
        ("2026/1-1", DocumentKind.APPLICATION, EntryState.JOURNALLED),
        ("2026/1-2", DocumentKind.DECISION, EntryState.DISPATCHED),
        ("2026/1-3", DocumentKind.COMPLAINT, EntryState.JOURNALLED),
        ("2026/1-4", DocumentKind.LETTER, EntryState.DISPATCHED),
        ("2026/1-5", DocumentKind.DECISION, EntryState.DISPATCHED),
        ("2026/1-6", DocumentKind.LETTER, EntryState.DISPATCHED),
    ]
    complaint = entries[2].row
    assert (complaint.document_on, complaint.received_on) == (POSTED, CAME)
    assert {each.row.sent_on for each in entries[3:]} == {CAME}


def the_letters_tell_what_they_must(worker, language):
    partly, confirmed, reversed_, costs = worker.papers()
    assert partly.mailed_on == DECIDED
    assert {each.mailed_on for each in (confirmed, reversed_, costs)} == {CAME}
    first, now = FIRST[language], NOW[language]
    told = {
        "party": CLIENT,
        "day": "16. november 2026",
        "reference": "2026/1-2",
        "facts": first["Opplysninger vedtaket bygger på"],
        "grounds": first["Begrunnelse"],
        "view": first["Hva brukeren selv mener"],
        "goal": first["Målet med tjenesten"],
        "hours": "4",
        "applied": "10",
        "refused": first["Hvorfor resten er avslått"],
        "start": "1. desember 2026",
        "organised": "Individuell støttekontakt",
    }
    tells(partly, DecisionKind.PARTLY, language, told)
    told |= {
        "day": "14. desember 2026",
        "reference": "2026/1-4",
        "received": "14. desember 2026",
        "earlier_day": "16. november 2026",
    }
    tells(confirmed, LetterKind.COMPLAINT_RECEIPT, language, told)
    told |= {
        "reference": "2026/1-5",
        "complained": "14. desember 2026",
        "earlier": "2026/1-2",
        "grounds": now["Vurdering på nytt"],
        "view": now["Hva brukeren vil ha endret"],
        "hours": "10",
        "start": "1. januar 2027",
    }
    tells(reversed_, DecisionKind.REVERSED, language, told)
    told |= {"reference": "2026/1-6"}
    tells(costs, LetterKind.REVERSAL_NOTICE, language, told)
