"""The course of a case: what is done, what is next, and what can be begun."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.case_line import (
    AppliedFacts,
    CaseFacts,
    ComplainedFacts,
    DecidedFacts,
    Reached,
    case_line,
    newest,
)
from stkdesk.domain.client_acts import (
    ClientStanding,
    why_no_complaint,
    why_no_decision,
)
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.decision import DecisionKind

APPLIED = AppliedFacts(date(2026, 5, 4), interim_due_on=date(2026, 6, 4))
GRANTED = DecidedFacts(
    DecisionKind.GRANTED, date(2026, 6, 20), date(2027, 6, 30), date(2027, 1, 1)
)
REFUSED = DecidedFacts(DecisionKind.REFUSED, date(2026, 6, 20))
UPHELD = ComplainedFacts(
    date(2026, 7, 1),
    ComplaintOutcome.UPHELD,
    date(2026, 7, 10),
    date(2026, 7, 11),
)


def titles(facts, reached=None):
    steps = case_line(facts)
    return [each.title for each in steps if reached in (None, each.reached)]


def test_a_new_application_waits_for_three_things():
    steps = case_line(CaseFacts(replace(APPLIED, answer_by=date(2026, 6, 1))))
    assert [(each.title, each.reached) for each in steps] == [
        ("Søknad", Reached.DONE),
        ("Bekreftelse", Reached.NOW),
        ("Foreløpig svar", Reached.COMING),
        ("Vedtak", Reached.COMING),
    ]
    assert steps[-1].on == date(2026, 6, 1)
    assert steps[-1].is_limit


def test_a_decision_ends_what_was_waited_for_and_has_days_of_its_own():
    facts = CaseFacts(replace(APPLIED, confirmed_on=date(2026, 5, 6)), GRANTED)
    assert titles(facts, Reached.DONE) == ["Søknad", "Bekreftet", "Innvilgelse"]
    ahead = [each for each in case_line(facts) if each.reached is not Reached.DONE]
    assert [(each.title, each.on) for each in ahead] == [
        ("Ny vurdering", date(2027, 1, 1)),
        ("Utløper", date(2027, 6, 30)),
    ]
    assert not any(each.is_limit for each in ahead)


def test_a_withdrawn_application_waits_for_nothing():
    facts = CaseFacts(replace(APPLIED, withdrawn_on=date(2026, 5, 20)))
    assert titles(facts) == ["Søknad", "Trukket"]


@pytest.mark.parametrize(
    ("complained", "last"),
    [
        (ComplainedFacts(date(2026, 7, 1)), "Ny vurdering av vedtaket"),
        (replace(UPHELD, forwarded_on=None), "Oversendelse"),
        (UPHELD, "Svar fra Statsforvalteren"),
        (
            replace(
                UPHELD,
                governor_outcome=GovernorOutcome.SENT_BACK,
                governor_on=date(2026, 10, 1),
            ),
            "Nytt vedtak",
        ),
        (
            replace(
                UPHELD,
                governor_outcome=GovernorOutcome.CONFIRMED,
                governor_on=date(2026, 10, 1),
            ),
            "Statsforvalteren: Stadfestet",
        ),
    ],
)
def test_a_complaint_says_what_is_waited_for(complained, last):
    assert titles(CaseFacts(APPLIED, REFUSED, complained))[-1] == last


def test_a_reversal_is_the_end_of_a_complaint_and_runs_out_as_it_says():
    answer = replace(GRANTED, kind=DecisionKind.REVERSED, decided_on=date(2026, 7, 12))
    complained = ComplainedFacts(
        date(2026, 7, 1),
        ComplaintOutcome.GRANTED,
        date(2026, 7, 10),
        answer=answer,
    )
    assert titles(CaseFacts(APPLIED, REFUSED, complained))[-4:] == [
        "Medhold",
        "Omgjøring etter klage",
        "Ny vurdering",
        "Utløper",
    ]


@pytest.mark.parametrize(("most", "expected"), [(9, 5), (5, 5), (4, 4), (2, 2)])
def test_the_newest_steps_keep_what_comes(most, expected):
    steps = case_line(
        CaseFacts(replace(APPLIED, confirmed_on=date(2026, 5, 6)), GRANTED)
    )
    kept = newest(steps, most)
    assert len(kept) == expected
    assert kept == steps[-expected:]


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        (DecisionKind.GRANTED, ClientStanding()),
        (DecisionKind.REFUSED, ClientStanding(has_application=True)),
        (DecisionKind.PARTLY, ClientStanding(has_application=True)),
        (DecisionKind.CHANGED, ClientStanding(is_granted=True)),
        (DecisionKind.ENDED, ClientStanding(is_granted=True)),
        (DecisionKind.REVERSED, ClientStanding(has_complaint=True)),
        (DecisionKind.DISMISSED, ClientStanding(has_complaint=True)),
    ],
)
def test_a_decision_is_begun_from_what_lies_there(kind, standing):
    assert why_no_decision(kind, standing) == ""
    if kind is not DecisionKind.GRANTED:
        assert why_no_decision(kind, ClientStanding()).endswith(".")


def test_nobody_complains_before_there_is_a_decision():
    told = why_no_complaint(ClientStanding())
    assert told == "Det er ikke fattet noe vedtak å klage på."
    assert why_no_complaint(ClientStanding(has_issued=True)) == ""
