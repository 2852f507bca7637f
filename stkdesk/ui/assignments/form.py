"""The form of an assignment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from stkdesk.domain.assignment import (
    AssignmentDraft,
    Solution,
    assignment_problems,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group_member import MemberDraft
from stkdesk.domain.merging import Path
from stkdesk.services.assignment_check import check_assignment
from stkdesk.services.assignments import (
    AssignmentCard,
    edit_assignment,
    open_assignment,
    register_assignment,
)
from stkdesk.services.group_members import add_member
from stkdesk.services.suggested_hours import suggested_hours
from stkdesk.ui.assignments.finding import find_clients, find_contacts, known_people
from stkdesk.ui.assignments.pay_fields import PayFields
from stkdesk.ui.assignments.words import other_unit
from stkdesk.ui.fields import (
    ChoiceField,
    DateField,
    HoursField,
    TextArea,
)
from stkdesk.ui.groups.picker import GroupPicker
from stkdesk.ui.organisations.picker import OrganisationPicker
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.widgets.boxes import clear, column
from stkdesk.ui.widgets.notes import warnings
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

HOURS_HINT = "For eksempel 16"
PICKED = {
    "client_number": "client",
    "contact_number": "contact",
    "group_number": "group",
    "organisation_name": "organisation",
    "organisation_number": "organisation",
}
PROVIDERS = ("contact", "group", "organisation")  # one of them is asked for


def _register(session: Session, draft: AssignmentDraft, today: date) -> int:
    """Register the assignment; in a group, by the rules for its members."""
    if draft.solution is not Solution.GROUP or draft.group_number is None:
        return register_assignment(session, draft)
    member = MemberDraft(
        client_number=draft.client_number,
        start_on=draft.start_on,
        end_on=draft.end_on,
        minutes=draft.agreed_minutes,
        hours_unit=draft.hours_unit,
    )
    number = add_member(session, draft.group_number, member)
    card = open_assignment(session, number)
    edit_assignment(session, number, card.version, draft, today=today)
    return number


def assignment_errands(workspace: Workspace) -> Errands:
    """Return the casework of assignments, done on the office's own day."""
    today = workspace.today
    return Errands(
        room="assignment",
        kind="assignments",
        open=open_assignment,
        register=lambda session, draft, _fine: _register(session, draft, today()),
        edit=lambda session, number, version, draft: edit_assignment(
            session, number, version, draft, today=today()
        ),
    )


class AssignmentForm(RecordForm):
    """Asks for an assignment, new or as the card shows it."""

    help_topic = "oppdrag"
    together: ClassVar = {
        "Hvem som gjør oppdraget": (
            ("solution",),
            ("contact_number",),
            ("group_number",),
            ("organisation",),
            ("organisation_name",),
            ("organisation_number",),
        ),
        "Varighet": (("start_on",), ("end_on",)),
        "Timer": (("agreed_minutes",), ("hours_unit",)),
    }

    def __init__(
        self,
        page: Page,
        card: AssignmentCard | None = None,
        *,
        client: Found | None = None,
        contact: Found | None = None,
        hours: tuple[int, HoursUnit] | None = None,
    ) -> None:
        """Show the fields; what is known from where one was is filled in."""
        super().__init__(
            page,
            "Rediger oppdrag" if card else "Nytt oppdrag",
            assignment_errands(page.workspace),
            card,
            save_text="Lagre" if card else "Lagre oppdrag",
        )
        self._known_client, self._known_contact = client, contact
        workspace, today = page.workspace, page.workspace.today
        hint = "Skriv navn, sted eller fødselsdato"
        self._client = PersonPicker(workspace, find_clients, hint)
        self._contact = PersonPicker(workspace, find_contacts, "Skriv navn eller sted")
        self._solution = ChoiceField(tuple(Solution))
        self._group = GroupPicker(workspace)
        self._organisation = OrganisationPicker(workspace)
        self._notes = column(gap=0)
        self._warned: tuple[AssignmentDraft | None, tuple[Problem, ...]] = (None, ())
        self._start, self._end = DateField(today), DateField(today)
        self._hours, self._unit = HoursField(), ChoiceField(tuple(HoursUnit))
        self._pay = PayFields()
        self._goal = TextArea(3)
        self._add_people()
        self._add_frame()
        self._solution.currentIndexChanged.connect(self._on_solution)
        self._solution.activated.connect(
            lambda _at: self._pay.follow(self._solution.value())
        )
        self._hours.textChanged.connect(self._on_hours)
        for signal in (
            self._client.picked,
            self._contact.picked,
            self._group.picked,
            self._organisation.picked,
            self._solution.currentIndexChanged,
            self._unit.currentIndexChanged,
            self._start.editingFinished,
            self._end.editingFinished,
            self._hours.editingFinished,
        ):
            signal.connect(self._look)
        self._unit.currentIndexChanged.connect(self._on_hours)
        minutes, unit = hours or (None, HoursUnit.MONTH)
        known = AssignmentDraft(
            client_number=client.number if client else None,
            contact_number=contact.number if contact else None,
            agreed_minutes=minutes,
            hours_unit=unit,
        )
        self.begin_with(card.draft if card else known)
        self._on_solution()
        self._go_to_first_empty()
        self._look()

    def fill(self, draft: AssignmentDraft) -> None:
        self._client.set_value(self._client_of(draft))
        self._contact.set_value(self._contact_of(draft))
        self._solution.set_value(draft.solution)
        self._group.set_value(self._provider(draft.group_number))
        self._organisation.set_value(self._provider(draft.organisation))
        self._start.set_value(draft.start_on)
        self._end.set_value(draft.end_on)
        self._hours.set_value(draft.agreed_minutes)
        self._unit.set_value(draft.hours_unit)
        self._pay.fill(draft)
        self._goal.set_value(draft.goal)

    def draft(self) -> AssignmentDraft:
        provider = self._asked()
        organisation = self._organisation.value()
        known = self.card.draft if self.card else AssignmentDraft()
        same = provider == "organisation" and organisation == known.organisation
        draft = AssignmentDraft(
            client_number=self._client.value(),
            contact_number=self._contact.value() if provider == "contact" else None,
            group_number=self._group.value() if provider == "group" else None,
            organisation=organisation if provider == "organisation" else None,
            organisation_name=known.organisation_name if same else "",
            organisation_number=known.organisation_number if same else "",
            solution=self._solution.value(),
            status=known.status,
            start_on=self._start.value(),
            end_on=self._end.value(),
            agreed_minutes=self._hours.value(),
            hours_unit=self._unit.value(),
            goal=self._goal.value(),
        )
        return self._pay.filled(draft)

    def check(self, draft: AssignmentDraft) -> tuple[Problem, ...]:
        looked, warned = self._warned
        mine = [each for each in warned if each.field in PROVIDERS]
        return (*assignment_problems(draft), *(mine if looked == draft else ()))

    def names_of(self, path: Path) -> tuple[str, ...]:
        return (PICKED.get(path[-1], path[-1]),)

    def saved_text(self, draft: AssignmentDraft) -> str:
        name = self._client.text()
        done = "er lagret" if self.card else "er registrert"
        return f"Oppdraget for {name} {done}"

    def _add_people(self) -> None:
        self.add("client", "&Bruker", self._client)
        self.add("solution", "&Løsning", self._solution, width=286)
        self.add("contact", "&Støttekontakt", self._contact)
        hint = "Finnes den ikke, registrerer du den under Oppdrag, Grupper."
        self.add("group", "&Gruppe", self._group, hint=hint)
        hint = "Finnes den ikke, registrerer du den under Oppdrag, Organisasjoner."
        self.add("organisation", "&Organisasjon", self._organisation, hint=hint)

    def _add_frame(self) -> None:
        add = self.add
        self.add_heading("Avtalen")
        self.add_row(
            add("start_on", "&Fra og med", self._start, width=150),
            add("end_on", "&Til og med", self._end, optional=True, width=150),
        )
        self.add_row(
            add("agreed_minutes", "Ti&mer", self._hours, hint=HOURS_HINT, width=110),
            add("hours_unit", "T&elles", self._unit, width=150),
        )
        self.body.addLayout(self._notes)
        self._pay.add_to(self)
        add(
            "goal",
            "M&ål",
            self._goal,
            optional=True,
            hint="Hva oppdraget skal føre til for brukeren.",
        )

    def _client_of(self, draft: AssignmentDraft) -> Found | None:
        if draft.client_number is None:
            return None
        if self.card is not None and self.card.draft.client_number:
            return Found(draft.client_number, self.card.client)
        return self._known_client

    def _contact_of(self, draft: AssignmentDraft) -> Found | None:
        if draft.contact_number is None:
            return None
        if self.card is not None and self.card.draft.contact_number:
            return Found(draft.contact_number, self.card.provider)
        return self._known_contact

    def _provider(self, number: int | None) -> Found | None:
        """Return the group or organisation of the card."""
        if number is None or self.card is None:
            return None
        return Found(number, self.card.provider)

    def _asked(self) -> str:
        """Return who is asked for: support contact, group or organisation.

        An assignment of before there were groups keeps its support contact.
        """
        solution = self._solution.value()
        if solution is Solution.ORGANISATION:
            return "organisation"
        known = self.card.draft if self.card else AssignmentDraft()
        is_old = known.contact_number is not None and known.solution is solution
        if solution is Solution.INDIVIDUAL or is_old:
            return "contact"
        return "group"

    def _on_solution(self) -> None:
        asked = self._asked()
        for name in PROVIDERS:
            self.fields[name].setVisible(name == asked)
            self.fields[name].setEnabled(name == asked)
        self._pay.show_kind(self._solution.value())

    # What is worth a look.

    def _look(self, *_signal: object) -> None:
        """Ask what is worth a look in what is filled in, and say it by the fields."""
        draft, today = self.draft(), self.workspace.today()
        if draft == self._warned[0]:
            return
        number = self.card.number if self.card else None
        self.workspace.ask(
            lambda session: check_assignment(
                session, draft, number=number, today=today
            ),
            partial(self._on_looked, draft),
            key=(id(self), "look"),
            at_once=True,
        )

    def _on_looked(self, draft: AssignmentDraft, found: tuple[Problem, ...]) -> None:
        before = {each.field for each in self._warned[1]}
        warned = {each.field for each in found}
        self._warned = (draft, found)
        if draft != self.draft():
            return
        clear(self._notes)
        told = [each.message for each in found if each.field not in PROVIDERS]
        if told:
            self._notes.addWidget(warnings(told))
        for name in (before | warned) & set(PROVIDERS):
            field = self.fields[name]
            if field.has_problem and name not in before:
                continue  # what must be put right is said there already
            if field.was_edited or name in warned:
                self.recheck(name)
            else:
                field.show_problem(None)

    def _on_hours(self) -> None:
        minutes = self._hours.value()
        hint = other_unit(minutes, self._unit.value()) if minutes else HOURS_HINT
        self.fields["agreed_minutes"].set_hint(hint)

    def _go_to_first_empty(self) -> None:
        if self.card is None and not self.offer.is_asking:
            editors = (self._client, self._contact, self._start)
            empty = next((each for each in editors if not each.text()), self._client)
            empty.setFocus()


def new_assignment(
    page: Page, *, client: Found | None = None, contact: Found | None = None
) -> None:
    """Open the form of a new assignment for those known; the page stays where it is."""
    AssignmentForm(page, client=client, contact=contact).open()


def open_assignment_form(
    page: Page,
    workspace: Workspace,
    client_number: int | None = None,
    contact_number: int | None = None,
    *,
    on_saved: Callable[[int], object] | None = None,
) -> None:
    """Open the form of a new assignment above ``page``, with those known filled in.

    The hours are those the client lacks. ``on_saved`` hears the number of the
    assignment when it is registered.
    """
    today = workspace.today()

    def _read(session: Session) -> dict[str, Any]:
        client, contact = known_people(session, client_number, contact_number)
        hours = suggested_hours(session, client.number, today=today) if client else None
        return {"client": client, "contact": contact, "hours": hours}

    def _show(known: dict[str, Any]) -> None:
        form = AssignmentForm(page, **known)
        if on_saved is not None:
            form.registered.connect(on_saved)
        form.open()

    workspace.ask(
        _read,
        _show,
        key=(id(page), "new assignment"),
        at_once=True,
    )
