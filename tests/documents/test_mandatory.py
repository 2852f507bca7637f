"""What every decision must tell: each kind, in both languages, under both acts.

Read back from the finished PDF. Source: the table of mandatory elements in the domain
reference, 1.4: forvaltningsloven §§ 23, 25, 27, 36 and 42; the act of 2025 §§ 57, 59
and 71; pasient- og brukerrettighetsloven §§ 3-1 and 7-2 to 7-5; eForvaltnings-
forskriften § 11.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from stkdesk.documents.print_file import build
from stkdesk.domain.decision import ChangeBasis, DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion
from tests.documents.decisions import BEFORE, decision_of
from tests.documents.reading import text_of
from tests.documents.samples import NB, NN, OFFICE

K, OLD, NEW = DecisionKind, LawVersion.ACT_1967, LawVersion.ACT_2025
EVERY = tuple(K)
GRANTS = tuple(kind for kind in K if kind.grants)
LESS = (K.CHANGED, K.ENDED)


@cache
def text(kind, language, act, **changes):
    return said(decision_of(kind, language, act))


def said(content):
    """Return what is printed, with every space and line break as one space."""
    return re.sub(r"[\s\u00a0]+", " ", text_of(build(content)))


#: Kinds, then what is said in bokmål and in nynorsk; {law} is the forvaltningslov.
ELEMENTS = {
    "the party": (EVERY, "Åse Bjørnsdatter Ødegård, født", "Ødegård, fødd"),
    "the day": (EVERY, "9. mars 2026", "9. mars 2026"),
    "who decides": (EVERY, "Fjordvik kommune Tjenestekontoret", "Tjenestekontoret"),
    "the reference": (EVERY, "2026/1187", "2026/1187"),
    "the rules": (EVERY, "tjenesteloven § 3-2 første", "tenestelova § 3-2 første"),
    "what the rules say": (EVERY, "kommunen skal tilby", "kommunen skal tilby"),
    "the facts": (EVERY, "Opplysninger i saken Fakta A1.", "i saka Fakta A1."),
    "the reasons": (EVERY, "Begrunnelse Grunn A1.", "Grunngiving Grunn A1."),
    "their own view": (EVERY, "Hva du mener Ynskje A1.", "Kva du meiner Ynskje A1."),
    "the right to appeal": (EVERY, "Du kan klage på", "Du kan klage på"),
    "four weeks": (EVERY, "er fire uker fra du mottok", "er fire veker frå du fekk"),
    "who decides an appeal": (
        EVERY,
        "Statsforvalteren i Rog",
        "Statsforvaltaren i Rog",
    ),
    "where to send it": (EVERY, "Send klagen til oss: Fjord", "Send klaga til oss: Fj"),
    "how to appeal": (EVERY, "skriftlig og underskrevet", "skriftleg og underskriven"),
    "the rule of appeals": (EVERY, "§§ 7-2, 7-3 og 7-5", "§§ 7-2, 7-3 og 7-5"),
    "no electronic appeal": (EVERY, "ikke klage på e-post", "ikkje klage på e-post"),
    "the documents": (EVERY, "rett til å se dokumentene", "rett til å sjå dokumenta"),
    "guidance": (EVERY, "hjelp til å skrive klagen", "hjelp til å skrive klaga"),
    "costs": (EVERY, "nødvendige utgifter til kl", "nødvendige utgifter til kl"),
    "who to ask": (EVERY, "Ring saksbehandleren", "Ring sakshandsamaren"),
    "hours": (GRANTS, " timer i uken", " timar i veka"),
    "from when": (GRANTS, "1. april 2026 – ", "1. april 2026 – "),
    "organisation": (GRANTS, "Individuell støttekontakt", "Individuell støttekontakt"),
    "the goal": (GRANTS, "Målet med tjenesten Plan A1.", "Målet med tenesta Plan A1."),
    "own payment": (GRANTS, "Egenbetaling Ingen.", "Eigenbetaling Inga."),
    "who follows up": (GRANTS, "Bo og habilitering følger", "Bo og habilitering følgj"),
    "while nobody is found": ((K.GRANTED, K.PARTLY), "Mens du venter", "Medan du vent"),
    "all is granted": ((K.GRANTED,), "innvilget søknaden din av", "innvilga søknaden"),
    "what was applied for": ((K.PARTLY,), "søkte om 10 timer", "søkte om 10 timar"),
    "why not the rest": ((K.PARTLY,), "alt du søkte om Rest", "alt du søkte om Rest"),
    "the refusal": ((K.REFUSED,), "avslått søknaden din om", "avslått søknaden din om"),
    "what is not met": ((K.REFUSED,), "ikke er oppfylt Kravet", "er oppfylt Kravet"),
    "other offers": ((K.REFUSED,), "om andre tilbud", "om andre tilbod"),
    "old and new": (
        (K.CHANGED,),
        "Fra 1. april 2026 får du støttekontakt 2,5 timer i uken i stedet for 4 timer",
        "Frå 1. april 2026 får du støttekontakt 2,5 timar i veka i staden for 4 timar",
    ),
    "old hours": ((K.CHANGED,), "Før: 4 timer i uken", "Før: 4 timar i veka"),
    "old frame": ((K.CHANGED,), "Før: Inntil kr 300", "Før: Inntil kr 300"),
    "why it may be changed": (LESS, "Vi kan endre vedtaket", "Vi kan endre vedtaket"),
    "the advance notice": (LESS, "sendte deg forhåndsvarsel", "deg førehandsvarsel"),
    "a delay": (LESS, "Utsatt iverksetting Vedtak", "Utsett iverksetjing Vedtak"),
    "the end": ((K.ENDED,), "opphører 1. april 2026", "tek slutt 1. april 2026"),
    "the last day": ((K.ENDED,), "Siste dag 31. mars", "Siste dag 31. mars"),
    "no treatment": ((K.DISMISSED,), "avvist klagen din", "avvist klaga di"),
    "the complaint": ((K.DISMISSED, K.REVERSED), "Klagen kom inn", "Klaga kom inn"),
    "which decision": (
        (K.CHANGED, K.ENDED, K.DISMISSED, K.REVERSED),
        "2026/11-4 av 12. januar 2026",
        "2026/11-4 frå 12. januar 2026",
    ),
    "the reversal": ((K.REVERSED,), "Vi har endret vedtaket", "Vi har endra vedtaket"),
    "the claim for costs": ((K.REVERSED,), "innen tre uker etter", "innan tre veker"),
}


def _of(element, kind):
    kinds, bokmal, nynorsk = ELEMENTS[element]
    return {NB: bokmal, NN: nynorsk}, kind in kinds


@pytest.mark.parametrize("act", LawVersion)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", K)
def test_every_mandatory_element_is_printed(kind, language, act):
    printed = text(kind, language, act)
    missing = [
        name
        for name, (kinds, bokmal, nynorsk) in ELEMENTS.items()
        if kind in kinds and (bokmal if language is NB else nynorsk) not in printed
    ]
    assert missing == []


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
    assert "7-6" not in printed
    assert "§ 29" not in printed


@pytest.mark.parametrize(
    ("act", "cited"),
    [
        (OLD, ["§§ 23 til 25 og 27", "§§ 18 og 19", "§ 11)", "§ 36)"]),
        (NEW, ["§§ 57 og 59", "§ 59"]),
    ],
)
@pytest.mark.parametrize("kind", K)
def test_the_act_in_force_is_cited_and_no_other(kind, act, cited):
    printed = text(kind, NB, act)
    other = ["§§ 57 og 59"] if act is OLD else ["§§ 23 til 25", "§ 36", "§ 16"]
    assert [one for one in cited if one not in printed] == []
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
