"""The form that takes a client into a group."""

from __future__ import annotations

from stkdesk.domain.errors import Problem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group_member import MemberDraft, MemberFacts, member_problems
from stkdesk.services.group_members import add_member, check_member
from stkdesk.services.groups import GroupCard
from stkdesk.ui import theme
from stkdesk.ui.assignments.finding import find_clients
from stkdesk.ui.fields import ChoiceField, DateField, HoursField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import PersonPicker


class MemberForm(Form):
    """Asks who it is, from when, and how many hours of the decision."""

    help_topic = "grupper"

    def __init__(self, page: Page, card: GroupCard) -> None:
        """Ask over the window of ``page`` for the group of ``card``."""
        super().__init__(
            page.window(),
            "Nytt medlem",
            save_text="Legg til",
            intro="Medlemmet får et eget oppdrag, som klargjøres og startes som andre.",
            width=560,
        )
        self._page, self._card = page, card
        self._checked: tuple[MemberDraft, tuple[Problem, ...]] | None = None
        workspace = page.workspace
        hint = "Skriv navn, sted eller fødselsdato"
        self._client = PersonPicker(workspace, find_clients, hint)
        self._start = DateField(workspace.today)
        self._end = DateField(workspace.today)
        self._hours, self._unit = HoursField(), ChoiceField(tuple(HoursUnit))
        self._unit.set_value(HoursUnit.MONTH)
        self.add("client", "&Bruker", self._client)
        self.add_row(
            self.add("start_on", "&Fra og med", self._start, width=150),
            self.add("end_on", "&Til og med", self._end, optional=True, width=150),
        )
        self.add_row(
            self.add("minutes", "Ti&mer", self._hours, width=110),
            self.add("hours_unit", "T&elles", self._unit, width=150),
        )
        first = card.draft.first_on
        today = workspace.today()
        self._start.set_value(max(today, first) if first else today)
        for signal in (
            self._client.picked,
            self._start.editingFinished,
            self._end.editingFinished,
        ):
            signal.connect(self._look)
        self.begin()
        self.resize(self.width(), theme.u(420))

    def draft(self) -> MemberDraft:
        return MemberDraft(
            client_number=self._client.value(),
            start_on=self._start.value(),
            end_on=self._end.value(),
            minutes=self._hours.value(),
            hours_unit=self._unit.value(),
        )

    def check(self, draft: MemberDraft) -> tuple[Problem, ...]:
        known = self._card.draft
        inside = [each for each in self._card.members if each.is_member]
        facts = MemberFacts(
            draft, known.first_on, known.last_on, known.most_members, len(inside)
        )
        found = member_problems(facts)
        if self._checked is not None and self._checked[0].client_number == (
            draft.client_number
        ):
            told = {each.message for each in found}
            found += tuple(
                each
                for each in self._checked[1]
                if each.field == "client" and each.message not in told
            )
        return found

    def hand_in(self, draft: MemberDraft) -> None:
        group, name = self._card.number, self._client.text()

        def _added(_number: int) -> None:
            self._page.toast(f"{name} er lagt til")
            self.saved()

        self._page.workspace.save(
            lambda session: add_member(session, group, draft), _added, self.not_saved
        )

    def _look(self, *_: object) -> None:
        """Ask the register what stands in the way, while the rest is filled in."""
        draft, group = self.draft(), self._card.number
        if draft.client_number is None:
            return

        def _on_checked(found: tuple[Problem, ...]) -> None:
            self._checked = draft, found
            self.recheck("client")

        self._page.workspace.ask(
            lambda session: check_member(session, group, draft),
            _on_checked,
            key=(id(self), "check"),
        )
