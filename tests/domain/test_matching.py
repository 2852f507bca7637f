"""Facts about two people: each met, not met, not known or not asked for. No score."""

from dataclasses import fields, replace
from datetime import date

import pytest

from stkdesk.domain.match_facts import (
    ClientSide,
    ContactSide,
    FactKind,
    FactState,
    match_facts,
    weekdays_text,
)
from stkdesk.domain.match_hindrance import Hindrance, HindranceFacts, hindrance
from stkdesk.domain.match_wish import WishDraft, wish_problems
from stkdesk.domain.match_words import words_in
from stkdesk.domain.matching import Gender

TODAY = date(2026, 11, 22)
MET, NOT_MET = FactState.MET, FactState.NOT_MET
UNKNOWN, NOT_ASKED = FactState.UNKNOWN, FactState.NOT_ASKED
MON, TUE, WED = 1, 2, 4


def fact(kind, client=None, contact=None):
    found = match_facts(
        ClientSide(**(client or {})), ContactSide(**(contact or {})), today=TODAY
    )
    return next(each for each in found if each.kind is kind)


def w(*written):
    return words_in(", ".join(written))


@pytest.mark.parametrize(
    ("kind", "client", "contact", "state", "words"),
    [
        # Ready or not.
        (FactKind.READY, {}, {"is_ready": True, "stands": "Aktiv"}, MET, "Aktiv"),
        (FactKind.READY, {}, {"is_ready": False, "stands": "Pause"}, NOT_MET, "Pause"),
        (FactKind.READY, {}, {}, UNKNOWN, ""),
        # Where.
        (
            FactKind.AREA,
            {"areas": w("Nordlandet", "Frei")},
            {"areas": w("FREI")},
            MET,
            "FREI",
        ),
        (FactKind.AREA, {"areas": w("Frei")}, {"areas": w("Byen")}, NOT_MET, "Byen"),
        (FactKind.AREA, {"areas": w("Frei")}, {}, UNKNOWN, "ikke skrevet"),
        (FactKind.AREA, {"areas": w("Frei")}, {"place": w("Frei")}, MET, "Frei"),
        # Where one lives does not say where one would rather not help.
        (
            FactKind.AREA,
            {"areas": w("Frei")},
            {"place": w("Byen")},
            UNKNOWN,
            "bor Byen",
        ),
        (FactKind.AREA, {"place": w("Byen")}, {"place": w("Byen")}, MET, "Byen"),
        (FactKind.AREA, {"place": w("Byen")}, {"place": w("Frei")}, NOT_MET, "Frei"),
        (FactKind.AREA, {}, {"areas": w("Byen")}, UNKNOWN, "Byen"),
        # Age: both ends count.
        (FactKind.AGE, {}, {"born": date(2000, 1, 1)}, NOT_ASKED, ""),
        (FactKind.AGE, {"age_from": 26}, {"born": date(2000, 11, 22)}, MET, "innenfor"),
        (
            FactKind.AGE,
            {"age_from": 26},
            {"born": date(2000, 11, 23)},
            NOT_MET,
            "utenfor",
        ),
        (FactKind.AGE, {"age_to": 26}, {"born": date(1999, 11, 23)}, MET, "innenfor"),
        (
            FactKind.AGE,
            {"age_to": 26},
            {"born": date(1999, 11, 22)},
            NOT_MET,
            "utenfor",
        ),
        (FactKind.AGE, {"age_from": 26}, {}, UNKNOWN, "ikke registrert"),
        # Gender: never which.
        (FactKind.GENDER, {}, {"gender": Gender.MAN}, NOT_ASKED, ""),
        (
            FactKind.GENDER,
            {"gender": Gender.WOMAN},
            {"gender": Gender.WOMAN},
            MET,
            "som ønsket",
        ),
        (
            FactKind.GENDER,
            {"gender": Gender.WOMAN},
            {"gender": Gender.MAN},
            NOT_MET,
            "ikke som ønsket",
        ),
        (FactKind.GENDER, {"gender": Gender.MAN}, {}, UNKNOWN, "ikke registrert"),
        # Languages and interests, however they are written.
        (
            FactKind.LANGUAGE,
            {"languages": w("Samisk")},
            {"languages": w("norsk", "samisk")},
            MET,
            "Samisk",
        ),
        (
            FactKind.LANGUAGE,
            {"languages": w("polsk")},
            {"languages": w("norsk")},
            NOT_MET,
            "ingen felles (norsk)",
        ),
        (FactKind.LANGUAGE, {"languages": w("polsk")}, {}, UNKNOWN, "ikke skrevet"),
        (FactKind.LANGUAGE, {}, {"languages": w("norsk")}, NOT_ASKED, ""),
        (
            FactKind.INTEREST,
            {"interests": w("fotball", "fiske", "kino")},
            {"interests": w("Kino", "Fotball")},
            MET,
            "fotball, kino",
        ),
        (FactKind.INTEREST, {"interests": w("kino")}, {}, UNKNOWN, "ikke skrevet"),
        # A car: the contact's is always known.
        (FactKind.CAR, {"needs_car": True}, {"has_car": True}, MET, "har bil"),
        (FactKind.CAR, {"needs_car": True}, {}, NOT_MET, "ikke bil"),
        (FactKind.CAR, {"needs_car": False}, {}, NOT_ASKED, "ikke bil"),
        (FactKind.CAR, {}, {"has_car": True}, NOT_ASKED, "har bil"),
        # Days in common.
        (FactKind.WEEKDAYS, {"weekdays": MON | TUE}, {"weekdays": TUE}, MET, "tir"),
        (FactKind.WEEKDAYS, {"weekdays": MON}, {"weekdays": WED}, NOT_MET, "ons"),
        (FactKind.WEEKDAYS, {"weekdays": MON}, {}, UNKNOWN, "ikke skrevet"),
        (FactKind.WEEKDAYS, {}, {"weekdays": MON}, NOT_ASKED, "man"),
        # Hours left; 0 is not said.
        (FactKind.CAPACITY, {"minutes": 600}, {}, UNKNOWN, "ikke sagt"),
        (
            FactKind.CAPACITY,
            {"minutes": 600},
            {"capacity_minutes": 1200, "agreed_minutes": 600},
            MET,
            "10 t/mnd",
        ),
        (
            FactKind.CAPACITY,
            {"minutes": 600},
            {"capacity_minutes": 1200, "agreed_minutes": 660},
            NOT_MET,
            "bare 9 t/mnd",
        ),
        (
            FactKind.CAPACITY,
            {"minutes": 600},
            {"capacity_minutes": 600, "agreed_minutes": 660},
            NOT_MET,
            "ingen timer ledig",
        ),
    ],
)
def test_each_fact_has_its_states_and_its_words(kind, client, contact, state, words):
    found = fact(kind, client, contact)
    assert (found.state, found.words) == (state, words)


def test_what_is_not_known_is_never_a_no():
    everything = ClientSide(
        minutes=600,
        gender=Gender.WOMAN,
        age_from=20,
        age_to=40,
        weekdays=MON,
        languages=w("norsk"),
        interests=w("kino"),
        areas=w("Frei"),
    )
    found = match_facts(everything, ContactSide(), today=TODAY)
    assert {each.state for each in found} == {UNKNOWN, NOT_ASKED}


def test_there_is_a_fact_of_every_kind_in_order_and_nothing_is_summed():
    found = match_facts(ClientSide(), ContactSide(), today=TODAY)
    assert [each.kind for each in found] == [*FactKind]
    assert {field.name for field in fields(ClientSide)}.isdisjoint({"score", "sum"})


def test_which_gender_is_wished_for_is_never_told():
    for wished in Gender:
        for gender in (None, *Gender):
            told = fact(FactKind.GENDER, {"gender": wished}, {"gender": gender}).words
            assert all(each.label.lower() not in told.lower() for each in Gender)


def test_days_are_told_from_monday():
    assert weekdays_text(0b1000001) == "man, søn"


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (HindranceFacts(), None),
        (HindranceFacts(has_veto=True), Hindrance.VETO),
        (HindranceFacts(work_together=True), Hindrance.TOGETHER),
        (HindranceFacts(has_ended=True), Hindrance.ENDED),
        (HindranceFacts(is_same_person=True, has_ended=True), Hindrance.SAME_PERSON),
        # § 5-4 a: children and the protected group; not decided is neither yes nor no.
        (HindranceFacts(is_covered=True, is_not_accepted=True), Hindrance.EXCLUSION),
        (HindranceFacts(is_covered=True), None),
        (HindranceFacts(is_covered=False, is_not_accepted=True), None),
        (HindranceFacts(is_covered=None, is_not_accepted=True), None),
    ],
)
def test_what_can_never_be_is_told_with_one_reason(facts, found):
    assert hindrance(facts) is found


def test_every_reason_is_a_sentence_after_kan_ikke():
    for each in Hindrance:
        assert each.sentence[0].islower()
        assert not each.sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        (" , ;", {}),
        ("Fotball, å fiske", {"fotbal": "Fotball", "a fiske": "å fiske"}),
        ("kino; Kino\nfotball", {"kino": "kino", "fotbal": "fotball"}),
    ],
)
def test_words_stand_between_commas(text, found):
    assert words_in(text) == found


@pytest.mark.parametrize(
    ("ages", "field"),
    [
        ((20, 40), None),
        ((40, 40), None),
        ((41, 40), "age_to"),
        ((5, None), "age_from"),
        ((None, 130), "age_to"),
    ],
)
def test_a_wished_age_makes_sense(ages, field):
    draft = replace(WishDraft(1), age_from=ages[0], age_to=ages[1])
    assert [each.field for each in wish_problems(draft)] == ([field] if field else [])
