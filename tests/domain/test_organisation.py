"""Rules of voluntary organisations."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.organisation import (
    OrganisationDraft,
    OrganisationFacts,
    organisation_problems,
)

TODAY = date(2026, 11, 16)
FINE = OrganisationDraft(
    name="Byen Turlag",
    organisation_number="940 155 223",
    agreement_from=date(2026, 1, 1),
)


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"name": ""}, "name", "Skriv navnet"),
        ({"agreement_to": date(2025, 1, 1)}, "agreement_to", "slutte før"),
        (
            {"agreement_from": None, "agreement_to": TODAY},
            "agreement_to",
            "når avtalen begynte",
        ),
        ({"organisation_number": ""}, "organisation_number", "Enhetsregisteret"),
        ({"organisation_number": "940155224"}, "organisation_number", "Kontrollsiffer"),
        ({"organisation_number": "94015522"}, "organisation_number", "9 siffer"),
    ],
)
def test_what_an_organisation_lacks_is_told_by_its_field(change, field, told):
    draft = replace(FINE, **change)
    [problem] = organisation_problems(OrganisationFacts(draft, TODAY))
    assert problem.field == field
    assert told in problem.message
    assert problem.blocks is (field in ("name", "agreement_to"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"agreement_from": None}, "ikke registrert"),
        ({"agreement_to": date(2026, 10, 31)}, "gikk ut 31.10.2026"),
    ],
)
def test_an_agreement_that_does_not_hold_while_assignments_run(change, told):
    draft = replace(FINE, **change)
    assert organisation_problems(OrganisationFacts(draft, TODAY)) == ()
    [problem] = organisation_problems(OrganisationFacts(draft, TODAY, running=1))
    assert told in problem.message
    assert not problem.blocks


def test_the_days_of_an_agreement():
    draft = replace(FINE, agreement_to=TODAY)
    assert draft.agreed_on(TODAY)
    assert not draft.agreed_on(date(2026, 11, 17))
    assert not draft.agreed_on(date(2025, 12, 31))
