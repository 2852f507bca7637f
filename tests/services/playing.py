"""An office that is played: what it does to get an assignment going.

Each act is marked with what is drawn for it; what is refused leaves no trace.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
)
from sqlalchemy import select

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentDraft, AssignmentStatus
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateResult,
)
from stkdesk.domain.contact import ContactDraft, ContactStatus
from stkdesk.domain.declaration_rules import DeclarationDraft
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.agreements import (
    begin_agreement,
    make_agreement,
    save_agreement,
    sign_agreement,
)
from stkdesk.services.assignment_course import (
    start_assignment,
)
from stkdesk.services.assignment_gate import (
    assignment_gate,
    override_gate,
)
from stkdesk.services.assignments import (
    register_assignment,
)
from stkdesk.services.certificates import register_certificate
from stkdesk.services.contacts import edit_contact, open_contact, register_contact
from stkdesk.services.declarations import sign_declaration
from stkdesk.storage.tables import (
    Agreement,
    Assignment,
)
from tests import builders as make
from tests.services.writing import an_office

START = date(2026, 11, 16)
ACCOUNT = "86011117947"
PAIRS = st.integers(0, 1)  # which of two: a client, a contact
HOURS = st.sampled_from([60, 4 * 60, 16 * 60, 40 * 60])
DAYS = st.integers(-20, 40)


def may(**draws):
    """Mark what may be done, and what is drawn for it."""

    def mark(act):
        act.draws = draws
        return act

    return mark


class Preparing(RuleBasedStateMachine):
    """Two clients, two contacts, and all that can be done about them."""

    database = caseworker = leader = None  # given by those who play

    def __init__(self):
        super().__init__()
        self.today, self.known = START, set()
        self._whole = self.database.transaction()
        self.session = self._whole.__enter__()
        self.session.info["actor"] = PROGRAM

    def teardown(self):
        with suppress(ZeroDivisionError):  # so that nothing is saved
            error = ZeroDivisionError()
            self._whole.__exit__(ZeroDivisionError, error, None)

    def does(self, work, actor=None):
        """Do an errand as ``actor``; refused, it leaves no trace."""
        session = self.session
        session.info["actor"] = actor or self.caseworker
        try:
            with session.begin_nested():
                return work(session)
        except OfficeError:
            session.expire_all()
            return None
        finally:
            session.info["actor"] = PROGRAM

    def some(self, table, of, **which):
        """Return one of the rows there are; None when there is none."""
        found = list(
            self.session.scalars(
                select(table).filter_by(**which).order_by(table.number)
            )
        )
        return found[of % len(found)] if found else None

    def course(self, of, work, *args):
        """Take a step with one of the assignments."""
        each = self.some(Assignment, of)
        if each is not None:
            seen = (each.number, each.version)
            self.does(lambda s: work(s, *seen, *args, today=self.today))

    @initialize(
        others=st.sampled_from([(0, 0), (0, 1), (1, 1)]),
        ready=st.integers(0, 3),
        permissive=st.booleans(),
    )
    def open_the_office(self, others, ready, permissive):
        """Plan two assignments; the bits of ``ready`` say which are in order."""
        an_office(self.session, START)
        for name, born in (("Oskar Moen", 1980), ("Åse Lie", 2015)):
            make.a_client(
                self.session,
                name,
                person={"birth_date": date(born, 2, 1)},
                is_protected_group=False,
            )
        for name in ("Solveig Bakke", "Håkon Aas"):
            given, family = name.split()
            person = PersonDraft(
                given,
                family,
                date(1985, 5, 17),
                street="Gata 1",
                postal_code="6509",
                city="Byen",
            )
            register_contact(self.session, ContactDraft(person), today=START)
        for client, contact in ((0, 0), others):
            self.register(client, contact, 4 * 60, -10)
        if permissive:
            self.be_so_strict(set(GateRule), False)
        for of in range(2):
            if ready >> of & 1:
                self.put_all_in_order(of)

    # What leads to an active assignment.

    @may(client=PAIRS, contact=PAIRS, minutes=HOURS, days=DAYS)
    def register(self, client, contact, minutes, days):
        first = self.today + timedelta(days=days)
        draft = AssignmentDraft(
            client + 1,
            contact + 1,
            status=AssignmentStatus.ACTIVE,  # which is not heard
            start_on=first,
            agreed_minutes=minutes,
        )
        self.does(lambda s: register_assignment(s, draft))

    @may(client=PAIRS, minutes=HOURS)
    def grant(self, client, minutes):
        begun = self.today - timedelta(days=30)
        make.a_grant(self.session, client + 1, minutes, valid_from=begun)
        self._note_what_came_by_itself()  # it takes the place of the one before

    @may(contact=PAIRS)
    def sign_the_declaration(self, contact):
        draft = DeclarationDraft(explained_on=self.today, signed_on=self.today)
        self.does(lambda s: sign_declaration(s, contact + 1, draft, today=self.today))

    @may(
        contact=PAIRS,
        result=st.sampled_from(CertificateResult),
        basis=st.sampled_from(CertificateBasis),
    )
    def register_the_certificate(self, contact, result, basis):
        draft = CertificateDraft(
            basis=basis, issued_on=self.today, seen_on=self.today, result=result
        )
        self.does(
            lambda s: register_certificate(s, contact + 1, draft, today=self.today)
        )

    @may(of=st.integers(0, 5), days=DAYS)
    def agree(self, of, days):
        each = self.some(Assignment, of)
        if each is None:
            return

        def draw(session):
            draft = begin_agreement(session, each.number, today=self.today)
            first = self.today + timedelta(days=days)
            draft = replace(draft, valid_from=first, valid_to=None)
            save_agreement(session, draft, today=self.today)

        self.does(draw)

    @may(of=st.integers(0, 5))
    def make_the_agreement(self, of):
        each = self.some(Agreement, of, state=AgreementState.DRAFT)
        if each is not None:
            seen = (each.number, each.version)
            self.does(lambda s: make_agreement(s, *seen, today=self.today))

    @may(of=st.integers(0, 5))
    def sign_the_agreement(self, of):
        each = self.some(Agreement, of, state=AgreementState.MADE)
        if each is not None:
            seen = (each.number, each.version, self.today, self.today)
            self.does(lambda s: sign_agreement(s, *seen, today=self.today))

    @may(contact=PAIRS, has_number=st.booleans(), has_account=st.booleans())
    def edit_the_contact(self, contact, has_number, has_account):
        self._edit(
            contact + 1,
            employee_number=f"40{contact}" if has_number else "",
            account_number=ACCOUNT if has_account else "",
        )

    @may(contact=PAIRS, status=st.sampled_from(ContactStatus))
    def call_the_contact(self, contact, status):
        self._edit(contact + 1, status=status)

    @may(contact=PAIRS, years=st.sampled_from([1985, 2012]))
    def correct_the_birth_date(self, contact, years):
        card = open_contact(self.session, contact + 1)
        person = replace(card.draft.person, birth_date=date(years, 5, 17))
        self._edit(contact + 1, person=person)

    def _edit(self, number, **fields):
        def edit(session):
            card = open_contact(session, number)
            draft = replace(card.draft, **fields)
            edit_contact(session, number, card.version, draft, today=self.today)

        self.does(edit)

    @may(of=st.integers(0, 5))
    def put_all_in_order(self, of):
        """Do what the panel asks for: a person who knows the office."""
        each = self.some(Assignment, of, status=AssignmentStatus.PLANNED)
        if each is None:
            return
        contact, client = each.contact_number - 1, each.client_number - 1
        self.grant(client, 16 * 60)
        self.sign_the_declaration(contact)
        self.register_the_certificate(
            contact, CertificateResult.ACCEPTED, CertificateBasis.HEALTH
        )
        self.edit_the_contact(contact, True, True)
        make.an_agreement(
            self.session,
            each.number,
            signed_on=self.today,
            valid_from=min(each.start_on, self.today),
        )
        self.course(of, start_assignment)

    @may(of=st.integers(0, 5))
    def start(self, of):
        self.course(of, start_assignment)

    @may(of=st.integers(0, 5), by_leader=st.booleans())
    def let_past(self, of, by_leader):
        """Try to let an assignment past everything it lacks."""
        each = self.some(Assignment, of)
        if each is None:
            return
        gate = assignment_gate(self.session, each.number, today=self.today)
        for lack in (condition.rule for condition in gate if condition.blocks):
            self.does(
                partial(
                    override_gate,
                    number=each.number,
                    rule=lack,
                    reason="Haster",
                    today=self.today,
                ),
                self.leader if by_leader else self.caseworker,
            )
