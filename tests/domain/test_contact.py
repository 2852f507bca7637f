"""What is asked of a support contact on the form."""

from dataclasses import replace
from datetime import date, timedelta

from stkdesk.domain.contact import (
    ContactDraft,
    ContactStatus,
    Employment,
    contact_problems,
)
from stkdesk.domain.person import PersonDraft

TODAY = date(2026, 11, 16)
PER = ContactDraft(PersonDraft("Per", "Lie", date(1990, 1, 31)))


def told(draft: ContactDraft) -> dict[str, bool]:
    """Return the fields that are complained of, and whether each one blocks."""
    problems = contact_problems(draft, today=TODAY)
    return {problem.field: problem.blocks for problem in problems}


def test_a_support_contact_needs_a_name_only():
    assert told(ContactDraft(PersonDraft("Per", "Lie"))) == {}
    assert told(PER) == {}
    assert told(ContactDraft()) == {"given_name": True, "family_name": True}


def test_a_support_contact_under_age_is_a_warning():
    birthday = date(2008, 11, 16)
    young = replace(PER.person, birth_date=birthday + timedelta(days=1))

    assert told(replace(PER, person=young)) == {"birth_date": False}
    assert told(replace(PER, person=replace(young, birth_date=birthday))) == {}


def test_an_unusual_account_number_is_only_a_warning():
    assert told(replace(PER, account_number="1813 64 45320")) == {}
    assert told(replace(PER, account_number="1813 64 45321")) == {
        "account_number": False
    }
    assert told(replace(PER, account_number="1813")) == {"account_number": False}


def test_nobody_has_less_than_no_time():
    assert told(replace(PER, capacity_minutes=0)) == {}
    assert told(replace(PER, capacity_minutes=-1)) == {"capacity_minutes": True}


def test_what_is_wrong_with_the_person_is_told_too():
    assert told(replace(PER, person=replace(PER.person, postal_code="12"))) == {
        "postal_code": True
    }


def test_what_statuses_and_kinds_of_employment_are_called():
    assert [status.label for status in ContactStatus] == [
        *("Søker", "Aktiv", "Pause", "Sluttet")
    ]
    assert [kind.label for kind in Employment] == ["Oppdragstaker", "Arbeidstaker"]
