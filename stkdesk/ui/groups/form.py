"""The form of an activity group."""

from __future__ import annotations

from enum import StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import WEEKDAYS
from stkdesk.domain.group import GroupDraft
from stkdesk.domain.group_rules import GroupFacts, group_problems
from stkdesk.domain.language import Language
from stkdesk.services import groups
from stkdesk.services.groups import GroupCard, edit_group, register_group
from stkdesk.ui.fields import DateField, HoursField, NumberField, TextField
from stkdesk.ui.groups.leaders_field import Leader, LeadersField
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.recruiting.time_field import TimeField
from stkdesk.ui.unsaid_fields import MaybeField
from stkdesk.ui.workspace import Workspace


class Weekday(StrEnum):
    """A day of the week, as a group chooses it."""

    MONDAY = "1"
    TUESDAY = "2"
    WEDNESDAY = "3"
    THURSDAY = "4"
    FRIDAY = "5"
    SATURDAY = "6"
    SUNDAY = "7"

    @property
    def label(self) -> str:
        """The word on screen."""
        return WEEKDAYS[Language.BOKMAL][int(self.value) - 1].capitalize()


def group_errands(workspace: Workspace) -> Errands:
    """Return the casework of groups, done on the office's own day."""
    today = workspace.today
    return Errands(
        room="group",
        kind="activity_groups",
        open=lambda session, number: groups.open_group(session, number, today=today()),
        register=lambda session, draft, _fine: register_group(session, draft),
        edit=lambda session, number, version, draft: edit_group(
            session, number, version, draft, today=today()
        ),
    )


class GroupForm(RecordForm):
    """Asks for a group, new or as the card shows it."""

    help_topic = "grupper"

    def __init__(self, page: Page, card: GroupCard | None = None) -> None:
        """Show the fields."""
        super().__init__(
            page,
            "Rediger gruppe" if card else "Ny gruppe",
            group_errands(page.workspace),
            card,
            save_text="Lagre" if card else "Lagre gruppe",
            width=700,
        )
        today = page.workspace.today
        self._name, self._place = TextField(), TextField()
        self._activity = TextField()
        self._weekday = MaybeField(tuple(Weekday), "Ikke fast")
        self._start, self._minutes = TimeField(), HoursField()
        self._weeks, self._places = NumberField(), NumberField()
        self._first, self._last = DateField(today), DateField(today)
        self._leaders = LeadersField(page.workspace)
        self._add_fields()
        self.begin_with(card.draft if card else GroupDraft())

    def fill(self, draft: GroupDraft) -> None:
        self._name.set_value(draft.name)
        self._place.set_value(draft.place)
        self._activity.set_value(draft.activity)
        day = draft.weekday
        self._weekday.set_value(Weekday(str(day)) if day else None)
        self._start.set_value(draft.start_minute)
        self._minutes.set_value(draft.minutes)
        self._weeks.set_value(draft.every_weeks)
        self._first.set_value(draft.first_on)
        self._last.set_value(draft.last_on)
        self._places.set_value(draft.most_members)
        self._leaders.show_leaders(self._shown_leaders(draft))

    def draft(self) -> GroupDraft:
        day = self._weekday.value()
        return GroupDraft(
            name=self._name.value(),
            place=self._place.value(),
            activity=self._activity.value(),
            weekday=int(day.value) if day else None,
            start_minute=self._start.value(),
            minutes=self._minutes.value(),
            every_weeks=self._weeks.value() or 1,
            first_on=self._first.value(),
            last_on=self._last.value(),
            most_members=self._places.value(),
            leaders=self._leaders.value(),
        )

    def check(self, draft: GroupDraft) -> tuple[Problem, ...]:
        members = (
            [each for each in self.card.members if each.is_member] if self.card else []
        )
        return group_problems(GroupFacts(draft, len(members)))

    def saved_text(self, draft: GroupDraft) -> str:
        return f"{draft.name} er lagret" if self.card else f"{draft.name} er registrert"

    def _add_fields(self) -> None:
        add = self.add
        add("name", "&Navn", self._name)
        self.add_row(
            add("activity", "&Aktivitet", self._activity, optional=True, width=300),
            add("place", "Mø&tested", self._place, optional=True, width=300),
        )
        self.add_heading("Når gruppen møtes")
        self.add_row(
            add("weekday", "&Ukedag", self._weekday, width=150),
            add("start_minute", "&Klokken", self._start, optional=True, width=110),
            add("minutes", "&Varer i", self._minutes, hint="Timer", width=90),
            add("every_weeks", "H&ver", self._weeks, hint="uke", width=70),
        )
        self.add_row(
            add("first_on", "&Fra og med", self._first, width=150),
            add("last_on", "&Til og med", self._last, optional=True, width=150),
            add(
                "most_members",
                "&Plasser",
                self._places,
                optional=True,
                width=90,
            ),
        )
        self.add_heading("Hvem som leder den")
        add("leaders", "&Ledere", self._leaders)

    def _shown_leaders(self, draft: GroupDraft) -> list[Leader]:
        names = (
            {each.contact_number: each.name for each in self.card.leaders}
            if self.card
            else {}
        )
        return [
            (
                Found(each.contact_number, names.get(each.contact_number, "")),
                each.from_on,
                each.to_on,
            )
            for each in draft.leaders
        ]


def open_group(page: Page, workspace: Workspace, number: int | None = None) -> None:
    """Open the form of the group with ``number``; of a new one without it."""
    if number is None:
        GroupForm(page).open()
        return
    today = workspace.today()
    workspace.ask(
        lambda session: groups.open_group(session, number, today=today),
        lambda card: GroupForm(page, card).open(),
        key=(id(page), "group"),
        at_once=True,
    )
