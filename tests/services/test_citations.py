"""The office's own legal references: from a day on, standard beside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.documents.laws import cited, law, standard_laws, usual_basis
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.citations import (
    list_citations,
    office_citations,
    remove_citation,
    set_citation,
    standard_citation_again,
)
from stkdesk.services.office import set_up_office
from tests.staff import hired

NB, NN = Language.BOKMAL, Language.NYNORSK
OLD, NEW = LawVersion.ACT_1967, LawVersion.ACT_2025
[INSIGHT] = [
    each for each in standard_laws() if (each.key, each.act) == ("insight", "1967")
]
[APPEAL] = [each for each in standard_laws() if each.key == "appeal"]
[SERVICE] = [each for each in standard_laws() if each.key == "service"]


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )


@pytest.fixture
def cite(database, today, office):
    """Save a version of a reference as somebody does who has just opened it."""

    def _cite(draft, *, on=today):
        with database.transaction() as session:
            set_citation(session, draft, card(session, draft).mark, today=on)

    return _cite


def card(session, citation):
    """Return the card of a reference."""
    [found] = [
        each
        for each in list_citations(session)
        if (each.key, each.act) == (citation.key, citation.act)
    ]
    return found


def said(database, day, key="insight", act=OLD):
    """Return what a new letter cites on a day."""
    with database.reading() as session:
        own = office_citations(session, day)
    return law(key, act, day, own).bokmal


def ours(day, text="forvaltningsloven §§ 18 til 19", **fields):
    """Return a version of the reference on insight that is the office's own."""
    return replace(INSIGHT, valid_from=day, valid_to=None, bokmal=text, **fields)


def days(count):
    """Return so many days."""
    return timedelta(days=count)


def test_every_standard_reference_is_in_the_list(database, office):
    with database.reading() as session:
        found = list_citations(session)

    listed = [each for one in found for each in one.standard]
    assert sorted(map(repr, listed)) == sorted(map(repr, standard_laws()))
    assert not any(one.own for one in found)


def test_the_offices_own_is_cited_from_its_day_on(database, cite, today):
    cite(ours(today + days(7)))

    assert said(database, today + days(6)) == INSIGHT.bokmal
    assert said(database, today + days(7)) == "forvaltningsloven §§ 18 til 19"
    assert said(database, today + days(7), act=NEW) != "forvaltningsloven §§ 18 til 19"


def test_it_is_filled_into_the_texts_and_the_legal_basis(database, cite, today):
    cite(ours(today))
    cite(replace(SERVICE, valid_from=today, bokmal="hol § 3-2 nr. 6 b"))
    with database.reading() as session:
        own = office_citations(session, today)

    assert cited(NB, OLD, today, own)["insight"] == "forvaltningsloven §§ 18 til 19"
    assert cited(NN, OLD, today, own)["insight"] == INSIGHT.nynorsk
    assert cited(NB, OLD, today)["insight"] == INSIGHT.bokmal
    basis = usual_basis(DecisionKind.GRANTED, NB, OLD, today, own)
    assert basis.startswith("hol § 3-2 nr. 6 b (kommunen skal")


def test_a_new_version_ends_the_one_before(database, cite, today):
    cite(ours(today, "forvaltningsloven § 1"))
    cite(ours(today + days(10), "forvaltningsloven § 2"))

    assert said(database, today + days(9)) == "forvaltningsloven § 1"
    assert said(database, today + days(10)) == "forvaltningsloven § 2"
    with database.reading() as session:
        first, second = card(session, INSIGHT).own
    assert first.citation.valid_to == today + days(9)
    assert second.citation.valid_to is None


def test_one_put_before_another_ends_where_that_begins(database, cite, today):
    cite(ours(today + days(10), "forvaltningsloven § 2"))
    cite(ours(today, "forvaltningsloven § 1"))

    assert said(database, today + days(9)) == "forvaltningsloven § 1"
    assert said(database, today + days(10)) == "forvaltningsloven § 2"


def test_one_of_the_same_day_is_replaced(database, cite, today):
    cite(ours(today, "forvaltningsloven § 1"))
    cite(ours(today, "forvaltningsloven § 2"))

    with database.reading() as session:
        [only] = card(session, INSIGHT).own
    assert only.citation.bokmal == "forvaltningsloven § 2"


def test_the_standard_comes_back_from_a_day(database, cite, today):
    cite(ours(today, "forvaltningsloven § 1"))
    cite(ours(today + days(20), "forvaltningsloven § 2"))
    with database.transaction() as session:
        mark = card(session, INSIGHT).mark
        standard_citation_again(
            session, "insight", "1967", today + days(5), mark, today=today
        )

    assert said(database, today + days(4)) == "forvaltningsloven § 1"
    assert said(database, today + days(5)) == INSIGHT.bokmal
    assert said(database, today + days(50)) == INSIGHT.bokmal


def test_one_that_ends_gives_way_to_the_standard(database, cite, today):
    cite(replace(ours(today), valid_to=today + days(3)))

    assert said(database, today + days(3)) == "forvaltningsloven §§ 18 til 19"
    assert said(database, today + days(4)) == INSIGHT.bokmal


def test_a_version_that_has_not_begun_can_be_taken_away(database, cite, today):
    cite(ours(today, "forvaltningsloven § 1"))
    cite(ours(today + days(10), "forvaltningsloven § 2"))
    with database.transaction() as session:
        _first, second = card(session, INSIGHT).own
        remove_citation(session, second.number, second.version, today=today)

    assert said(database, today + days(10)) == "forvaltningsloven § 1"


def test_a_version_that_holds_cannot(database, cite, today):
    cite(ours(today))
    with (
        pytest.raises(InvalidInputError, match="begynt å gjelde"),
        database.transaction() as session,
    ):
        [only] = card(session, INSIGHT).own
        remove_citation(session, only.number, only.version, today=today + days(1))


def test_what_letters_have_cited_is_not_rewritten(cite, today):
    with pytest.raises(InvalidInputError, match="eller senere"):
        cite(ours(today - days(1)))


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"bokmal": ""}, "bokmal", "Skriv lovhenvisningen"),
        ({"nynorsk": "forvaltningslova"}, "nynorsk", "paragrafen"),
        (
            {"bokmal": "pasient- og brukerrettighetsloven § 7-6"},
            "bokmal",
            "varsel om alvorlige hendelser",
        ),
        ({"about_bokmal": ""}, "about_bokmal", "hva regelen sier"),
        ({"about_nynorsk": "fristen er tre veker"}, "about_nynorsk", "«fire veker»"),
        ({"valid_to": date(2026, 1, 1)}, "valid_to", "før første"),
        ({"bokmal": "lov 🎉 § 1"}, "bokmal", "🎉"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(cite, today, changes, field, said):
    with pytest.raises(InvalidInputError) as told:
        cite(replace(APPEAL, valid_from=today, **changes))

    assert any(
        each.field == field and said in each.message for each in told.value.problems
    )


def test_two_who_edit_at_once_do_not_write_over_each_other(database, cite, today):
    with database.reading() as session:
        seen = card(session, INSIGHT).mark
    cite(ours(today))

    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        set_citation(session, ours(today, "forvaltningsloven § 3"), seen, today=today)
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        standard_citation_again(session, "insight", "1967", today, seen, today=today)


def test_a_reference_no_letter_cites_is_refused(database, office, today):
    with pytest.raises(NotFoundError), database.transaction() as session:
        set_citation(session, replace(APPEAL, key="none"), (), today=today)


@pytest.mark.parametrize("role", Role)
def test_who_may_edit_the_references(database, office, today, role):
    with hired(database, role) as own:
        if role in (Role.LEADER, Role.ADMINISTRATOR):
            with own.transaction() as session:
                set_citation(session, ours(today), (), today=today)
        else:
            with pytest.raises(NotAllowedError), own.transaction() as session:
                set_citation(session, ours(today), (), today=today)
