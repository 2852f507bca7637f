"""The steps from applicant to support contact, and what each of them asks for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.case_rules import CaseRule, CaseRules, RuleGroup, rules_of
from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_rules import (
    RULES,
    NotReadyError,
    is_done,
    lacks_at,
    lacks_of,
    refuse_unready,
    step_of,
)
from stkdesk.domain.recruiting_steps import ON_BOARD, WORK, RecruitFacts, Step
from stkdesk.domain.recruiting_told import since, step_states

TODAY = date(2026, 11, 22)
READY = RecruitFacts(
    today=TODAY,
    born=date(1990, 5, 17),
    has_car=True,
    applied_on=date(2026, 10, 1),
    references=2,
    answered=2,
    last_called_on=date(2026, 10, 5),
    invited_on=date(2026, 10, 6),
    interview_on=date(2026, 10, 12),
    interviewed_on=date(2026, 10, 12),
    assessed_on=date(2026, 10, 13),
    outcome=RecruitOutcome.APPROVED,
    answered_on=date(2026, 10, 14),
    certificate=CertificateStanding.ACCEPTED,
    requested_on=date(2026, 10, 14),
    seen_on=date(2026, 11, 2),
    declared_on=date(2026, 11, 2),
)


def rules(**values):
    return CaseRules(tuple((CaseRule(key), value) for key, value in values.items()))


def said(**changed):
    return [each.sentence for each in lacks_of(READY._replace(**changed))]


def test_when_everything_holds_the_applicant_is_ready():
    assert step_of(READY) is Step.READY
    assert lacks_of(READY) == ()
    refuse_unready(READY)


@pytest.mark.parametrize(
    ("changed", "step", "sentence", "act"),
    [
        (
            {"applied_on": None},
            Step.APPLICATION,
            "Skriv dagen søknaden kom.",
            "recruiting/open",
        ),
        (
            {"born": None},
            Step.APPLICATION,
            "Fødselsdato mangler.",
            "contact/edit",
        ),
        (
            {"references": 1, "answered": 1},
            Step.REFERENCES,
            "2 referanser skal ringes. 1 er oppgitt.",
            "recruiting/references",
        ),
        (
            {"answered": 1},
            Step.REFERENCES,
            "2 referanser skal ringes. 1 har svart.",
            "recruiting/references",
        ),
        (
            {"interview_on": None, "interviewed_on": None},
            Step.INTERVIEW,
            "Avtal en samtale, og send innkalling.",
            "recruiting/interview",
        ),
        (
            {"interview_on": TODAY, "interviewed_on": None},
            Step.INTERVIEW,
            "Samtalen er i dag. Noter den etterpå.",
            "recruiting/interview",
        ),
        (
            {"interviewed_on": None},
            Step.INTERVIEW,
            "Samtalen skulle være 12. oktober 2026. Noter den, eller avtal en ny.",
            "recruiting/interview",
        ),
        (
            {"outcome": None},
            Step.ASSESSMENT,
            "Skriv om søkeren er godkjent eller ikke godkjent.",
            "recruiting/assessment",
        ),
        (
            {"born": date(2008, 11, 23)},
            Step.ASSESSMENT,
            "Søkeren er under 18 år. Skriv et unntak med begrunnelse, eller vent.",
            "recruiting/assessment",
        ),
        (
            {"certificate": CertificateStanding.NONE},
            Step.CERTIFICATE,
            "Politiattest mangler. Send anmodningen til søkeren.",
            "contact_letter/certificate_request",
        ),
        (
            {"certificate": CertificateStanding.REQUESTED},
            Step.CERTIFICATE,
            "Politiattesten er ventet siden 14. oktober 2026.",
            "certificate/register",
        ),
        (
            {"certificate": CertificateStanding.NOT_ACCEPTED},
            Step.CERTIFICATE,
            "Politiattesten er ikke godkjent. Skriv vurderingen på nytt.",
            "recruiting/assessment",
        ),
        (
            {"certificate": CertificateStanding.RENEW},
            Step.CERTIFICATE,
            "Politiattesten er fra et tidligere oppdrag. Be om en ny.",
            "contact_letter/certificate_request",
        ),
        (
            {"certificate": CertificateStanding.OTHER_BASIS},
            Step.CERTIFICATE,
            "Politiattesten gjelder barnevernsloven. Be om en etter § 5-4.",
            "contact_letter/certificate_request",
        ),
        (
            {"declared_on": None},
            Step.DECLARATION,
            "Taushetserklæringen er ikke underskrevet.",
            "declaration/sign",
        ),
        (
            {"rules": rules(contact_course=1)},
            Step.COURSE,
            "Kursbevis mangler.",
            "recruiting/course",
        ),
        (
            {"rules": rules(contact_car=1), "has_car": False},
            Step.ASSESSMENT,
            "Søkeren har ikke bil. Skriv et unntak med begrunnelse.",
            "recruiting/assessment",
        ),
    ],
)
def test_one_thing_missing_says_where_what_and_how(changed, step, sentence, act):
    facts = READY._replace(**changed)
    [one] = [each for each in lacks_of(facts) if each.blocks]
    assert (step_of(facts), one.sentence, one.remedy.act) == (step, sentence, act)
    with pytest.raises(NotReadyError, match="ikke klar ennå"):
        refuse_unready(facts)


def test_an_exception_with_a_reason_opens_the_way():
    young = {"born": date(2010, 1, 1)}
    assert said(**young, has_age_exception=True) == []
    no_car = {"rules": rules(contact_car=1), "has_car": False}
    assert said(**no_car, has_car_exception=True) == []


def test_an_office_may_ask_for_other_things():
    easy = rules(contact_references=0, contact_age=16)
    facts = READY._replace(rules=easy, answered=0, references=0, born=date(2010, 1, 1))
    assert step_of(facts) is Step.READY


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"interviewed_on": None, "invited_on": None},
            "Innkallingen er ikke sendt.",
        ),
        ({"advised_against": 1}, "En referanse fraråder. Se på det i vurderingen."),
        (
            {"answered_on": None},
            "Søkeren har ikke fått brev om at hun eller han er godkjent.",
        ),
    ],
)
def test_a_warning_hinders_nothing(changed, sentence):
    found = lacks_of(READY._replace(**changed))
    assert [each.sentence for each in found if not each.blocks] == [sentence]


@pytest.mark.parametrize(
    ("changed", "step"),
    [
        ({"status": ContactStatus.ACTIVE}, Step.ACTIVE),
        ({"status": ContactStatus.PAUSED}, Step.PAUSED),
        ({"status": ContactStatus.ENDED}, Step.ENDED),
        (
            {"status": ContactStatus.ENDED, "outcome": RecruitOutcome.REFUSED},
            Step.CLOSED,
        ),
        ({"outcome": RecruitOutcome.WITHDRAWN}, Step.CLOSED),
    ],
)
def test_who_is_past_recruiting_stands_by_the_status(changed, step):
    assert step_of(READY._replace(**changed)) is step


def test_of_one_who_was_not_taken_the_letter_and_the_paper_are_left():
    facts = READY._replace(
        outcome=RecruitOutcome.REFUSED, answered_on=None, papers_kept=1
    )
    found = [each.remedy.act for each in lacks_of(facts)]
    assert found == ["contact_letter/refused", "certificate/register"]
    assert lacks_of(facts._replace(answered_on=TODAY, papers_kept=0)) == ()
    with pytest.raises(NotReadyError, match="Søkeren er ikke godkjent"):
        refuse_unready(facts)


def test_of_one_who_ended_only_the_paper_is_left():
    ended = RecruitFacts(TODAY, status=ContactStatus.ENDED, papers_kept=1)
    assert [each.key for each in lacks_of(ended)] == ["disposed_on"]


def test_a_contact_from_before_is_asked_for_what_the_law_asks():
    before = RecruitFacts(
        TODAY, status=ContactStatus.PAUSED, born=date(1990, 1, 1), is_known=False
    )
    assert [each.key for each in lacks_of(before)] == ["certificate", "declaration"]
    needed = [each.step for each in step_states(before, {}) if each.is_needed]
    assert needed == [Step.CERTIFICATE, Step.DECLARATION]


def test_the_steps_are_told_in_words():
    states = {each.step: each for each in step_states(READY, {Step.INTERVIEW: "Kari"})}
    assert states[Step.REFERENCES].told == "2 av 2 har svart"
    assert states[Step.INTERVIEW].who == "Kari"
    assert states[Step.ASSESSMENT].told == "Godkjent, brev sendt 14. oktober 2026"
    assert states[Step.CERTIFICATE].told == "Godtatt"
    assert not states[Step.COURSE].is_needed
    assert since(READY) == date(2026, 11, 2)


def test_every_rule_has_a_source_and_a_way_out():
    for rules_of_step in RULES.values():
        for rule in rules_of_step:
            assert rule.remedy is not None, rule.key
            assert rule.source, rule.key


def test_the_board_has_a_column_for_each_step_of_an_applicant():
    assert (*WORK, Step.READY) == ON_BOARD
    assert not Step.CLOSED.is_on_board
    assert not Step.ACTIVE.is_on_board
    assert len({step.label for step in Step}) == len(Step)


def test_what_the_office_asks_of_a_contact_is_not_among_the_time_limits():
    of_contacts = set(rules_of(RuleGroup.CONTACTS))
    assert CaseRule.CONTACT_AGE in of_contacts
    assert not of_contacts & set(rules_of(RuleGroup.LIMITS))


SOME_FACTS = st.builds(
    READY._replace,
    status=st.just(ContactStatus.CANDIDATE),
    born=st.sampled_from([None, date(1990, 5, 17), date(2010, 1, 1)]),
    applied_on=st.sampled_from([None, date(2026, 10, 1)]),
    answered=st.integers(0, 3),
    interviewed_on=st.sampled_from([None, date(2026, 10, 12)]),
    outcome=st.sampled_from([None, RecruitOutcome.APPROVED]),
    certificate=st.sampled_from(CertificateStanding),
    declared_on=st.sampled_from([None, date(2026, 11, 2)]),
    has_age_exception=st.booleans(),
)


@given(SOME_FACTS)
def test_nobody_is_ready_with_anything_missing_and_nobody_waits_without_a_reason(facts):
    step = step_of(facts)
    blocking = [each for each in lacks_of(facts) if each.blocks]
    assert (step is Step.READY) is (not blocking)
    if step is not Step.READY:
        assert lacks_at(step, facts)
        before = WORK[: WORK.index(step)]
        assert all(is_done(each, facts) for each in before)
