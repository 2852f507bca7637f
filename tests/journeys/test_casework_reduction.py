"""Fewer hours than before: the party is warned, heard, and told why.

Somebody has a decision in force. The form will not let it be changed to her detriment
before she has been warned and has had her say; or the office has chosen why she is not
warned; or it is what she wants herself. The old decision is never touched.
"""

from datetime import date

import pytest

from stkdesk.domain.decision import (
    ChangeBasis,
    DecisionDraft,
    DecisionKind,
    NoticeException,
)
from stkdesk.domain.journal import DocumentKind, EntryKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.services.decisions import open_decision, register_decision
from stkdesk.services.issuing import issue_decision
from stkdesk.storage.opening import open_register
from tests import builders as make
from tests import person
from tests.conftest import PASSWORD
from tests.journeys.casework import tells
from tests.journeys.incoming import a_scan, attaches, grants, sees

CLIENT = "Åse Ødegård"
LETTER = "Åse Ødegård, Fjordgata 1, 6509 Byen"
NB, NN = Language.BOKMAL, Language.NYNORSK
GRANTED, TODAY = date(2026, 6, 1), date(2026, 11, 16)
HEARD, DECIDED = date(2026, 11, 25), date(2026, 12, 1)


OLD_FACTS = {NB: "Du bor alene.", NN: "Du bur åleine."}
OLD_GROUNDS = {NB: "Du trenger følge ut.", NN: "Du treng følgje ut."}
BASIS = {
    NB: "helse- og omsorgstjenesteloven § 3-2",
    NN: "helse- og omsorgstenestelova § 3-2",
}
GOAL = {NB: "Å komme ut hver uke.", NN: "Å kome ut kvar veke."}
WHY = {
    NB: "Du har begynt på dagsenter tre dager i uken.",
    NN: "Du har byrja på dagsenter tre dagar i veka.",
}
FACTS = {
    NB: "Dagsenteret har åpent mandag, onsdag og fredag.",
    NN: "Dagsenteret har ope måndag, onsdag og fredag.",
}
VIEW = {
    NB: "Du skriver at du vil beholde timene i helgene.",
    NN: "Du skriv at du vil halde på timane i helgene.",
}
GROUNDS = {
    NB: "Tre timer i uken dekker helgene, slik du ba om.",
    NN: "Tre timar i veka dekkjer helgene, slik du bad om.",
}
WISH = {
    NB: "Du har fått ny jobb og bedt om færre timer.",
    NN: "Du har fått ny jobb og bede om færre timar.",
}
KNOWN = NoticeException.KNOWS_ALREADY.label
FROM_DECISION = ChangeBasis.FROM_DECISION.label
WARN = (
    "Vedtaket gir brukeren mindre enn før. Send forhåndsvarsel, eller velg hvorfor det "
    "ikke trengs."
)
WAIT = "Svarfristen i forhåndsvarselet er 30.11.2026."


@pytest.fixture
def in_force(worker, register_file, language):
    """Six hours a week until the end of next May."""
    database = open_register(register_file, PASSWORD)
    with database.transaction() as session:
        client = make.a_client(
            session,
            CLIENT,
            language=language,
            person={"birth_date": date(1988, 2, 1)},
        )
        draft = DecisionDraft(
            client_number=client,
            kind=DecisionKind.GRANTED,
            decided_on=GRANTED,
            valid_from=GRANTED,
            valid_to=date(2027, 5, 31),
            items=make.individual(360),
            facts=OLD_FACTS[language],
            grounds=OLD_GROUNDS[language],
            goal=GOAL[language],
            legal_basis=BASIS[language],
        )
        number = register_decision(session, draft)
        version = open_decision(session, number).version
        issue_decision(session, number, version, today=GRANTED)
    database.close()
    return number


@pytest.mark.parametrize("language", Language)
def test_fewer_hours_after_a_warning(worker, in_force, language, tmp_path):
    old = the_first_letter(worker)
    is_told_what_is_missing(worker)
    warns(worker, language)
    must_wait_for_an_answer(worker)
    registers_what_she_says(worker, a_scan(tmp_path, "Uttalelse"))
    gives_fewer_hours(worker, language)
    has_three_hours_from_the_new_year(worker)
    the_journal_has_it_all(worker)
    assert worker.papers()[0] == old
    the_letters_tell_what_they_must(worker, language)


def the_first_letter(worker):
    worker.comes_to_work(TODAY)
    return worker.papers()[0]


def is_told_what_is_missing(worker):
    worker.opens_case(CLIENT)
    worker.reads("6 timer per uke")
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Endring")
    grants(worker, form, "3")
    worker.reads(WARN, "forvaltningsloven § 16; 2025: § 42", where=form)
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    worker.press(f"Lag forhåndsvarsel: {WARN}", form)
    worker.gone(form)


def warns(worker, language):
    form = worker.opened("Forhåndsvarsel")
    assert worker.stands(form, "Vedtaket i dag er fra") == "01.06.2026"
    assert worker.stands(form, "Timer i dag") == "6"
    assert worker.stands(form, "Endring fra") == "01.12.2026"
    assert worker.stands(form, "Timer vi vurderer") == "3"
    told = {
        "Endring fra": "010127",
        "Hvorfor vi vurderer dette": WHY[language],
        "Opplysninger vi bygger på": FACTS[language],
    }
    worker.writes(form, told)
    worker.posts(worker.finishes(form, "Forhåndsvarsel", LETTER))


def must_wait_for_an_answer(worker):
    """The draft waits on the card; so does the gate."""
    worker.comes_to_work(HEARD)
    worker.opens_case(CLIENT)
    form = worker.begins("3 timer per uke, ikke ferdig, Kladd", "Vedtak")
    worker.reads(WAIT, where=form)
    worker.press("Avbryt", form)
    worker.gone(form)


def registers_what_she_says(worker, file):
    form = worker.begins("Registrer dokument", "Nytt dokument")
    assert worker.stands(form, "Dokumenttype") == "Uttalelse eller opplysninger"
    assert worker.stands(form, "Avsender") == CLIENT
    told = {"Tittel": "Uttalelse til forhåndsvarselet", "Datert": "231126"}
    worker.writes(form, told)
    attaches(worker, form, file)
    worker.saves(form)
    worker.reads("Uttalelse til forhåndsvarselet")


def gives_fewer_hours(worker, language):
    """When the time she was given is over, the first page asks to go on."""
    worker.comes_to_work(DECIDED)
    duty = f"Fristen for å uttale seg er ute: {CLIENT}"
    worker.reads(duty)
    form = worker.begins(f"Fortsett vedtaket: {duty}", "Vedtak")
    assert worker.stands(form, "Vedtaksdato") == "01.12.2026"
    worker.reads("I dag. I kladden sto 16.11.2026.", where=form)
    worker.reads("og uttalelsen er journalført", where=form)
    told = {
        "Gjelder fra": "010127",
        "Opplysninger vedtaket bygger på": FACTS[language],
        "Hva brukeren selv mener": VIEW[language],
        "Begrunnelse": GROUNDS[language],
    }
    worker.writes(form, told)
    person.choose(form, "Grunnlag for endringen", FROM_DECISION)
    worker.posts(worker.approves(form, LETTER))
    worker.goes_to("I dag")
    worker.reads_not(duty)
    worker.opens_case(CLIENT)


def has_three_hours_from_the_new_year(worker):
    """Six until the day before; the old decision ends where the new begins."""
    worker.opens_case(CLIENT)
    sees(worker, "6 timer per uke, 2026/1-1 · til 31.12.2026, Gjelder")
    sees(worker, "3 timer per uke, 2026/1-4 · til 31.05.2027, Kommer")
    worker.comes_to_work(date(2027, 1, 4))
    worker.opens_case(CLIENT)
    sees(worker, "3 timer per uke, 2026/1-4 · til 31.05.2027, Gjelder")


def the_journal_has_it_all(worker):
    first, notice, statement, changed = worker.entries()
    assert [e.row.reference for e in worker.entries()] == [
        f"2026/1-{serial}" for serial in range(1, 5)
    ]
    assert first.row.document is changed.row.document is DocumentKind.DECISION
    assert notice.row.document is DocumentKind.LETTER
    assert statement.row.kind is EntryKind.INCOMING
    assert statement.row.document is DocumentKind.STATEMENT
    assert statement.row.received_on == HEARD
    assert [each.name for each in statement.row.parties] == [CLIENT]
    assert [each.title for each in statement.attachments] == ["Uttalelse"]
    assert changed.row.document_on == changed.row.sent_on == DECIDED


def the_letters_tell_what_they_must(worker, language):
    _first, notice, changed = worker.papers()
    told = {
        "party": CLIENT,
        "earlier": "2026/1-1",
        "earlier_day": "1. juni 2026",
        "was": "6",
        "hours": "3",
    }
    warned = {
        "day": "16. november 2026",
        "reference": "2026/1-2",
        "reason": WHY[language],
        "deadline": "30. november 2026",
    }
    tells(notice, LetterKind.ADVANCE_NOTICE, language, told | warned)
    told |= told_of(language, FACTS, VIEW, GROUNDS)
    told |= {"day": "1. desember 2026", "reference": "2026/1-4"}
    tells(changed, DecisionKind.CHANGED, language, told)


def told_of(language, facts, view, grounds):
    return {
        "facts": facts[language],
        "view": view[language],
        "grounds": grounds[language],
        "goal": GOAL[language],
        "start": "1. januar 2027",
        "organised": "Individuell støttekontakt",
    }


@pytest.mark.parametrize("language", Language)
def test_fewer_hours_where_no_warning_is_needed(worker, in_force, language):
    """She has had her say already: the office chooses why, and answers for it."""
    old = the_first_letter(worker)
    form = begins_to_change(worker)
    person.choose(form, "Grunnlag for endringen", FROM_DECISION)
    writes_why(worker, form, language, GROUNDS)
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    person.choose(form, "Når forhåndsvarsel ikke sendes", KNOWN)
    worker.reads_not(WARN, where=form)
    worker.posts(worker.approves(form, LETTER))
    kept, changed = worker.papers()
    assert kept == old
    told = changed_today(language, GROUNDS)
    not_warned = ("the advance notice",)
    tells(changed, DecisionKind.CHANGED, language, told, without=not_warned)
    assert {NB: "forhåndsvarsel", NN: "førehandsvarsel"}[language] not in changed.text


@pytest.mark.parametrize("language", Language)
def test_fewer_hours_because_she_asks_for_it(worker, in_force, language):
    """Neither warning nor a basis is asked for, and nothing is to be put off."""
    old = the_first_letter(worker)
    form = begins_to_change(worker)
    worker.ticks(form, "Brukeren har selv bedt om det")
    worker.reads(
        "Brukeren har selv bedt om det. Forhåndsvarsel trengs ikke.", where=form
    )
    worker.reads_not(WARN, "Grunnlag for endringen", where=form)
    writes_why(worker, form, language, WISH)
    worker.posts(worker.approves(form, LETTER))
    kept, changed = worker.papers()
    assert kept == old
    told = changed_today(language, WISH)
    own = ("the advance notice", "a delay", "why it may be changed")
    tells(changed, DecisionKind.CHANGED, language, told, without=own)
    assert {NB: "selv har bedt om det", NN: "sjølv har bede om det"}[
        language
    ] in changed.text


def begins_to_change(worker):
    worker.opens_case(CLIENT)
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Endring")
    grants(worker, form, "3")
    worker.reads(WARN, where=form)
    return form


def writes_why(worker, form, language, grounds):
    told = {
        "Gjelder fra": "010127",
        "Opplysninger vedtaket bygger på": FACTS[language],
        "Hva brukeren selv mener": VIEW[language],
        "Begrunnelse": grounds[language],
    }
    worker.writes(form, told)


def changed_today(language, grounds):
    return told_of(language, FACTS, VIEW, grounds) | {
        "party": CLIENT,
        "day": "16. november 2026",
        "reference": "2026/1-2",
        "earlier": "2026/1-1",
        "earlier_day": "1. juni 2026",
        "was": "6",
        "hours": "3",
    }
