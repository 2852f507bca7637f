"""Duties: the day each appears, the day it turns red, and what silences it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.application import Pause
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    GovernorOutcome,
    Verdict,
)
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.duties import complaints
from stkdesk.domain.duties.applications import (
    ANSWER,
    ASSESS,
    CONFIRM,
    INFORMATION,
    INTERIM_REPLY,
    ApplicationFacts,
)
from stkdesk.domain.duties.decisions import EXPIRES, REVIEW, DecisionFacts
from stkdesk.domain.duties.hours import (
    SHEET_MISSING,
    SHEET_OVER,
    STARTS,
    HoursFacts,
    SheetFacts,
    StartFacts,
)
from stkdesk.domain.duties.letters import FINISH, GO_ON, LetterFacts, NoticeFacts
from stkdesk.domain.duties.papers import (
    HAND_OVER,
    MAIL,
    PRINT,
    RETURNED,
    PaperFacts,
)
from stkdesk.domain.duties.people import (
    ACCESS_ENDS,
    DECLARATION,
    GLASS,
    WAITS,
    AccessFacts,
    DeclarationFacts,
    GlassFacts,
    WaitFacts,
)
from stkdesk.domain.duty import Day, Urgency

USUAL = CaseRules()
LATE, SOON, NOW, LATER = Urgency.LATE, Urgency.SOON, Urgency.NOW, Urgency.LATER
MAY_4 = date(2026, 5, 4)  # a Monday
APPLIED = ApplicationFacts(MAY_4)
COMPLAINED = ComplaintCase(
    ComplaintDraft(received_on=date(2026, 6, 1)), verdict=Verdict.IN_TIME
)
BY_KEY = {duty.key.removeprefix("complaint_"): duty for duty in complaints.DUTIES}


def on(duty, facts, day, rules=USUAL):
    """Return how urgent the duty is on a day; None when there is nothing to do."""
    standing = duty.stands(facts, Day(day, rules))
    return standing and standing.urgency


def a_complaint(**fields):
    return replace(COMPLAINED, draft=replace(COMPLAINED.draft, **fields))


@pytest.mark.parametrize(
    ("duty", "facts", "appears", "calm", "red"),
    [
        (CONFIRM, APPLIED, MAY_4, NOW, date(2026, 5, 7)),
        (INTERIM_REPLY, APPLIED, date(2026, 5, 25), SOON, date(2026, 6, 4)),
        # Four weeks from 4 May; the office is reminded a week before.
        (ANSWER, APPLIED, date(2026, 5, 25), SOON, date(2026, 6, 1)),
        (ASSESS, APPLIED, date(2026, 5, 7), NOW, None),
        (
            INFORMATION,
            APPLIED._replace(pauses=(Pause(date(2026, 5, 6)),)),
            date(2026, 5, 21),
            SOON,
            None,
        ),
        (
            EXPIRES,
            DecisionFacts(valid_to=date(2026, 12, 31)),
            date(2026, 11, 1),
            SOON,
            date(2026, 12, 31),
        ),
        (
            REVIEW,
            DecisionFacts(review_on=date(2026, 12, 31)),
            date(2026, 11, 1),
            SOON,
            date(2026, 12, 31),
        ),
        (GO_ON, NoticeFacts(MAY_4), date(2026, 5, 19), SOON, None),
        (GO_ON, NoticeFacts(MAY_4, date(2026, 6, 5)), date(2026, 6, 6), SOON, None),
        (FINISH, LetterFacts("Foreløpig svar", MAY_4, ("Grunn",)), MAY_4, NOW, None),
        (PRINT, PaperFacts("Vedtak", MAY_4), MAY_4, NOW, None),
        (MAIL, PaperFacts("Brev", MAY_4, printed_on=MAY_4), MAY_4, NOW, None),
        (HAND_OVER, PaperFacts("Brev", MAY_4, by_hand=True), MAY_4, SOON, None),
        (
            RETURNED,
            PaperFacts("Brev", MAY_4, MAY_4, MAY_4, date(2026, 5, 12)),
            date(2026, 5, 12),
            SOON,
            None,
        ),
        (
            SHEET_MISSING,
            SheetFacts(date(2026, 11, 5), "2026-10", "Oppdrag O-1"),
            date(2026, 11, 6),
            None,
            date(2026, 11, 5),
        ),
        (SHEET_OVER, HoursFacts(MAY_4, 500, 360, 60, "Åse"), MAY_4, NOW, None),
        (
            STARTS,
            StartFacts(date(2026, 5, 18), "Oppdrag O-1"),
            MAY_4,
            NOW,
            date(2026, 5, 18),
        ),
        (WAITS, WaitFacts(MAY_4), MAY_4, SOON, None),
        (DECLARATION, DeclarationFacts(MAY_4), MAY_4, LATE, None),
        (
            ACCESS_ENDS,
            AccessFacts(date(2026, 6, 3)),
            MAY_4,
            SOON,
            date(2026, 6, 3),
        ),
        (GLASS, GlassFacts(MAY_4, 2), MAY_4, LATE, None),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_the_day_it_appears_and_the_day_it_turns_red(duty, facts, appears, calm, red):
    one = timedelta(days=1)
    if calm is not None:
        assert on(duty, facts, appears - one) is LATER
        assert on(duty, facts, appears) is calm
    if red is not None:
        assert on(duty, facts, red) is LATE
        assert on(duty, facts, red - one) in (calm, LATER)


@pytest.mark.parametrize(
    ("duty", "facts"),
    [
        (CONFIRM, APPLIED._replace(confirmed_on=MAY_4)),
        (CONFIRM, APPLIED._replace(interim_on=MAY_4)),
        (CONFIRM, APPLIED._replace(is_over=True)),
        (INTERIM_REPLY, APPLIED._replace(interim_on=date(2026, 5, 28))),
        (INTERIM_REPLY, APPLIED._replace(interim_is_unnecessary=True)),
        (INTERIM_REPLY, APPLIED._replace(is_over=True)),
        (INTERIM_REPLY, APPLIED._replace(pauses=(Pause(date(2026, 5, 6)),))),
        (ANSWER, APPLIED._replace(is_over=True)),
        (ANSWER, APPLIED._replace(pauses=(Pause(date(2026, 5, 6)),))),
        (INFORMATION, APPLIED),
        (
            INFORMATION,
            APPLIED._replace(pauses=(Pause(date(2026, 5, 6), date(2026, 5, 9)),)),
        ),
        (ASSESS, APPLIED._replace(assessed_on=date(2026, 1, 10))),
        (EXPIRES, DecisionFacts(MAY_4, is_followed=True)),
        (EXPIRES, DecisionFacts(review_on=MAY_4)),
        (REVIEW, DecisionFacts(review_on=MAY_4, is_followed=True)),
        (REVIEW, DecisionFacts(review_on=MAY_4, assessed_on=date(2026, 4, 20))),
        (GO_ON, NoticeFacts(MAY_4, is_followed=True)),
        (PRINT, PaperFacts("Vedtak", MAY_4, printed_on=MAY_4)),
        (PRINT, PaperFacts("Vedtak", MAY_4, by_hand=True)),
        (MAIL, PaperFacts("Vedtak", MAY_4, MAY_4, MAY_4)),
        (HAND_OVER, PaperFacts("Vedtak", MAY_4, MAY_4, MAY_4, by_hand=True)),
        (RETURNED, PaperFacts("Brev", MAY_4, returned_on=MAY_4, is_renewed=True)),
        (SHEET_MISSING, SheetFacts(MAY_4, "2026-04", "", has_come=True)),
        (SHEET_OVER, HoursFacts(MAY_4, 420, 360, 60, "Åse")),
        (SHEET_OVER, HoursFacts(MAY_4, 500, 360, 60, "Åse", is_approved=True)),
        (STARTS, StartFacts(MAY_4, "", is_planned=False)),
        (WAITS, WaitFacts(MAY_4, is_waiting=False)),
        (DECLARATION, DeclarationFacts(MAY_4, signed_on=MAY_4)),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_what_silences_it(duty, facts):
    assert duty.stands(facts, Day(date(2026, 6, 30))) is None


def test_a_pause_moves_the_interim_reply_and_the_answer():
    ten_days = (Pause(date(2026, 5, 11), date(2026, 5, 20)),)
    waited = APPLIED._replace(pauses=ten_days)
    assert on(INTERIM_REPLY, waited, date(2026, 6, 13)) is SOON
    assert on(INTERIM_REPLY, waited, date(2026, 6, 14)) is LATE
    assert on(ANSWER, waited, date(2026, 6, 10)) is SOON
    assert on(ANSWER, waited, date(2026, 6, 11)) is LATE


def test_the_office_sets_its_own_numbers():
    rules = CaseRules(((CaseRule.ANSWER_WEEKS, 8), (CaseRule.REVIEW_WARNING_DAYS, 10)))
    assert on(ANSWER, APPLIED, date(2026, 6, 1), rules) is LATER
    ends = DecisionFacts(valid_to=date(2026, 12, 31))
    assert on(EXPIRES, ends, date(2026, 12, 20), rules) is LATER
    assert on(EXPIRES, ends, date(2026, 12, 21), rules) is SOON


def test_an_assessment_older_than_a_year_is_asked_for_again():
    old = APPLIED._replace(assessed_on=date(2025, 5, 3))
    assert on(ASSESS, old, date(2026, 5, 20)) is NOW
    assert ASSESS.adds(old) == "Den forrige er fra 2025"


def test_who_has_begun_the_decision_is_led_to_it():
    assert ANSWER.helps(APPLIED).verb == "Lag vedtak"
    begun = APPLIED._replace(is_begun=True)
    assert ANSWER.helps(begun).verb == "Fortsett vedtaket"


def test_a_letter_says_what_it_lacks():
    lacks = LetterFacts("Foreløpig svar", MAY_4, ("Grunn", "Svar ventes innen"))
    assert FINISH.says(lacks) == "Brev mangler noe"
    assert FINISH.adds(lacks) == "Foreløpig svar: Grunn og 1 felt til"
    whole = lacks._replace(missing=())
    assert FINISH.says(whole) == "Brev er ikke gjort ferdig"


@pytest.mark.parametrize(
    ("key", "case", "appears", "red"),
    [
        ("receipt", COMPLAINED, date(2026, 6, 1), date(2026, 6, 4)),
        ("reassess", COMPLAINED, date(2026, 6, 1), date(2026, 7, 27)),
        ("interim", COMPLAINED, date(2026, 6, 22), date(2026, 7, 1)),
        ("three_months", COMPLAINED, date(2026, 8, 1), date(2026, 9, 1)),
        (
            "late",
            replace(COMPLAINED, verdict=Verdict.LATE),
            date(2026, 6, 1),
            date(2026, 7, 27),
        ),
        (
            "forward",
            a_complaint(outcome=ComplaintOutcome.UPHELD, outcome_on=date(2026, 6, 10)),
            date(2026, 6, 10),
            date(2026, 7, 27),
        ),
        (
            "again",
            a_complaint(
                outcome=ComplaintOutcome.UPHELD,
                outcome_on=date(2026, 6, 10),
                forwarded_on=date(2026, 6, 12),
                governor_outcome=GovernorOutcome.SENT_BACK,
                governor_on=date(2026, 8, 3),
            ),
            date(2026, 8, 3),
            date(2026, 9, 28),
        ),
    ],
)
def test_a_complaint_asks_for_one_thing_after_another(key, case, appears, red):
    duty, one = BY_KEY[key], timedelta(days=1)
    assert on(duty, case, appears - one) is LATER
    assert on(duty, case, appears) is SOON
    assert on(duty, case, red - one) is SOON
    assert on(duty, case, red) is LATE


def test_what_is_with_the_governor_is_known_and_not_to_be_done():
    sent = a_complaint(
        outcome=ComplaintOutcome.UPHELD,
        outcome_on=date(2026, 6, 10),
        forwarded_on=date(2026, 6, 12),
    )
    assert on(BY_KEY["governor"], sent, date(2026, 10, 1)) is LATER
    assert on(BY_KEY["forward"], sent, date(2026, 10, 1)) is None


def test_a_closed_complaint_asks_for_nothing():
    closed = a_complaint(closed_on=date(2026, 6, 20))
    day = Day(date(2026, 12, 1))
    assert [d.key for d in complaints.DUTIES if d.stands(closed, day)] == []


def test_a_complaint_is_closed_when_nothing_else_is_left():
    reversed_ = replace(
        a_complaint(outcome=ComplaintOutcome.GRANTED, outcome_on=date(2026, 6, 10)),
        receipt_on=date(2026, 6, 2),
        answer_kind=DecisionKind.REVERSED,
        answer_on=date(2026, 6, 12),
    )
    day = Day(date(2026, 6, 15))
    left = [d.key for d in complaints.DUTIES if d.stands(reversed_, day)]
    assert left == ["complaint_costs"]
    told = replace(reversed_, costs_told_on=date(2026, 6, 13))
    left = [d.key for d in complaints.DUTIES if d.stands(told, day)]
    assert left == ["complaint_close"]


def test_a_duty_is_a_rule_that_holds_when_there_is_nothing_to_do():
    rule = INTERIM_REPLY.rule(Day(date(2026, 5, 30)))
    assert not rule.test(APPLIED)
    assert rule.test(APPLIED._replace(interim_on=date(2026, 5, 28)))
    assert rule.says(APPLIED) == "Foreløpig svar er ikke sendt"
    assert rule.remedy is not None
    assert rule.remedy.act == "letter/interim_reply"
    assert INTERIM_REPLY.rule(Day(date(2026, 5, 10))).test(APPLIED)
