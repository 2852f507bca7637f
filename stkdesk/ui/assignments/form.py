"""The form of an assignment."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from stkdesk.domain.assignment import (
    AssignmentDraft,
    AssignmentStatus,
    Solution,
    assignment_problems,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.merging import Path
from stkdesk.services.assignments import (
    AssignmentCard,
    edit_assignment,
    open_assignment,
    register_assignment,
)
from stkdesk.ui.assignments.finding import find_clients, find_contacts, known_people
from stkdesk.ui.assignments.words import other_unit
from stkdesk.ui.fields import (
    ChoiceField,
    DateField,
    HoursField,
    KmField,
    KronerField,
    TextArea,
    TextField,
)
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

ASSIGNMENT_ERRANDS = Errands(
    room="assignment",
    kind="assignments",
    open=open_assignment,
    register=lambda session, draft, _fine: register_assignment(session, draft),
    edit=edit_assignment,
)
HOURS_HINT = "For eksempel 16"
BY_CONTACT = ("contact",)
BY_ORGANISATION = ("organisation_name", "organisation_number")


PICKED = {"client_number": "client", "contact_number": "contact"}


class AssignmentForm(RecordForm):
    """Asks for an assignment, new or as the card shows it."""

    help_topic = "oppdrag"
    together: ClassVar = {
        "Hvem som gjør oppdraget": (
            ("solution",),
            ("contact_number",),
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
    ) -> None:
        """Show the fields; ``client`` and ``contact`` are known from where one was."""
        super().__init__(
            page,
            "Rediger oppdrag" if card else "Nytt oppdrag",
            ASSIGNMENT_ERRANDS,
            card,
            save_text="Lagre" if card else "Lagre oppdrag",
        )
        self._known_client, self._known_contact = client, contact
        workspace, today = page.workspace, page.workspace.today
        hint = "Skriv navn, sted eller fødselsdato"
        self._client = PersonPicker(workspace, find_clients, hint)
        self._contact = PersonPicker(workspace, find_contacts, "Skriv navn eller sted")
        self._solution = ChoiceField(tuple(Solution))
        self._organisation, self._number = TextField(), TextField()
        self._stand = ChoiceField(tuple(AssignmentStatus))
        self._start, self._end = DateField(today), DateField(today)
        self._hours, self._unit = HoursField(), ChoiceField(tuple(HoursUnit))
        self._expenses, self._driving = KronerField(), KmField()
        self._goal = TextArea(3)
        self._add_people()
        self._add_frame()
        self._solution.currentIndexChanged.connect(self._on_solution)
        self._hours.textChanged.connect(self._on_hours)
        self._unit.currentIndexChanged.connect(self._on_hours)
        known = AssignmentDraft(
            client_number=client.number if client else None,
            contact_number=contact.number if contact else None,
        )
        self.begin_with(card.draft if card else known)
        self._on_solution()
        self._go_to_first_empty()

    def fill(self, draft: AssignmentDraft) -> None:
        self._client.set_value(self._client_of(draft))
        self._contact.set_value(self._contact_of(draft))
        self._solution.set_value(draft.solution)
        self._organisation.set_value(draft.organisation_name)
        self._number.set_value(draft.organisation_number)
        self._stand.set_value(draft.status)
        self._start.set_value(draft.start_on)
        self._end.set_value(draft.end_on)
        self._hours.set_value(draft.agreed_minutes)
        self._unit.set_value(draft.hours_unit)
        self._expenses.set_value(draft.expense_cap_ore)
        self._driving.set_value(draft.drive_cap_metres)
        self._goal.set_value(draft.goal)

    def draft(self) -> AssignmentDraft:
        by_organisation = self._solution.value() is Solution.ORGANISATION
        return AssignmentDraft(
            client_number=self._client.value(),
            contact_number=None if by_organisation else self._contact.value(),
            organisation_name=self._organisation.value() if by_organisation else "",
            organisation_number=self._number.value() if by_organisation else "",
            solution=self._solution.value(),
            status=self._stand.value(),
            start_on=self._start.value(),
            end_on=self._end.value(),
            agreed_minutes=self._hours.value(),
            hours_unit=self._unit.value(),
            expense_cap_ore=self._expenses.value(),
            drive_cap_metres=self._driving.value(),
            goal=self._goal.value(),
        )

    def check(self, draft: AssignmentDraft) -> tuple[Problem, ...]:
        return assignment_problems(draft)

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
        self.add_row(
            self.add(
                "organisation_name",
                "&Organisasjonens navn",
                self._organisation,
                width=360,
            ),
            self.add(
                "organisation_number",
                "Or&ganisasjonsnummer",
                self._number,
                optional=True,
                width=212,
            ),
        )

    def _add_frame(self) -> None:
        add = self.add
        self.add_heading("Avtalen")
        self.add_row(
            add("start_on", "&Fra og med", self._start, width=150),
            add("end_on", "&Til og med", self._end, optional=True, width=150),
            add("status", "Stat&us", self._stand, width=150),
        )
        self.add_row(
            add("agreed_minutes", "Ti&mer", self._hours, hint=HOURS_HINT, width=110),
            add("hours_unit", "T&elles", self._unit, width=150),
        )
        self.add_row(
            add(
                "expense_cap_ore",
                "Utgifts&dekning",
                self._expenses,
                optional=True,
                hint="Kroner per måned",
                width=150,
            ),
            add(
                "drive_cap_metres",
                "&Kjøring",
                self._driving,
                optional=True,
                hint="Kilometer per måned",
                width=150,
            ),
        )
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

    def _on_solution(self) -> None:
        by_organisation = self._solution.value() is Solution.ORGANISATION
        for names, wanted in (
            (BY_CONTACT, not by_organisation),
            (BY_ORGANISATION, by_organisation),
        ):
            for name in names:
                self.fields[name].setVisible(wanted)
                self.fields[name].setEnabled(wanted)

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

    ``on_saved`` hears the number of the assignment when it is registered.
    """

    def _show(known: tuple[Found | None, Found | None]) -> None:
        form = AssignmentForm(page, client=known[0], contact=known[1])
        if on_saved is not None:
            form.registered.connect(on_saved)
        form.open()

    workspace.ask(
        lambda session: known_people(session, client_number, contact_number),
        _show,
        key=(id(page), "new assignment"),
        at_once=True,
    )
