"""From a paper application to an active support contact, with the keyboard alone.

Maria applies on paper with two references. They are called, she is invited, met and
approved, asked for a police certificate and shows it, has secrecy explained and signs,
takes the course, is given somebody to help, gets the papers of the start in one pile,
signs the agreement, and is active when the assignment starts. Every letter is printed
and posted, in her own language, and read back at the end.
"""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateEnd,
    CertificateResult,
)
from stkdesk.domain.language import Language
from stkdesk.domain.language_words import strangers
from stkdesk.services.case_rules import set_case_rule
from stkdesk.storage.tables import PoliceCertificate
from tests import person
from tests.documents.reading import spoken
from tests.journeys.casework import typed
from tests.journeys.contacting import (
    MARIA,
    a_client_with_decision,
    agree_interview,
    approve,
    begins_by_keys,
    call_references,
    chooses_by_keys,
    command,
    fills,
    hold_interview,
    new_applicant,
    next_step,
    note_course,
    on_the_board,
    opens_card,
    picks,
    posts,
    prepares,
    prints,
    shred,
)
from tests.program_log import written_log

APPLIED, MET, SHOWN = date(2026, 11, 16), date(2026, 11, 20), date(2026, 12, 1)
BEGINS = date(2026, 12, 7)
CLIENT = "Åse Ødegård"
TOO_OLD = date(2026, 8, 31)  # shown on 1 December: a day more than three months
REGISTER = "Registrer politiattest"
TALKED = "Likar å gå på tur."
#: What the police need to know, and no more: each by what stands beside it.
PURPOSE = {
    Language.BOKMAL: {
        "Navn": MARIA.name,
        "Fødselsnummer": MARIA.national_id,
        "Stilling": "Støttekontakt",
        "Stillingstype": "Oppdrag",
        "Hjemmel": "helse- og omsorgstjenesteloven § 5-4",
        "Oppdragsgiver": "Fjordvik kommune, Bo og habilitering",
        "Kontakt": "Kåre Næss Sørbø, 51 00 41 23, post@fjordvik.example "
        "Postboks 124, 4481 Fjordvik",
        "Sted og dato": "Fjordvik, 20. november 2026",
        "Formål": "Kommunale helse- og omsorgstjenester: Tilbud om stilling eller "
        "oppdrag til personer som skal yte kommunale helse- og omsorgstjenester.",
    },
    Language.NYNORSK: {
        "Namn": MARIA.name,
        "Fødselsnummer": MARIA.national_id,
        "Stilling": "Støttekontakt",
        "Stillingstype": "Oppdrag",
        "Heimel": "helse- og omsorgstenestelova § 5-4",
        "Oppdragsgjevar": "Fjordvik kommune, Bo og habilitering",
        "Kontakt": "Kåre Næss Sørbø, 51 00 41 23, post@fjordvik.example "
        "Postboks 124, 4481 Fjordvik",
        "Stad og dato": "Fjordvik, 20. november 2026",
        "Formål": "Kommunale helse- og omsorgstenester: Tilbod om stilling eller "
        "oppdrag til personar som skal yte kommunale helse- og omsorgstenester.",
    },
}
#: What each paper says, in the order they were sent.
TOLD = {
    Language.BOKMAL: (
        ("Velkommen til samtale", "Dag 20. november 2026", "10.30", "Bekkefaret 13"),
        ("Du er godkjent som støttekontakt", "Dette skjer videre"),
        ("Anmodning om politiattest", "ikke være eldre enn tre måneder"),
        ("Taushetserklæring", "omsorgstjenesteloven § 12-1", "straffeloven §§ 209"),
        ("Oppdragsavtale", "Oppdragstaker", "16 timer i måneden", "14 dagers varsel"),
        ("Du kan begynne som støttekontakt", CLIENT, "senest 5. januar 2027"),
        ("Du får støttekontakt", MARIA.name, "fra 7. desember 2026"),
    ),
    Language.NYNORSK: (
        ("Velkomen til samtale", "Dag 20. november 2026", "10.30", "Bekkefaret 13"),
        ("Du er godkjend som støttekontakt", "Dette skjer vidare"),
        ("Oppmoding om politiattest", "ikkje vere eldre enn tre månader"),
        ("Teieplikterklæring", "omsorgstenestelova § 12-1", "straffelova §§ 209"),
        ("Oppdragsavtale", "Oppdragstakar", "16 timar i månaden", "14 dagars varsel"),
        ("Du kan byrje som støttekontakt", CLIENT, "seinast 5. januar 2027"),
        ("Du får støttekontakt", MARIA.name, "frå 7. desember 2026"),
    ),
}


@pytest.mark.parametrize("language", Language)
def test_from_applicant_to_active_support_contact(worker, language):
    prepares(worker, asks_for_a_course)
    prepares(worker, a_client_with_decision, CLIENT, language=language)
    named = []
    applies(worker, language)
    named += is_met(worker)
    named += is_approved(worker)
    shows_her_certificate(worker)
    named += signs_declaration(worker)
    takes_the_course(worker)
    gets_somebody_to_help(worker)
    named += gets_everything_in_one_pile(worker)
    signs_the_agreement(worker)
    named += starts(worker)
    the_papers_say_what_they_must(worker, language)
    the_police_are_told_what_they_need_and_no_more(worker, language)
    nothing_of_the_certificate_is_kept(worker)
    nobody_is_named_outside(worker, named)


def asks_for_a_course(session):
    set_case_rule(session, SetRule(CaseRule.CONTACT_COURSE, date(2026, 1, 1), 1))


def applies(worker, language):
    worker.comes_to_work(APPLIED)
    new_applicant(worker, MARIA, language)
    call_references(worker, MARIA, "Rolig og pålitelig.")


def is_met(worker):
    agree_interview(worker, MARIA, MET, "1030", "Bekkefaret 13")
    form = next_step(
        worker, MARIA, "Samtale", "Lag innkalling", "Innkalling til samtale"
    )
    assert worker.stands(form, "Dag") == "20.11.2026"
    named = prints(worker, form, "Innkalling til samtale")
    worker.comes_to_work(MET)
    hold_interview(worker, MARIA, TALKED)
    return [named]


def is_approved(worker):
    approve(worker, MARIA)
    opens_card(worker, MARIA)
    told = "Lag brev: Søkeren har ikke fått brev om at hun eller han er godkjent."
    form = begins_by_keys(worker, told, "Godkjent som støttekontakt")
    yes = prints(worker, form, "Godkjent som støttekontakt")
    asked = "Anmodning om politiattest"
    form = next_step(worker, MARIA, "Politiattest", f"Lag {asked.lower()}", asked)
    return [yes, prints(worker, form, asked)]


def shows_her_certificate(worker):
    """One too old is refused by the field; the right one is shredded with one key."""
    worker.comes_to_work(SHOWN)
    form = next_step(worker, MARIA, "Politiattest", REGISTER, REGISTER)
    worker.reads("politiregisterloven § 47", where=form)
    fills(worker, form, {"Utstedt": typed(TOO_OLD), "Resultat": "Godtatt"})
    worker.desk.key("Ctrl+S", form)
    worker.reads(
        "Attesten er eldre enn tre måneder. Vises den 1. desember 2026, må den være "
        "utstedt 1. september 2026 eller senere.",
        where=form,
    )
    assert worker.stands(form, "Utstedt") == "31.08.2026"
    fills(worker, form, {"Utstedt": "251126"})
    worker.saves(form)
    shred(worker)


def signs_declaration(worker):
    """Explained first: signed before that is refused, and nothing typed is lost."""
    opens_card(worker, MARIA)
    named = posts(
        worker,
        begins_by_keys(worker, "Skriv ut taushetserklæring", "Taushetserklæring "),
    )
    step = "Taushetserklæring"
    form = next_step(worker, MARIA, step, f"Registrer {step.lower()}", step)
    fills(worker, form, {"Underskrevet": "301126"})
    worker.desk.key("Ctrl+S", form)
    worker.reads("Erklæringen er underskrevet før den ble forklart.", where=form)
    assert worker.stands(form, "Forklart") == "01.12.2026"
    fills(worker, form, {"Underskrevet": "i dag"})
    worker.saves(form)
    return [named]


def takes_the_course(worker):
    note_course(worker, MARIA, "E-læring for støttekontakter")
    on_the_board(worker, MARIA, "Klar")
    worker.reads("Alt er i orden.")


def gets_somebody_to_help(worker):
    """The gate tells what is missing, and its buttons lead to where it is mended."""
    command(worker, "Nytt oppdrag")
    form = worker.opened("Nytt oppdrag")
    picks(worker, form, {"Bruker": CLIENT, "Støttekontakt": MARIA.name})
    fills(worker, form, {"Fra og med": typed(BEGINS), "Timer": "16"})
    worker.saves(form)
    worker.reads("Oppdraget kan ikke starte", "3 av 11 krav må ordnes først")
    form = begins_by_keys(
        worker, "Rediger støttekontakt: Kontonummer", "Rediger støttekontakt"
    )
    fills(worker, form, {"Ansattnummer": "10483", "Kontonummer": "86011117947"})
    worker.saves(form)
    worker.reads("1 av 11 krav må ordnes først")
    assert not person.button(worker.window, "Start oppdrag").isEnabled()


def gets_everything_in_one_pile(worker):
    opens_card(worker, MARIA)
    chooses_by_keys(worker, "Brev", "Velkomstpakke")
    return [posts(worker, worker.opened("Velkomstpakke"))]


def signs_the_agreement(worker):
    worker.goes_to("Oppdrag")
    form = begins_by_keys(worker, "Registrer signert: Oppdragsavtale", "Oppdragsavtale")
    worker.saves(form)
    worker.reads("Klart til å starte")


def starts(worker):
    form = begins_by_keys(worker, "Start oppdrag", "Start oppdrag")
    fills(worker, form, {"Oppstartsbrev til støttekontakten": "x"})  # it is sent
    worker.saves(form)
    named = posts(worker, worker.opened("Brev om oppdraget"))
    opens_card(worker, MARIA)
    worker.reads("Aktiv")
    worker.reads_not("Steg ", "Mangler")
    return [named]


def the_papers_say_what_they_must(worker, language):
    """All are sent, and nothing in them is of the other language."""
    papers = worker.papers()
    for paper, told in zip(papers, TOLD[language], strict=True):
        assert [each for each in told if each not in paper.text] == [], paper.text
        assert strangers(language, paper.text) == []
        assert paper.printed_on is not None
        assert paper.mailed_on is not None
    agreement = papers[4].text
    assert "ÅØ (O-1)" in agreement  # whoever finds it does not learn whom it is about
    assert CLIENT not in agreement


def the_police_are_told_what_they_need_and_no_more(worker, language):
    """The fields of the office's own form (domain reference, 2.2), each once."""
    found = spoken(worker.papers()[2].data)
    texts = [text for _role, text in found]
    begins = texts.index(next(iter(PURPOSE[language])))
    purpose = texts.index("Formål")
    cells = texts[begins:purpose]
    told = dict(zip(cells[::2], cells[1::2], strict=True))
    told |= {"Formål": texts[purpose + 1]}
    told["Fødselsnummer"] = told["Fødselsnummer"].replace(" ", "")
    assert told == PURPOSE[language]
    assert not {*MARIA.references[0], *MARIA.references[1], CLIENT} & {*texts}


def nothing_of_the_certificate_is_kept(worker):
    """Days, a result, and what became of the paper: there is no more to read."""

    def _read(session):
        row = session.scalars(select(PoliceCertificate)).one()
        return {each.name: getattr(row, each.name) for each in row.__table__.columns}

    row = worker.window.workspace.read(_read)
    for column in ("number", "contact_number", "version", "changed_at", "changed_by"):
        del row[column]
    assert row == {
        "basis": CertificateBasis.HEALTH,
        "requested_on": MET,
        "issued_on": date(2026, 11, 25),
        "seen_on": SHOWN,
        "seen_by": 1,
        "result": CertificateResult.ACCEPTED,
        "disposed_on": SHOWN,
        "disposal": CertificateEnd.SHREDDED,
    }


def nobody_is_named_outside(worker, named):
    """Not in names of files and windows, in what files say of themselves, or logs."""
    words = {
        *MARIA.name.split(),
        *CLIENT.split(),
        MARIA.national_id,
        "Bernt",
        "Gro Lie",
    }
    told = [*named, *worker.titles, written_log()]
    for each in worker.papers():
        reader = PdfReader(BytesIO(each.data))
        archived = reader.trailer["/Root"]["/Metadata"].get_data().decode()
        told += [str(dict(reader.metadata)), archived]
    assert [(word, text) for word in words for text in told if word in text] == []
