"""The register of clients, as casework."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import (
    ClientDraft,
    ClientStatus,
    Relation,
    RelativeDraft,
)
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.hours_meter import Span
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import PersonDraft
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import (
    edit_client,
    open_client,
    register_client,
)
from stkdesk.services.duplicates import SimilarPeopleError
from stkdesk.services.periods import ensure_periods
from stkdesk.storage.tables import (
    Client,
    ClientRelation,
    Contact,
    Decision,
    DecisionItem,
    Person,
    PersonAddress,
)
from tests import builders as make

ÅSE = ClientDraft(
    person=PersonDraft(
        given_name=" Åse  Bjørnsdatter ",
        family_name="Ødegård",
        birth_date=date(2012, 2, 1),
        phone="99 88 77 66",
        street="Fjellveien 2",
        postal_code="6518",
        city="Kristiansund",
    ),
    language=Language.NYNORSK,
    case_number="2026/118",
    wishes="Svømming",
    relatives=(
        RelativeDraft(
            Relation.PARENT, PersonDraft("Bjørn", "Ødegård"), gets_letters=True
        ),
    ),
)


def named(given, family, born=date(1980, 5, 17)):
    return ClientDraft(person=PersonDraft(given, family, born))


@pytest.fixture
def registered(database, today):
    def register(draft, **options):
        with database.transaction() as session:
            return register_client(session, draft, today=today, **options)

    return register


@pytest.fixture
def names(database):
    def listed(search="", **options):
        with database.reading() as session:
            page = list_clients(session, ListQuery(search=search, **options))
        return [row.name for row in page.rows]

    return listed


def test_what_is_registered_stands_on_the_card(database, registered):
    number = registered(ÅSE)
    with database.reading() as session:
        card = open_client(session, number)

    assert card.name == "Åse Bjørnsdatter Ødegård"
    assert card.draft.person.street == "Fjellveien 2"
    assert card.draft.language is Language.NYNORSK
    assert card.draft.relatives[0].person.given_name == "Bjørn"
    assert card.draft.relatives[0].gets_letters
    assert (card.assignments, card.decisions) == ((), ())


def test_numbers_count_from_one(registered):
    assert [registered(named("Ola", "Vik")), registered(named("Kari", "Vik"))] == [1, 2]


def test_a_client_without_a_name_is_refused_by_its_field(registered):
    with pytest.raises(InvalidInputError) as refusal:
        registered(named("", "Vik"))
    assert [problem.field for problem in refusal.value.problems] == ["given_name"]


def test_the_same_name_and_birth_date_is_asked_about(registered):
    registered(named("Åse", "Ødegård"))
    with pytest.raises(SimilarPeopleError) as asked:
        registered(named("åse", "ØDEGÅRD"))
    [found] = asked.value.people
    assert (found.number, found.name) == (1, "Åse Ødegård")
    assert registered(named("Åse", "Ødegård"), apart={found.person}) == 2


def test_the_same_identity_number_is_asked_about_whatever_the_name(registered):
    draft = named("Ola", "Vik")
    number = "03851598730"
    registered(replace(draft, person=replace(draft.person, national_id=number)))
    other = replace(draft.person, given_name="Olav", national_id="038515 98730")
    with pytest.raises(AlreadyRegisteredError):
        registered(replace(draft, person=other))


def test_an_odd_identity_number_is_saved_all_the_same(database, registered):
    draft = named("Ola", "Vik")
    odd = replace(draft, person=replace(draft.person, national_id="20036914712"))
    with database.reading() as session:
        card = open_client(session, registered(odd))
    assert card.draft.person.national_id == "20036914712"


def test_people_stand_in_the_norwegian_order(registered, names):
    for family in ("Ås", "Øien", "Zakariassen", "Ærlig", "Aas", "Berg"):
        registered(named("Ola", family), apart=range(100))
    assert [name.split()[1] for name in names()] == [
        "Berg",
        "Zakariassen",
        "Ærlig",
        "Øien",
        "Ås",
        "Aas",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        *("øde", "ode", "ØDEGAARD", "odegaard", "åse", "aase", "ødegård åse"),
        *("ase ode", "99887766", "9988", "010212", "01022012", " ødegård "),
        *("kristians", ""),
    ],
)
def test_search_forgives_how_a_name_is_typed(registered, names, typed):
    registered(ÅSE)
    registered(named("Kåre", "Næss"))
    assert "Åse Bjørnsdatter Ødegård" in names(typed)


@pytest.mark.parametrize("typed", ["2026/118", "2026118", "B-1", "b1", "øde 2026/1"])
def test_a_client_is_found_by_case_number_and_short_number(registered, names, typed):
    registered(ÅSE)
    registered(named("Kåre", "Næss"))
    assert names(typed) == ["Åse Bjørnsdatter Ødegård"]
    assert names("B-2026") == []  # no b with a case of 2026


def test_a_word_is_found_by_its_beginning(registered, names):
    registered(ÅSE)
    assert names("gård") == []


def test_signs_of_the_search_language_are_only_signs(registered, names):
    registered(named("Ola", "Vik"))
    assert names("v_k") == []
    assert names("o%k") == []


def test_filters_count_everybody_and_show_the_chosen(database, registered):
    registered(named("Ola", "Vik"))
    registered(replace(named("Kari", "Vik"), status=ClientStatus.ACTIVE))
    with database.reading() as session:
        page = list_clients(session, ListQuery(chip="active"))
    assert [row.name for row in page.rows] == ["Kari Vik"]
    assert (page.total, page.everything) == (1, 2)
    assert page.chips == {"waiting": 1, "active": 1, "ended": 0}


def test_a_long_list_comes_a_page_at_a_time(registered, names):
    for n in range(7):
        registered(named("Ola", f"Vik{n}"), apart=range(100))
    pages = [names(limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [name for page in pages for name in page] == names()


@pytest.mark.parametrize("sort", ["name", "birth_date", "status", "number"])
def test_every_heading_sorts_both_ways(registered, names, sort):
    registered(named("Ola", "Vik", date(1990, 1, 1)))
    registered(replace(named("Kari", "Berg"), status=ClientStatus.ACTIVE))
    assert names(sort=sort) == names(sort=sort, descending=True)[::-1]


def test_an_edit_stands_and_the_list_shows_it(database, registered, names, today):
    number = registered(ÅSE)
    changed = replace(ÅSE, person=replace(ÅSE.person, family_name="Vik"), relatives=())
    with database.transaction() as session:
        edit_client(session, number, 1, changed, today=today)

    assert names("vik") == ["Åse Bjørnsdatter Vik"]
    with database.reading() as session:
        assert open_client(session, number).draft.relatives == ()


def test_a_relative_taken_away_leaves_no_name_behind(database, registered, today):
    number = registered(ÅSE)
    with database.transaction() as session:
        edit_client(session, number, 1, replace(ÅSE, relatives=()), today=today)
    with database.reading() as session:
        left = session.scalars(select(Person.given_name)).all()
        addresses = session.scalar(select(func.count()).select_from(PersonAddress))
    assert (left, addresses) == (["Åse Bjørnsdatter"], 1)


@pytest.mark.parametrize("role", ["client", "contact", "relative of another"])
def test_a_relative_with_another_part_to_play_stays(database, registered, today, role):
    number = registered(ÅSE)
    with database.transaction() as session:
        [relation] = session.get(Client, number).relations
        if role == "client":
            session.add(Client(person=relation.person))
        elif role == "contact":
            session.add(Contact(person=relation.person))
        else:
            sibling = session.get(Client, make.a_client(session))
            sibling.relations.append(
                ClientRelation(person=relation.person, relation=Relation.PARENT)
            )
    with database.transaction() as session:
        version = session.get(Client, number).version
        edit_client(session, number, version, replace(ÅSE, relatives=()), today=today)
    with database.reading() as session:
        called = session.scalars(select(Person.given_name)).all()
        assert open_client(session, number).draft.relatives == ()
    assert "Bjørn" in called


def test_two_people_editing_the_same_client_are_told(database, registered, today):
    number = registered(ÅSE)
    with database.reading() as session:
        seen = open_client(session, number).version
    with database.transaction() as session:
        edit_client(session, number, seen, replace(ÅSE, wishes="Kino"), today=today)
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        edit_client(session, number, seen, replace(ÅSE, wishes="Sjakk"), today=today)
    with database.reading() as session:
        assert open_client(session, number).draft.wishes == "Kino"


def test_a_change_of_the_address_alone_also_counts_as_a_save(
    database, registered, today
):
    number = registered(ÅSE)
    moved = replace(ÅSE, person=replace(ÅSE.person, street="Fjellveien 3"))
    with database.transaction() as session:
        edit_client(session, number, 1, moved, today=today)
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        edit_client(session, number, 1, ÅSE, today=today)


def test_a_client_that_is_not_there_is_told(database):
    with pytest.raises(NotFoundError), database.reading() as session:
        open_client(session, 404)


def grant(first, last, hours, *, reference, solution=Solution.INDIVIDUAL):
    return Decision(
        client_number=1,
        kind=DecisionKind.GRANTED,
        state=DecisionState.ISSUED,
        reference=reference,
        content="{}",
        decided_on=date(2026, 1, 1),
        valid_from=first,
        valid_to=last,
        granted_minutes=hours * 60,
        items=[DecisionItem(place=1, solution=solution, minutes=hours * 60)],
        hours_unit=HoursUnit.MONTH,
    )


@pytest.fixture
def granted(database, registered):
    """Write decisions about a client, and give back the minutes of October."""

    def of(*decisions):
        registered(ÅSE)
        with database.transaction() as session:
            session.add_all(decisions)
            october = {row.code: row for row in ensure_periods(session, 2026)}[
                "2026-10"
            ]
        with database.reading() as session:
            card = open_client(session, 1, period=october)
            return card.meter.span(Span.PERIOD).amounts.granted

    return of


def test_hours_of_two_solutions_are_granted_side_by_side(granted):
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    group = Solution.GROUP
    minutes = granted(
        grant(first, last, 16, reference="2026/1"),
        grant(first, last, 4, reference="2026/2", solution=group),
    )
    assert minutes == 20 * 60


def test_a_new_decision_takes_the_place_of_the_old_from_its_first_day(granted):
    minutes = granted(
        grant(date(2026, 1, 1), date(2026, 12, 31), 16, reference="2026/1"),
        grant(date(2026, 10, 1), None, 24, reference="2026/2"),
    )
    assert minutes == 24 * 60


def test_a_decision_that_has_run_out_grants_nothing(granted):
    old = grant(date(2025, 1, 1), date(2026, 9, 30), 16, reference="2025/1")
    assert granted(old) == 0


def two_parents():
    mother, father = (
        RelativeDraft(
            Relation.PARENT,
            PersonDraft(name, "Ødegård", street=street),
            gets_letters=True,
        )
        for name, street in (("Mor", "Storgata 1"), ("Far", "Fjellveien 2"))
    )
    return replace(ÅSE, relatives=(mother, father))


def test_two_parents_and_what_each_may_do_are_kept(database, registered):
    guardian = RelativeDraft(
        Relation.GUARDIAN,
        PersonDraft("Vilde", "Vik"),
        mandate="Økonomi",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
    )
    lawyer = RelativeDraft(
        Relation.REPRESENTATIVE,
        PersonDraft("Ada", "Vokat"),
        mandate="Klagen",
        authority_on=date(2026, 10, 1),
    )
    draft = two_parents()
    draft = replace(draft, relatives=(*draft.relatives, guardian, lawyer))
    number = registered(draft)
    with database.transaction() as session:
        found = open_client(session, number).draft.relatives
    assert tuple(replace(each, number=None) for each in found) == draft.relatives


def test_an_edit_of_the_client_loses_nobody_beside_them(database, registered, today):
    number = registered(two_parents())
    with database.transaction() as session:
        card = open_client(session, number)
        edit_client(session, number, 1, replace(card.draft, wishes="Kino"), today=today)
    with database.transaction() as session:
        assert open_client(session, number).draft.relatives == card.draft.relatives


def test_one_parent_goes_and_the_other_stays_the_same_person(
    database, registered, today
):
    number = registered(two_parents())
    with database.transaction() as session:
        card = open_client(session, number)
        mother, father = card.draft.relatives
        moved = replace(father, person=replace(father.person, street="Havnegata 9"))
        edit_client(
            session, number, 1, replace(card.draft, relatives=(moved,)), today=today
        )
    with database.transaction() as session:
        assert open_client(session, number).draft.relatives == (moved,)
        names = set(session.scalars(select(Person.given_name)))
    assert mother.person.given_name not in names
