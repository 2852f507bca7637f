"""What the parts of a client's card are built from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from stkdesk.domain.duties.people import WAITS
from stkdesk.domain.duty import About, Urgency
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right
from stkdesk.services.client_case import ClientCase
from stkdesk.services.clients import ClientCard
from stkdesk.services.duties.finding import Task
from stkdesk.ui.allowed import May

FIND = Remedy("Finn støttekontakt", "matching/open")
NO_CASE = ClientCase((), (), (), None, (), 0, (), None)


class Shown(NamedTuple):
    """One client on the day it is, who looks at it, and what their presses do."""

    card: ClientCard
    today: date
    may: May
    act: Callable[[str, About], object]  # name of an act, what it is about
    open: Callable[[str, object], object]  # room, record

    @property
    def case(self) -> ClientCase:
        """The case; empty when nobody has read it."""
        return self.card.case or NO_CASE

    @property
    def about(self) -> About:
        """The client itself."""
        return About(client=self.card.number)

    def helps(self, task: Task) -> bool:
        """Tell whether the remedy of a task leads somewhere from here, for them."""
        return (
            self.may(*task.does)
            and task.urgency is not Urgency.LATER
            and task.remedy.act != "room/clients"  # which is where they are
        )

    def remedy(self, task: Task) -> Remedy | None:
        """Return what helps with a task from here; who waits is found somebody for."""
        if task.key == WAITS.key and self.edits:
            return FIND
        return task.remedy if self.helps(task) else None

    @property
    def edits(self) -> bool:
        """Whether the one at work may change the case."""
        return self.may(Right.EDIT_CASES)
