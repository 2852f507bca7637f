"""Two people change one record: what only one changed is kept, the rest is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.client import ClientDraft, ClientStatus, Relation, RelativeDraft
from stkdesk.domain.merging import Changed, Difference, compare, merged, value_at
from stkdesk.domain.person import PersonDraft

ÅSE = ClientDraft(
    person=PersonDraft("Åse", "Ødegård", date(2012, 2, 1), street="Fjordgata 1"),
    case_number="2026/4",
    wishes="Svømme",
)
ADDRESS = (("person", "street"), ("person", "postal_code"), ("person", "city"))
RELATIVE = (("relative",),)
TOGETHER = (ADDRESS, RELATIVE)


def with_person(draft, **changes):
    return replace(draft, person=replace(draft.person, **changes))


def named(*differences):
    return {(path[-1], each.by) for each in differences for path in each.paths}


def test_what_only_one_of_us_changed_is_kept_from_both():
    mine = with_person(ÅSE, phone="91234567")
    theirs = replace(ÅSE, wishes="Sjakk", status=ClientStatus.ACTIVE)
    found = compare(ÅSE, mine, theirs)
    assert named(*found) == {
        ("phone", Changed.MINE),
        ("wishes", Changed.THEIRS),
        ("status", Changed.THEIRS),
    }
    assert merged(mine, theirs, found) == with_person(theirs, phone="91234567")


def test_what_both_changed_must_be_chosen():
    mine, theirs = replace(ÅSE, wishes="Kino"), replace(ÅSE, wishes="Sjakk")
    [found] = compare(ÅSE, mine, theirs)
    assert found == Difference(
        (("wishes",),), Changed.BOTH, ("Svømme",), ("Kino",), ("Sjakk",)
    )
    assert merged(mine, theirs, [found]) == theirs
    assert merged(mine, theirs, [found], keep_mine=[found]) == mine


def test_the_same_change_by_both_is_nothing_to_choose():
    both = replace(ÅSE, wishes="Kino")
    assert compare(ÅSE, both, both) == ()


def test_a_street_and_a_town_from_two_people_are_never_mixed():
    mine = with_person(ÅSE, street="Storgata 3")
    theirs = with_person(ÅSE, postal_code="6509", city="Byen")
    [found] = compare(ÅSE, mine, theirs, TOGETHER)
    assert found.by is Changed.BOTH
    assert found.mine == ("Storgata 3", "", "")
    assert found.theirs == ("Fjordgata 1", "6509", "Byen")
    assert merged(mine, theirs, [found], keep_mine=[found]) == mine
    assert merged(mine, theirs, [found]) == theirs


def test_a_part_of_the_address_that_both_wrote_alike_asks_nothing():
    mine = with_person(ÅSE, street="Storgata 3")
    theirs = with_person(ÅSE, street="Storgata 3", postal_code="6509", city="Byen")
    found = compare(ÅSE, mine, theirs, TOGETHER)
    assert {each.by for each in found} == {Changed.THEIRS}
    assert merged(mine, theirs, found) == theirs


MOR = RelativeDraft(Relation.PARENT, PersonDraft("Mor", "Ødegård"), number=1)
FAR = RelativeDraft(Relation.PARENT, PersonDraft("Far", "Ødegård"), number=2)
NEW = RelativeDraft(Relation.GUARDIAN, PersonDraft("Verge", "Vik"))


def beside(*relatives):
    return replace(ÅSE, relatives=relatives)


def test_the_parent_i_added_and_the_one_they_added_are_both_taken_along():
    mine, theirs = beside(NEW), beside(FAR)
    found = compare(ÅSE, mine, theirs)
    assert {each.by for each in found} == {Changed.THEIRS, Changed.MINE}
    assert merged(mine, theirs, found).relatives == (FAR, NEW)


def test_the_same_guardian_added_by_both_is_added_once():
    mine, theirs = beside(NEW), beside(replace(NEW, number=3))
    found = compare(ÅSE, mine, theirs)
    assert merged(mine, theirs, found) == theirs


def test_a_parent_i_took_away_goes_and_the_one_they_changed_is_changed():
    before = beside(MOR, FAR)
    reached = replace(FAR, person=replace(FAR.person, phone="41234567"))
    mine, theirs = beside(FAR), beside(MOR, reached)
    found = compare(before, mine, theirs)
    assert {each.by for each in found} == {Changed.MINE, Changed.THEIRS}
    assert merged(mine, theirs, found).relatives == (reached,)


def test_one_parent_never_gets_the_phone_of_another():
    before = beside(MOR)
    mine = beside(replace(MOR, person=PersonDraft("Far", "Ødegård")))
    theirs = beside(replace(MOR, person=replace(MOR.person, phone="41234567")))
    [found] = compare(before, mine, theirs, TOGETHER)
    assert found.by is Changed.BOTH
    assert found.paths == (("relatives", "#1"),)
    assert merged(mine, theirs, [found], keep_mine=[found]) == mine
    assert merged(mine, theirs, [found]) == theirs


def test_one_i_changed_and_they_took_away_is_asked_about():
    before = beside(MOR, FAR)
    mine, theirs = beside(replace(MOR, gets_letters=True), FAR), beside(FAR)
    [found] = compare(before, mine, theirs)
    assert found.by is Changed.BOTH
    assert merged(mine, theirs, [found]) == theirs
    kept = merged(mine, theirs, [found], keep_mine=[found]).relatives
    assert set(kept) == set(mine.relatives)


TEXTS = st.sampled_from(["", "a", "b", "c"])
PEOPLE = st.builds(PersonDraft, TEXTS, TEXTS, street=TEXTS, city=TEXTS, phone=TEXTS)
DRAFTS = st.builds(
    ClientDraft,
    person=PEOPLE,
    status=st.sampled_from(ClientStatus),
    case_number=TEXTS,
    wishes=TEXTS,
    relatives=st.lists(
        st.builds(RelativeDraft, person=PEOPLE, number=st.integers(1, 3)),
        max_size=3,
        unique_by=lambda each: each.number,
    ).map(lambda found: tuple(sorted(found, key=lambda each: each.number))),
)
UNITS = st.sampled_from([(), TOGETHER])


def leaves(draft, path=()):
    """Every field of a draft with its value, by another road than the program's."""
    for name in draft.__dataclass_fields__:
        value = getattr(draft, name)
        if hasattr(value, "__dataclass_fields__"):
            yield from leaves(value, (*path, name))
        elif isinstance(value, tuple):
            for each in value:
                yield (*path, name, f"#{each.number}"), each
        else:
            yield (*path, name), value


@given(DRAFTS, DRAFTS, DRAFTS, UNITS, st.data())
def test_every_value_saved_was_written_by_somebody(before, mine, theirs, units, data):
    found = compare(before, mine, theirs, units)
    asked = [each for each in found if each.by is Changed.BOTH]
    chosen = [each for each in asked if data.draw(st.booleans())]
    result = merged(mine, theirs, found, keep_mine=chosen)
    for each in found:
        want = mine if each.by is Changed.MINE or each in chosen else theirs
        for path in each.paths:
            assert value_at(result, path) == value_at(want, path)
    told = {path for each in found for path in each.paths}
    for path, value in leaves(result):
        if not any(path[: len(each)] == each for each in told):
            assert value == value_at(mine, path) == value_at(theirs, path)


@given(DRAFTS, DRAFTS, UNITS)
def test_whoever_changed_nothing_loses_nothing_and_is_asked_nothing(
    before, theirs, units
):
    found = compare(before, before, theirs, units)
    assert all(each.by is Changed.THEIRS for each in found)
    assert merged(before, theirs, found) == theirs
    turned = compare(before, theirs, before, units)
    assert all(each.by is Changed.MINE for each in turned)
    assert merged(theirs, before, turned) == theirs


@given(DRAFTS, DRAFTS, UNITS)
def test_the_same_changes_are_never_a_conflict(before, both, units):
    assert compare(before, both, both, units) == ()


@given(DRAFTS, DRAFTS, DRAFTS, UNITS)
def test_it_is_the_same_conflict_from_either_side(before, mine, theirs, units):
    def _asked(found):
        return {each.paths for each in found if each.by is Changed.BOTH}

    one = compare(before, mine, theirs, units)
    other = compare(before, theirs, mine, units)
    assert _asked(one) == _asked(other)
    if not _asked(one):
        assert merged(mine, theirs, one) == merged(theirs, mine, other)


@given(DRAFTS, TEXTS, TEXTS)
def test_changes_of_different_fields_are_all_there(before, wishes, number):
    mine = replace(before, wishes=wishes)
    theirs = replace(before, case_number=number)
    found = compare(before, mine, theirs, TOGETHER)
    whole = merged(mine, theirs, found)
    assert whole == replace(before, wishes=wishes, case_number=number)


@dataclass(frozen=True)
class Letter:
    """A draft with texts by key."""

    fields: Mapping[str, str]


def test_texts_by_key_are_told_and_taken_one_by_one():
    before = Letter({"why": "a", "when": "b"})
    mine = Letter({"why": "mine", "when": "b", "more": "new"})
    theirs = Letter({"why": "a", "when": "theirs"})
    found = compare(before, mine, theirs)

    assert [(each.paths[0], each.by) for each in found] == [
        (("fields", "why"), Changed.MINE),
        (("fields", "when"), Changed.THEIRS),
        (("fields", "more"), Changed.MINE),
    ]
    whole = {"why": "mine", "when": "theirs", "more": "new"}
    assert merged(mine, theirs, found) == Letter(whole)
