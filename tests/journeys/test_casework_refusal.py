"""A refusal is complained about, sent on, sent back, and decided anew.

The answer takes time, so an interim reply goes first. The refusal is complained about
in time with two arguments; the office answers each and stands by it. The county
governor sends the case back, and the first page asks for a new decision.
"""

from datetime import date

import pytest

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState, PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from tests.journeys.casework import tells, typed
from tests.journeys.incoming import a_scan, answers, applies, attaches

CLIENT = "Åse Ødegård"
LETTER = "Åse Ødegård, Øvre Strandgate 14 B, 6518 Kristiansund N"
GOVERNOR = {
    Language.BOKMAL: "Statsforvalteren i Rogaland",
    Language.NYNORSK: "Statsforvaltaren i Rogaland",
}
RECEIVED = date(2026, 11, 9)
QUIET, WARNED = date(2026, 11, 27), date(2026, 11, 30)  # 21 days are the 30th
REFUSED, COMPLAINED = date(2026, 12, 14), date(2027, 1, 6)
DECIDED = date(2027, 1, 13)
ANSWERED, BACK = date(2027, 2, 25), date(2027, 3, 1)
NB, NN = Language.BOKMAL, Language.NYNORSK
WHY_LATE = {
    NB: "Vi venter på opplysninger fra fastlegen.",
    NN: "Vi ventar på opplysningar frå fastlegen.",
}
FACTS = {
    NB: "Du bor sammen med familien din og går på dagsenter.",
    NN: "Du bur saman med familien din og går på dagsenter.",
}
VIEW = {NB: "Du vil ut oftere.", NN: "Du vil ut oftare."}
GROUNDS = {
    NB: "Du har følge når du skal ut, og det er nok.",
    NN: "Du har følgje når du skal ut, og det er nok.",
}
NOT_MET = {
    NB: "Tjenesten er ikke nødvendig for deg nå.",
    NN: "Tenesta er ikkje nødvendig for deg no.",
}
ARGUMENTS = {
    NB: ("Søsteren min har flyttet.", "Dagsenteret er stengt om sommeren."),
    NN: ("Søstera mi har flytta.", "Dagsenteret er stengt om sommaren."),
}
ANSWERS = {
    NB: ("Vi visste det da vi avgjorde saken.", "Da har du andre tilbud."),
    NN: ("Vi visste det då vi avgjorde saka.", "Då har du andre tilbod."),
}
WANTS = {NB: "Fire timer i uken.", NN: "Fire timar i veka."}
STANDS = {
    NB: "Vi har vurdert saken på nytt, og kommer til det samme.",
    NN: "Vi har vurdert saka på nytt, og kjem til det same.",
}
MATTER = {
    NB: "Klageren bor sammen med familien sin.",
    NN: "Klagaren bur saman med familien sin.",
}
MEANS = {NB: "Klageren mener", NN: "Klagaren meiner"}
AGAIN = {
    NB: "Statsforvalteren ba oss vurdere saken på nytt. Du får det du søkte om.",
    NN: "Statsforvaltaren bad oss vurdere saka på nytt. Du får det du søkte om.",
}
GOAL = {NB: "Å komme ut hver uke.", NN: "Å kome ut kvar veke."}


@pytest.mark.parametrize("language", Language)
def test_from_refusal_to_new_decision(worker, language, tmp_path):
    worker.comes_to_work(date(2026, 11, 16))
    applies(worker, RECEIVED, language)
    answers_for_now_in_time(worker, language)
    refuses(worker, language)
    registers_the_complaint(worker, language, a_scan(tmp_path, "Klagebrev"))
    stands_by_the_refusal(worker, language)
    sends_it_on(worker, language)
    registers_the_answer(worker, a_scan(tmp_path, "Vedtak"))
    decides_anew(worker, language)
    tells_of_costs_and_closes(worker)
    the_journal_has_it_all(worker, language)
    the_letters_tell_what_they_must(worker, language)


def answers_for_now_in_time(worker, language):
    """Nothing is said of it before 21 days have gone, and nothing when it is sent."""
    worker.comes_to_work(QUIET)
    worker.reads(f"Kartlegging mangler: {CLIENT}")
    worker.reads_not("Foreløpig svar")
    worker.comes_to_work(WARNED)
    worker.reads(f"Foreløpig svar er ikke sendt: {CLIENT}")
    worker.reads("kan ikke vente mer enn en måned")
    duty = f"Lag foreløpig svar: Foreløpig svar er ikke sendt: {CLIENT}"
    form = worker.begins(duty, "Foreløpig svar")
    assert worker.stands(form, "Mottatt") == "09.11.2026"
    worker.writes(form, {"Hvorfor det tar lengre tid": WHY_LATE[language]})
    worker.posts(worker.finishes(form, "Foreløpig svar", LETTER))
    worker.reads_not("Foreløpig svar er ikke sendt")


def refuses(worker, language):
    worker.comes_to_work(REFUSED)
    worker.reads_not("Foreløpig svar er ikke sendt")
    worker.opens_case(CLIENT)
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Avslag")
    told = {
        "Opplysninger vedtaket bygger på": FACTS[language],
        "Hva brukeren selv mener": VIEW[language],
        "Begrunnelse": GROUNDS[language],
    }
    worker.writes(form, told)
    worker.reads("Skriv hvilket vilkår som ikke er oppfylt.", where=form)
    worker.writes(form, {"Vilkåret som ikke er oppfylt": NOT_MET[language]})
    worker.posts(worker.approves(form, LETTER))


def registers_the_complaint(worker, language, file):
    worker.comes_to_work(COMPLAINED)
    worker.opens_case(CLIENT)
    form = worker.begins("Registrer klage", "Ny klage")
    worker.writes(form, {"Mottatt": typed(COMPLAINED)})
    worker.reads("I tide · siste dag", "§ 7-5", where=form)
    worker.writes(form, {"Hva brukeren vil ha endret": WANTS[language]})
    for argument in ARGUMENTS[language]:
        worker.argues(form, argument)
    attaches(worker, form, file)
    worker.saves(form)


def stands_by_the_refusal(worker, language):
    """Each argument gets its answer; what is sent on carries them all."""
    worker.comes_to_work(DECIDED)
    duty = f"Klage til vurdering: {CLIENT}"
    worker.reads(duty)
    form = worker.begins(f"Åpne klagen: {duty}", "Klage")
    for at, answer in enumerate(ANSWERS[language], 1):
        answers(worker, form, at, answer)
    worker.writes(form, {"Vurdering på nytt": STANDS[language]})
    worker.press("Vedtaket opprettholdt", form)
    worker.reads("Send saken til Statsforvalteren.", where=form)
    worker.press("Lag oversendelse", form)
    worker.gone(form)


def sends_it_on(worker, language):
    form = worker.opened("Oversendelse")
    worker.reads("1. Klagebrev", "2. Vedtak 2026/1-3", where=form)
    told = {"Saksforholdet": MATTER[language]}
    worker.writes(form, told)
    worker.posts(worker.finishes(form, "Oversendelse", GOVERNOR[language], CLIENT))
    worker.goes_to("I dag")
    duty = f"Kopi av oversendelse: {CLIENT}"
    worker.reads(duty)
    form = worker.begins(f"Lag melding til brukeren: {duty}", "Melding")
    worker.posts(worker.finishes(form, "Melding", LETTER))
    worker.reads_not(duty)


def registers_the_answer(worker, file):
    """From the card, where the complaint lies and waits."""
    worker.comes_to_work(BACK)
    worker.opens_case(CLIENT)
    worker.reads("Hos Statsforvalteren")
    sent = "Mottatt 06.01.2027, Sendt til Statsforvalteren 13.01.2027, Åpen"
    form = worker.begins(sent, "Klage")
    worker.press("Registrer svar fra Statsforvalteren", form)
    worker.press("Opphevet og hjemvist", form)
    worker.reads("Saken er sendt tilbake.", where=form)
    worker.writes(form, {"Svaret er datert": typed(ANSWERED)})
    attaches(worker, form, file)
    worker.saves(form)


def decides_anew(worker, language):
    """The first page demands it; what was known is there already."""
    worker.goes_to("I dag")
    duty = f"Klagesak sendt tilbake: {CLIENT}"
    worker.reads(duty, "Behandle den på nytt, og fatt nytt vedtak")
    form = worker.begins(f"Lag nytt vedtak: {duty}", "Nytt vedtak")
    worker.reads("Slik blir brevet", where=form)
    assert worker.stands(form, "Klagen") == "Klage 06.01.2027 på 2026/1-3"
    assert worker.stands(form, "Søkt") == "09.11.2026"
    assert worker.stands(form, "Opplysninger vedtaket bygger på") == FACTS[language]
    assert worker.stands(form, "Begrunnelse") == ""  # what was meant before, was wrong
    told = {"Målet med tjenesten": GOAL[language], "Begrunnelse": AGAIN[language]}
    worker.writes(form, told)
    worker.posts(worker.approves(form, LETTER))
    worker.goes_to("I dag")
    worker.reads_not(duty)


def tells_of_costs_and_closes(worker):
    duty = f"Sakskostnader: {CLIENT}"
    worker.reads(duty)
    form = worker.begins(f"Lag orientering: {duty}", "Orientering")
    worker.posts(worker.finishes(form, "Orientering", LETTER))
    worker.reads_not(duty)
    duty = f"Klage som kan lukkes: {CLIENT}"
    worker.reads(duty)
    worker.press(f"Lukk klagen: {duty}")
    worker.reads_not(duty)


def the_journal_has_it_all(worker, language):
    entries = worker.entries()
    assert [each.row.reference for each in entries] == [
        f"2026/1-{serial}" for serial in range(1, 10)
    ]
    into, out = EntryKind.INCOMING, EntryKind.OUTGOING
    letter, decision = DocumentKind.LETTER, DocumentKind.DECISION
    assert [(e.row.kind, e.row.document, e.row.document_on) for e in entries] == [
        (into, DocumentKind.APPLICATION, RECEIVED),
        (out, letter, WARNED),
        (out, decision, REFUSED),
        (into, DocumentKind.COMPLAINT, COMPLAINED),
        (out, letter, DECIDED),
        (out, letter, DECIDED),
        (into, DocumentKind.GOVERNOR_DECISION, ANSWERED),
        (out, decision, BACK),
        (out, letter, BACK),
    ]
    for each in entries:
        is_out = each.row.kind is out
        wanted = EntryState.DISPATCHED if is_out else EntryState.JOURNALLED
        assert each.row.state is wanted
        assert each.officer == "Kåre Næss Sørbø"
        assert each.withheld_basis.startswith("offentleglova § 13")
    complaint, forwarding, _told, answer = entries[3:7]
    assert [each.title for each in complaint.attachments] == ["Klagebrev"]
    assert [each.title for each in answer.attachments] == ["Vedtak"]
    assert [each.name for each in answer.row.parties] == ["Statsforvalteren i Rogaland"]
    assert [(each.role, each.name) for each in forwarding.row.parties] == [
        (PartyRole.RECIPIENT, GOVERNOR[language]),
        (PartyRole.COPY, CLIENT),
    ]


def the_letters_tell_what_they_must(worker, language):
    interim, refused, sent, copy, notice, granted, costs = worker.papers()
    told = {"party": CLIENT, "county": "Rogaland"}
    told |= {"day": "30. november 2026", "reference": "2026/1-2"}
    reason = {"reason": WHY_LATE[language]}
    tells(interim, LetterKind.INTERIM_REPLY, language, told | reason)
    told |= {"day": "14. desember 2026", "reference": "2026/1-3"}
    told |= {"facts": FACTS[language], "view": VIEW[language]}
    why = {"grounds": GROUNDS[language], "refused": NOT_MET[language]}
    tells(refused, DecisionKind.REFUSED, language, told | why)
    told |= {"earlier_day": "14. desember 2026", "day": "13. januar 2027"}
    is_sent(sent, copy, language, told | {"reference": "2026/1-5"})
    told["reference"] = "2026/1-6"
    tells(notice, LetterKind.FORWARDING_NOTICE, language, told)
    told |= {"day": "1. mars 2027", "reference": "2026/1-8"}
    got = {
        "grounds": AGAIN[language],
        "goal": GOAL[language],
        "hours": "4",
        "start": "1. april 2027",
        "organised": "Individuell støttekontakt",
    }
    tells(granted, DecisionKind.GRANTED, language, told | got)
    told["reference"] = "2026/1-9"
    tells(costs, LetterKind.REVERSAL_NOTICE, language, told)


def is_sent(sent, copy, language, told):
    """To the county governor, with every argument answered; the party has a copy."""
    (first, second), (one, two) = ARGUMENTS[language], ANSWERS[language]
    told |= {"received": "6. januar 2027", "facts": MATTER[language]}
    told |= {"rule": "§ 3-2 første ledd nr. 6", "argument": first, "answer": one}
    for each in (sent, copy):
        known = ("the copy",) if each.is_copy else ()
        tells(each, LetterKind.FORWARDING, language, told, without=known)
        assert f"2. {MEANS[language]}: {second}" in each.text
        assert two in each.text
        enclosed = (
            "Vedlegg 1. Klagebrev, 6. januar 2027 2. Vedtak 2026/1-3, 14. desember"
        )
        assert enclosed in each.text
    assert (sent.recipient, copy.recipient) == (GOVERNOR[language], CLIENT)
    assert (sent.is_copy, copy.is_copy) == (False, True)
