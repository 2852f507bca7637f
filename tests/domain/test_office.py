"""What the office says about itself."""

from datetime import date

import pytest

from stkdesk.domain.office import LawVersion, NameMode, OfficeDraft, office_problems


def told(draft: OfficeDraft) -> dict[str, bool]:
    """Return the fields that are complained of, and whether each one blocks."""
    return {problem.field: problem.blocks for problem in office_problems(draft)}


def test_an_office_needs_the_name_of_its_municipality():
    assert told(OfficeDraft(municipality="Fjordvik kommune")) == {}
    assert told(OfficeDraft(municipality=" ")) == {"municipality": True}


@pytest.mark.parametrize(
    "line",
    [
        "Fjordvik kommune, Støttekontakttjenesten",
        "HELSE OG OMSORG, Pb 12, 6501 Fjordvik",
        "Fjordvik kommune, Bo og habilitering",
    ],
)
def test_an_envelope_that_gives_the_client_away_is_a_warning(line):
    draft = OfficeDraft(municipality="Fjordvik kommune", return_address=line)
    assert told(draft) == {"return_address": False}


def test_a_return_address_that_names_the_municipality_only_is_fine():
    draft = OfficeDraft(
        municipality="Fjordvik kommune",
        return_address="Fjordvik kommune, Postboks 12, 6501 Fjordvik",
    )
    assert told(draft) == {}


def test_a_client_is_named_by_initials_unless_the_office_says_otherwise():
    assert OfficeDraft().name_mode is NameMode.INITIALS
    assert [mode.label for mode in NameMode] == [
        *("Fullt navn", "Initialer", "Bare saksnummer")
    ]


def test_letters_cite_the_act_of_1967_until_the_new_one_has_its_date():
    assert OfficeDraft().act_on(date(2099, 1, 1)) is LawVersion.ACT_1967
