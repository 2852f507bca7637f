"""Every decision and letter tells what it must, read back from the finished PDF."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from stkdesk.documents.print_file import build
from stkdesk.domain.decision import ChangeBasis, DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion
from tests.documents import letter_samples
from tests.documents.decisions import BEFORE, decision_of
from tests.documents.mandatory import (
    CITED,
    LESS,
    NEW,
    OLD,
    lacking,
    plain,
    wrong_limits,
)
from tests.documents.reading import text_of
from tests.documents.samples import CLIENT, NB, NN, OFFICE

K = DecisionKind


@cache
def text(kind, language, act, **changes):
    return said(decision_of(kind, language, act))


def said(content):
    """Return what is printed, with every space and line break as one space."""
    return plain(text_of(build(content)))


#: What the decisions of the tests tell, and so must be read in them.
TOLD = {
    "party": "Åse Bjørnsdatter Ødegård",
    "day": "9. mars 2026",
    "office": "Fjordvik kommune",
    "unit": "Tjenestekontoret",
    "running": "Bo og habilitering",
    "county": "Rogaland",
    "reference": "2026/1187",
    "facts": "Fakta A1.",
    "grounds": "Grunn A1.",
    "view": "Ynskje A1.",
    "goal": "Plan A1.",
    "organised": "Individuell støttekontakt",
    "start": "1. april 2026",
    "last": "31. mars",
    "was": "4",
    "applied": "10",
    "complained": "",
    "earlier": "2026/11-4",
    "earlier_day": "12. januar 2026",
}
HOURS = {K.CHANGED: "2,5"}
REFUSED = {K.PARTLY: "Rest A1.", K.REFUSED: "Kravet A1."}


IN_LETTERS = TOLD | {
    "day": "23. november 2026",
    "reference": "2026/14-5",
    "received": "2. november 2026",
    "reason": "Grunn A1.",
    "was": "6",
    "hours": "3",
    "deadline": "7. desember 2026",
    "rule": "Regel B2.",
    "earlier_day": "5. oktober 2026",
    "argument": "Argument A1.",
    "answer": "Svar A1.",
}


def told_of(kind):
    return TOLD | {"hours": HOURS.get(kind, ""), "refused": REFUSED.get(kind, "")}


@pytest.mark.parametrize("act", LawVersion)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", K)
def test_every_mandatory_element_is_printed(kind, language, act):
    printed = text(kind, language, act)
    assert lacking(printed, kind, language, act, told_of(kind)) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
def test_every_mandatory_element_of_the_other_letters_is_printed(kind, language):
    letter = letter_samples.a_letter(kind, OFFICE, CLIENT, language)
    assert lacking(said(letter), kind, language, OLD, IN_LETTERS) == []


def test_an_element_that_is_gone_is_missed():
    printed = text(K.PARTLY, NB, OLD).replace("Rest A1.", "")
    [missed] = lacking(printed, K.PARTLY, NB, OLD, told_of(K.PARTLY))
    assert missed.startswith("why not the rest")


@pytest.mark.parametrize("language", Language)
def test_what_was_granted_before_is_told_with_its_frame(language):
    before = {NB: "Før: Inntil kr 300", NN: "Før: Inntil kr 300"}[language]
    assert before in text(K.CHANGED, language, OLD)


@pytest.mark.parametrize("act", LawVersion)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", K)
def test_three_weeks_are_never_for_an_appeal_and_never_by_seven_six(
    kind, language, act
):
    printed = text(kind, language, act)
    weeks = re.findall(r"\b(\w+) (?:uker|veker)\b", printed)
    assert set(weeks) <= {"fire", "tre"}
    assert weeks.count("tre") == (1 if kind is K.REVERSED else 0)
    if kind is K.REVERSED:
        assert re.search(r"kravet til oss inna?e?n tre", printed)
    assert wrong_limits(printed, costs=kind is K.REVERSED) == []


@pytest.mark.parametrize("act", LawVersion)
@pytest.mark.parametrize("kind", K)
def test_the_act_in_force_is_cited_and_no_other(kind, act):
    printed = text(kind, NB, act)
    other = ["§§ 57 og 59"] if act is OLD else ["§§ 23 til 25", "§ 36", "§ 16"]
    assert [one for one in CITED[act] if one not in printed] == []
    assert [one for one in other if one in printed] == []
    if kind in LESS:
        assert ("forvaltningsloven § 35" in printed) is (act is OLD)
        assert ("forvaltningsloven § 71" in printed) is (act is NEW)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", K)
def test_the_act_of_2025_wants_names_and_more_rights_told(kind, language):
    old, new = text(kind, language, OLD), text(kind, language, NEW)
    responsible = {NB: "ansvarlig for vedtaket", NN: "ansvarleg for vedtaket"}[language]
    assert f"Marit Hægstad er {responsible}" in new
    assert responsible not in old
    for bokmal, nynorsk in (
        ("veilede deg", "rettleie deg"),
        ("Vilkårene for å få dekket sakskostnader", "Vilkåra for å få dekt"),
        ("fri rettshjelp", "fri rettshjelp"),
        ("reise søksmål", "reise søksmål"),
        ("utsatt iverksetting" if kind not in LESS else "avgjort", "avgjord"),
    ):
        assert (bokmal if language is NB else nynorsk).casefold() in new.casefold()


@pytest.mark.parametrize("language", Language)
def test_a_full_grant_without_reasons_tells_how_to_get_them(language):
    silent = decision_of(K.GRANTED, language, grounds="", no_grounds=True)
    wanted = {
        NB: "Du kan kreve å få en begrunnelse (forvaltningsloven § 24)",
        NN: "Du kan krevje å få ei grunngiving (forvaltningslova § 24)",
    }
    assert wanted[language] in said(silent)
    assert wanted[language] not in text(K.GRANTED, language, OLD)


@pytest.mark.parametrize("language", Language)
def test_where_to_complain_electronically_is_told_when_there_is_such_a_place(language):
    office = replace(OFFICE, electronic_appeal="fjordvik.example/klage")
    printed = said(decision_of(K.REFUSED, language, sender=office))
    assert "elektronisk: fjordvik.example/klage" in printed
    assert {NB: "får en bekreftelse", NN: "får ei stadfesting"}[language] in printed
    assert "e-post" not in printed.partition("Innsyn i")[0]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("basis", ChangeBasis)
def test_every_ground_for_a_change_is_told_with_its_rule(language, basis):
    printed = said(decision_of(K.CHANGED, language, change_basis=basis))
    rule = {NB: "(forvaltningsloven § 35)", NN: "(forvaltningslova § 35)"}[language]
    assert rule in printed


@pytest.mark.parametrize("language", Language)
def test_who_asked_for_the_end_is_told_so_and_needs_no_delay(language):
    wish = {"is_own_wish": True, "may_wait": False, "noticed_on": None}
    printed = said(decision_of(K.ENDED, language, **wish))
    assert {NB: "Du har bedt om at", NN: "Du har bede om at"}[language] in printed
    assert {NB: "Utsatt iver", NN: "Utsett iver"}[language] not in printed


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("act", LawVersion)
def test_a_correction_says_what_it_corrects_and_what_was_wrong(language, act):
    right = {"corrected": BEFORE, "correction": "Timane var 4, dei er 5,5."}
    printed = said(decision_of(K.GRANTED, language, act, **right))
    assert {NB: "Rettet vedtak", NN: "Retta vedtak"}[language] in printed
    assert "2026/11-4" in printed
    assert "Timane var 4, dei er 5,5." in printed
    assert ("§ 70" in printed) is (act is NEW)


def test_several_solutions_have_their_hours_each():
    printed = text(K.GRANTED, NB, OLD)
    assert "5,5 timer i uken" in printed
    assert "Individuell støttekontakt: 4 timer i uken" in printed
    assert "Aktivitetsgruppe: 1,5 timer i uken" in printed


def test_a_copy_and_what_is_not_public_are_marked():
    copy = said(decision_of(K.GRANTED, is_copy=True))
    assert "kopi til orientering" in copy
    assert "Unntatt offentlighet" in copy
    public = said(decision_of(K.GRANTED, is_withheld=False))
    assert "Unntatt offentlighet" not in public
    assert "offentleglova" not in public


SAMI = "Áŋŋá Čáppa Đorvi Gáisi Njárga Šuoŋa Ŧuoddu Žalgai"


@pytest.mark.parametrize("kind", K)
def test_sami_names_and_thirty_thousand_signs_are_printed_whole(kind):
    long = " ".join(f"Dette er setning {n} av svært mange." for n in range(850))[
        :30_000
    ]
    content = decision_of(kind, grounds=long, client_name=SAMI, own_view=SAMI)
    printed = said(content)
    assert printed.count(SAMI) >= 2
    for number in (0, 400, 800):
        assert f"Dette er setning {number} av" in printed
    assert "Side 9 av" in printed or "Side 8 av" in printed


def test_the_deciding_unit_signs_and_the_running_unit_follows_up():
    printed = text(K.GRANTED, NB, OLD)
    assert "Klagen" in printed
    head, _, rest = printed.partition("Du får støttekontakt")
    assert "Tjenestekontoret" in head
    assert "Bo og habilitering" not in head
    assert "Bo og habilitering følger opp tjenesten." in rest


def test_the_day_is_the_one_it_was_decided():
    other = decision_of(K.REFUSED, decided_on=date(2026, 3, 5))
    assert "5. mars 2026" in said(other)
