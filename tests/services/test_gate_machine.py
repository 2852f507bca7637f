"""Whatever the office does, nothing is active past a strict rule without a record.

A person is played who registers, prints, signs, edits, lets through and takes back, in
any order, through the errands of the office. What is refused leaves no trace. After
each step every active assignment is asked about all its rules, as if nobody had let it
past any: what does not hold was let past with a reason, or came of time or of a
decision that ended, and then stands on the first page.
"""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import (
    EndDraft,
    EndReason,
    PauseDraft,
    PauseReason,
)
from stkdesk.domain.assignment_gate import blocking
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.gate_rules import GateRule, SetStrictness
from stkdesk.domain.staff import Role
from stkdesk.services.asking import asker
from stkdesk.services.assignment_course import (
    end_assignment,
    pause_assignment,
    reopen_assignment,
    resume_assignment,
)
from stkdesk.services.assignment_gate import (
    facts_where,
)
from stkdesk.services.assignments import (
    edit_assignment,
    open_assignment,
)
from stkdesk.services.contact_merging import (
    look_at_two,
    merge_contacts,
    undo_merge,
)
from stkdesk.services.declarations import unsign_declaration
from stkdesk.services.duties.all import tasks_of_client
from stkdesk.services.gate_rules import set_strictness
from stkdesk.services.vetoes import lift_veto, set_veto
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    ContactMerge,
    Decision,
    Declaration,
    GateOverride,
    Veto,
)
from tests.services.playing import DAYS, HOURS, PAIRS, Preparing, may
from tests.staff import hire


def _taken_back(session, taken, today):
    unsign_declaration(session, *taken, today=today)


class Office(Preparing):
    """Two clients, two contacts, and all that can be done about them."""

    # What may close the gate of one that is running.

    @may(of=st.integers(0, 5))
    def rest(self, of):
        pause = PauseDraft(self.today, reason=PauseReason.HOLIDAY)
        self.course(of, pause_assignment, pause)

    @may(of=st.integers(0, 5))
    def go_on(self, of):
        self.course(of, resume_assignment)

    @may(of=st.integers(0, 5), days=st.integers(0, 20))
    def end(self, of, days):
        last = self.today + timedelta(days=days)
        self.course(of, end_assignment, EndDraft(last, EndReason.OTHER))

    @may(of=st.integers(0, 5))
    def take_up_again(self, of):
        self.course(of, reopen_assignment)

    @may(of=st.integers(0, 5), move=st.integers(0, 9), minutes=HOURS, days=DAYS)
    def edit(self, of, move, minutes, days):
        each = self.some(Assignment, of)
        if each is None:
            return

        def edit(session):
            card = open_assignment(session, each.number)
            draft = replace(
                card.draft,
                contact_number=move + 1 if move < 2 else each.contact_number,
                agreed_minutes=minutes,
                start_on=self.today + timedelta(days=days),
                status=AssignmentStatus.ACTIVE,
            )
            seen = (each.number, card.version)
            edit_assignment(session, *seen, draft, today=self.today)

        self.does(edit)

    @may(contact=PAIRS)
    def take_back_the_declarations(self, contact):
        signed = select(Declaration).filter_by(contact_number=contact + 1)
        for each in self.session.scalars(signed.order_by(Declaration.number)):
            taken = (contact + 1, each.number)
            self.does(partial(_taken_back, taken=taken, today=self.today))

    @may(client=PAIRS, contact=PAIRS)
    def never_together(self, client, contact):
        pair = (client + 1, contact + 1)
        self.does(lambda s: set_veto(s, *pair, "Uenighet", today=self.today))

    @may(of=st.integers(0, 3))
    def together_again(self, of):
        each = self.some(Veto, of, lifted_on=None)
        if each is not None:
            self.does(lambda s: lift_veto(s, each.number, today=self.today))

    @may(kept=PAIRS, is_kept_right=st.booleans())
    def put_the_contacts_together(self, kept, is_kept_right):
        def merge(session):
            view = look_at_two(session, kept + 1, 2 - kept)
            seen = ((s.card.number, s.card.version) for s in (view.kept, view.gone))
            chosen = view.differences if is_kept_right else ()
            merge_contacts(session, *seen, chosen, today=self.today)

        self.does(merge)

    @may(of=PAIRS)
    def take_the_contacts_apart(self, of):
        each = self.some(ContactMerge, of, undone_on=None)
        if each is None:
            return
        lacked = json.loads(each.detail)["lacked"].items()
        if self.does(lambda s: undo_merge(s, each.number, today=self.today)):
            self.known |= {
                (int(number), GateRule(rule))
                for number, rules in lacked
                for rule in rules
            }

    @may(about=st.sets(st.sampled_from(GateRule)), is_strict=st.booleans())
    def be_so_strict(self, about, is_strict):
        for each in sorted(about):
            wanted = SetStrictness(each, self.today, is_strict)
            self.does(partial(set_strictness, wanted=wanted), self.leader)

    # What closes gates by itself, and is told on the first page.

    @may(of=st.integers(0, 5))
    def a_decision_ends(self, of):
        each = self.some(Decision, of)
        if each is not None:
            each.valid_to = self.today - timedelta(days=1)
            self._note_what_came_by_itself()

    @may(days=st.sampled_from([1, 40, 400]))
    def time_passes(self, days):
        self.today += timedelta(days=days)
        self._note_what_came_by_itself()

    def _note_what_came_by_itself(self):
        self.known = {
            (number, each) for number, lacks in self._lacking() for each in lacks
        }

    def _lacking(self):
        found = facts_where(self.session, "a.status = 'active'", today=self.today)
        for number, facts in found.items():
            yield number, blocking(replace(facts, overridden=frozenset()), ())

    def _let_past(self, number):
        return set(
            self.session.scalars(
                select(GateOverride.rule).filter_by(
                    assignment_number=number, lapsed_on=None
                )
            )
        )

    @invariant()
    def nothing_is_active_past_a_rule_without_a_record(self):
        for number, lacks in self._lacking():
            unexplained = set(lacks) - self._let_past(number)
            untold = {each for each in unexplained if (number, each) not in self.known}
            assert not untold, f"O-{number}: {sorted(untold)} on {self.today}"
            if unexplained:  # the first page asks for those that are not plain
                assert number in self._told_of(number)

    def _told_of(self, number):
        client = self.session.get(Assignment, number).client_number
        tasks = tasks_of_client(
            asker(self.session), client, today=self.today, sees_protected=True
        )
        return {t.about.assignment for t in tasks if t.key == "gate_closed"}

    @invariant()
    def what_was_let_past_was_let_past_by_a_leader(self):
        made_by = self.session.scalars(select(GateOverride.made_by))
        assert set(made_by) <= {self.leader.number}

    @invariant()
    def who_is_active_has_been_started(self):
        for each in self.session.scalars(select(Assignment)):
            is_begun = each.activated_on is not None
            assert is_begun or each.status is not AssignmentStatus.ACTIVE
            contact = self.session.get(Contact, each.contact_number)
            if each.status is AssignmentStatus.ACTIVE:
                assert contact.status is not ContactStatus.ENDED


def played_in(database):
    """Return the machine that works in ``database`` and leaves nothing behind."""
    acts = {
        name: act.draws
        for each in (Preparing, Office)
        for name, act in vars(each).items()
        if hasattr(act, "draws")
    }

    class Played(Office):
        """All acts are one rule: else most are left out of most stories."""

        @rule(what=st.sampled_from(sorted(acts)), data=st.data())
        def do(self, what, data):
            drawn = {name: data.draw(of, name) for name, of in acts[what].items()}
            getattr(self, what)(**drawn)

    Played.database = database
    Played.caseworker = hire(database, "Kari Lunde", Role.CASEWORKER)
    Played.leader = hire(database, "Siri Ås", Role.LEADER)
    return Played


def test_nothing_the_office_does_makes_one_active_past_a_strict_rule(file_database):
    run_state_machine_as_test(
        played_in(file_database),
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            phases=(Phase.generate,),  # to make a story shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
