"""The gate of a decision: what hinders it, what is a warning, what helps."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import Relation
from stkdesk.domain.decision import (
    ChangeBasis,
    DecisionDraft,
    DecisionKind,
    GrantItem,
    NoticeException,
)
from stkdesk.domain.decision_facts import (
    Addressee,
    DecisionFacts,
    EarlierDecision,
    GivenNotice,
    KnownApplication,
    KnownComplaint,
)
from stkdesk.domain.decision_gate import RULES, gate
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.language import Language
from tests.builders import individual

K = DecisionKind
TODAY = date(2026, 11, 22)
FIRST, LAST = date(2026, 12, 1), date(2027, 11, 30)
GRANT = DecisionDraft(
    client_number=1,
    decided_on=TODAY,
    valid_from=FIRST,
    valid_to=LAST,
    items=individual(240),
    goal="Komme ut.",
    facts="Søknad og samtale.",
    own_view="Vil på kino.",
    grounds="Har behov for følge.",
    legal_basis="helse- og omsorgstjenesteloven § 3-2",
)
NOTHING = {"valid_from": None, "valid_to": None, "items": (), "goal": ""}
REFUSAL = replace(GRANT, kind=K.REFUSED, refused_part="Ikke nødvendig.", **NOTHING)
PARTLY = replace(
    GRANT, kind=K.PARTLY, applied_minutes=360, refused_part="Gruppa dekker."
)
BEFORE = EarlierDecision(
    number=7,
    reference="2026/3-1",
    kind=K.GRANTED,
    decided_on=date(2026, 1, 5),
    valid_from=date(2026, 2, 1),
    ends_on=date(2027, 11, 30),
    items=individual(240),
    expense_cap_ore=300_00,
    drive_cap_metres=100_000,
)
SAME = {"expense_cap_ore": 300_00, "drive_cap_metres": 100_000}
CHANGE = replace(
    GRANT,
    kind=K.CHANGED,
    changes_number=7,
    items=individual(120),
    change_basis=ChangeBasis.FROM_DECISION,
    **SAME,
)
END = replace(
    CHANGE,
    kind=K.ENDED,
    valid_to=None,
    items=(),
    goal="",
    **dict.fromkeys(SAME),
)
DISMISSAL = replace(GRANT, kind=K.DISMISSED, applied_on=date(2026, 11, 2), **NOTHING)
REVERSAL = replace(GRANT, kind=K.REVERSED, changes_number=7, complaint_number=3)
ANSWERED = GivenNotice(date(2026, 11, 1), date(2026, 11, 20))
WARNED = {"changed": BEFORE, "notices": (ANSWERED,)}
COMPLAINT = KnownComplaint(7, date(2026, 11, 10))
ELSEWHERE = KnownComplaint(9, date(2026, 11, 10))
DECIDED = KnownApplication(is_decided=True)
WITHDRAWN = KnownApplication(is_withdrawn=True)
WHOLE = {
    K.GRANTED: DecisionFacts(GRANT, TODAY),
    K.PARTLY: DecisionFacts(PARTLY, TODAY),
    K.REFUSED: DecisionFacts(REFUSAL, TODAY),
    K.CHANGED: DecisionFacts(CHANGE, TODAY, **WARNED),
    K.ENDED: DecisionFacts(END, TODAY, **WARNED),
    K.DISMISSED: DecisionFacts(DISMISSAL, TODAY),
    K.REVERSED: DecisionFacts(
        REVERSAL, TODAY, changed=replace(BEFORE, items=()), complaint=COMPLAINT
    ),
}


def told(facts, /, **changes):
    """Return the fields that are complained of, and whether each one blocks."""
    known = {name for name in changes if hasattr(facts.draft, name)}
    draft = replace(facts.draft, **{name: changes[name] for name in known})
    rest = {name: changes[name] for name in changes.keys() - known}
    found = gate(replace(facts, draft=draft, **rest))
    keys = dict.fromkeys(each.key for each in found)
    return {key: any(e.blocks for e in found if e.key == key) for key in keys}


def sentences(facts):
    return " ".join(each.sentence for each in gate(facts))


@pytest.mark.parametrize("kind", DecisionKind)
def test_a_decision_with_all_its_kind_must_have_may_be_issued(kind):
    assert told(WHOLE[kind]) == {}


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("field", ["facts", "grounds", "legal_basis"])
def test_no_decision_goes_out_without_facts_grounds_and_rules(kind, field):
    assert told(WHOLE[kind], **{field: " \n"}) == {field: True}


@pytest.mark.parametrize(
    ("kind", "lacking", "field"),
    [
        (K.GRANTED, {"items": ()}, "items"),
        (K.GRANTED, {"items": individual(0)}, "items"),
        (K.GRANTED, {"items": individual(60) * 2}, "items"),
        (K.GRANTED, {"valid_to": None}, "review_on"),
        (K.GRANTED, {"valid_to": FIRST - timedelta(1)}, "valid_to"),
        (K.GRANTED, {"review_on": FIRST - timedelta(1)}, "review_on"),
        (K.GRANTED, {"applied_minutes": 300}, "kind"),
        (K.GRANTED, {"decided_on": TODAY + timedelta(1)}, "decided_on"),
        (K.GRANTED, {"legal_basis": "§ 7-6"}, "legal_basis"),
        (K.GRANTED, {"legal_basis": "barnevernsloven § 3-1"}, "legal_basis"),
        (K.PARTLY, {"applied_minutes": None}, "applied_minutes"),
        (K.PARTLY, {"applied_minutes": 120}, "applied_minutes"),
        (K.PARTLY, {"refused_part": ""}, "refused_part"),
        (K.PARTLY, {"no_grounds": True}, "no_grounds"),
        (K.REFUSED, {"refused_part": ""}, "refused_part"),
        (K.REFUSED, {"items": individual(60)}, "items"),
        (K.CHANGED, {"change_basis": None}, "change_basis"),
        (K.ENDED, {"change_basis": None}, "change_basis"),
        (K.ENDED, {"valid_from": None}, "valid_from"),
        (K.ENDED, {"valid_from": date(2028, 1, 1)}, "valid_from"),
        (K.DISMISSED, {"applied_on": None}, "applied_on"),
        (K.REVERSED, {"complaint_number": None}, "complaint_number"),
        (
            K.REVERSED,
            {"complaint": ELSEWHERE},
            "complaint_number",
        ),
        (
            K.GRANTED,
            {"corrects_number": 7, "corrected": BEFORE},
            "correction",
        ),
        (
            K.GRANTED,
            {"corrects_number": 7, "correction": "x"},
            "corrects_number",
        ),
        (
            K.GRANTED,
            {"application": DECIDED},
            "application_number",
        ),
        (
            K.GRANTED,
            {"application": WITHDRAWN},
            "application_number",
        ),
    ],
)
def test_what_hinders_a_decision_is_told_by_its_field(kind, lacking, field):
    assert told(WHOLE[kind], **lacking) == {field: True}


@pytest.mark.parametrize("kind", [k for k in DecisionKind if k.changes_another])
def test_a_change_names_an_issued_decision(kind):
    assert told(WHOLE[kind], changes_number=None)["changes_number"]
    unknown = {"changed": None, "notices": ()}
    assert told(WHOLE[kind], **unknown) == {"changes_number": True}


def test_a_full_grant_may_say_that_nobody_is_dissatisfied_instead_of_why():
    assert told(WHOLE[K.GRANTED], grounds="", no_grounds=True) == {}


def test_who_asked_for_the_end_needs_no_other_reason():
    wish = {"grounds": "", "is_own_wish": True, "change_basis": None}
    assert told(WHOLE[K.ENDED], **wish, notices=()) == {}
    assert told(WHOLE[K.CHANGED], **wish, notices=()) == {"grounds": True}


def test_goal_and_the_clients_own_view_are_asked_for_only():
    assert told(WHOLE[K.GRANTED], own_view="", goal="") == {
        "own_view": False,
        "goal": False,
    }


@pytest.mark.parametrize(
    ("law", "written_in"),
    [
        ("forvaltningsloven § 25", {Language.BOKMAL}),
        ("Forvaltningslova § 25", {Language.NYNORSK}),
        ("offentleglova § 13", {Language.BOKMAL, Language.NYNORSK}),
    ],
)
def test_a_law_is_called_by_its_name_in_the_language_of_the_letter(law, written_in):
    for language in Language:
        wanted = {} if language in written_in else {"legal_basis": True}
        assert told(WHOLE[K.REFUSED], legal_basis=law, language=language) == wanted


# To the client's detriment.


@pytest.mark.parametrize("kind", [K.CHANGED, K.ENDED])
def test_less_than_before_needs_an_advance_notice_and_says_how_to_write_it(kind):
    facts = replace(WHOLE[kind], notices=())
    [lack] = gate(facts)
    assert (lack.key, lack.blocks) == ("notice_exception", True)
    assert lack.remedy.act == "letter/advance_notice"
    known = NoticeException.KNOWS_ALREADY
    assert told(facts, notice_exception=known) == {}
    assert told(facts, is_own_wish=True) == {}


@pytest.mark.parametrize(
    ("notice", "enough"),
    [
        (GivenNotice(date(2026, 11, 1), date(2026, 11, 21)), True),
        (GivenNotice(date(2026, 11, 1), TODAY), False),  # still open that day
        (GivenNotice(date(2026, 11, 1), date(2026, 12, 1)), False),
        (GivenNotice(date(2026, 11, 1), date(2026, 12, 1), TODAY), True),
        (GivenNotice(date(2026, 11, 1), None), False),
    ],
)
def test_a_notice_counts_when_its_deadline_is_past_or_it_is_answered(notice, enough):
    facts = replace(WHOLE[K.CHANGED], notices=(notice,))
    assert (told(facts) == {}) is enough
    if not enough and notice.answer_by:
        assert "Svarfristen i forhåndsvarselet er" in sentences(facts)


def test_what_is_to_detriment_does_not_rest_on_being_none():
    harmless = ChangeBasis.NOT_TO_DETRIMENT
    assert told(WHOLE[K.CHANGED], change_basis=harmless) == {"change_basis": True}
    more = {"items": individual(300), "notices": ()}
    assert told(WHOLE[K.CHANGED], change_basis=harmless, **more) == {}


def test_hours_taken_back_in_time_are_asked_about():
    facts = replace(WHOLE[K.CHANGED])
    assert told(facts, valid_from=date(2026, 11, 1)) == {"valid_from": False}


# Other decisions in force.


def other(first, last, minutes=240, solution=Solution.INDIVIDUAL, decision=5):
    return Force(decision, solution, minutes, HoursUnit.WEEK, first, last)


@pytest.mark.parametrize(
    ("first", "last", "clashes"),
    [
        (date(2026, 1, 1), FIRST - timedelta(1), False),
        (date(2026, 1, 1), FIRST, True),
        (date(2026, 1, 1), None, True),
        (LAST, None, True),
        (LAST + timedelta(1), None, False),
    ],
)
def test_the_same_help_is_not_granted_twice_for_the_same_days(first, last, clashes):
    facts = replace(
        WHOLE[K.GRANTED],
        others=(other(first, last),),
        references={5: "2026/2-1"},
    )
    assert told(facts) == ({"valid_from": True} if clashes else {})
    if clashes:
        assert "Vedtak 2026/2-1 gjelder" in sentences(facts)


def test_another_solution_may_run_beside_it_within_a_week():
    group = other(date(2026, 1, 1), None, solution=Solution.GROUP)
    assert told(WHOLE[K.GRANTED], others=(group,)) == {}
    lots = replace(group, minutes=168 * 60 - 239)
    assert told(WHOLE[K.GRANTED], others=(lots,)) == {"items": True}


def test_a_change_meets_the_decision_it_changes_without_clashing():
    same = other(date(2026, 2, 1), None, decision=7)
    assert told(WHOLE[K.CHANGED], others=(same,)) == {}
    assert told(WHOLE[K.GRANTED], others=(same,)) == {"valid_from": True}


# Who gets it.


@pytest.mark.parametrize(
    ("age", "relations", "blocks"),
    [
        (30, [None], {}),
        (30, [], {"recipients": True}),
        (11, [Relation.PARENT], {}),
        (11, [None], {"recipients": True}),
        (15, [Relation.PARENT], {"recipients": True}),  # own copy from 15
        (15, [Relation.PARENT, None], {}),
        (17, [Relation.GUARDIAN, None], {}),
        (16, [None], {"recipients": False}),
        (18, [None], {}),
    ],
)
def test_parents_are_confirmed_and_a_youth_gets_a_copy(age, relations, blocks):
    facts = replace(
        WHOLE[K.GRANTED],
        age=age,
        addressees=tuple(Addressee(relation) for relation in relations),
    )
    assert told(facts) == blocks


def test_a_representative_is_not_passed_over_without_a_word():
    facts = replace(
        WHOLE[K.GRANTED],
        age=40,
        has_representative=True,
        addressees=(Addressee(None),),
    )
    assert told(facts) == {"recipients": False}
    both = (Addressee(None), Addressee(Relation.REPRESENTATIVE))
    assert told(facts, addressees=both) == {}


def test_somebody_without_an_address_is_not_written_to():
    nowhere = (Addressee(None, has_address=False),)
    assert told(WHOLE[K.GRANTED], addressees=nowhere) == {"recipients": True}


def test_a_child_of_twelve_is_asked():
    facts = replace(WHOLE[K.GRANTED], age=12)
    assert "er selv part" in sentences(
        replace(facts, draft=replace(GRANT, own_view=""))
    )


def test_every_rule_has_a_source_and_speaks_norwegian():
    assert all(rule.source for rule in RULES)
    assert len(RULES) > 40


@given(
    st.builds(
        DecisionDraft,
        client_number=st.none() | st.just(1),
        kind=st.sampled_from(DecisionKind),
        changes_number=st.none() | st.just(7),
        applied_minutes=st.none() | st.integers(0, 900),
        decided_on=st.none() | st.dates(),
        valid_from=st.none() | st.dates(),
        valid_to=st.none() | st.dates(),
        review_on=st.none() | st.dates(),
        items=st.lists(
            st.builds(GrantItem, st.sampled_from(Solution), st.integers(-9, 20_000)),
            max_size=3,
        ).map(tuple),
        hours_unit=st.sampled_from(HoursUnit),
        is_own_wish=st.booleans(),
        no_grounds=st.booleans(),
        facts=st.sampled_from(["", "Noe."]),
        grounds=st.sampled_from(["", "Noe."]),
        legal_basis=st.sampled_from(["", "§ 3-2"]),
        refused_part=st.sampled_from(["", "Noe."]),
    )
)
def test_what_passes_the_gate_has_all_that_a_letter_must_tell(draft):
    facts = DecisionFacts(draft, TODAY, changed=BEFORE, age=30)
    if any(each.blocks for each in gate(facts)):
        return
    assert draft.facts
    assert draft.legal_basis
    assert draft.grounds or draft.no_grounds
    assert draft.decided_on is not None
    assert draft.decided_on <= TODAY
    if draft.kind.grants:
        assert 0 < draft.granted_minutes <= 168 * 60 * 4
        assert draft.valid_from is not None
        assert draft.valid_to is not None or draft.review_on is not None
    else:
        assert not draft.granted_minutes
    assert not facts.needs_notice
