"""Finding a group while one types, and the field that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListQuery
from stkdesk.services.group_list import group_list
from stkdesk.ui.groups.words import places_words, plan_words
from stkdesk.ui.person_picker import Find, Found, PersonPicker
from stkdesk.ui.workspace import Workspace

HITS = 20


def finding_groups(today: Callable[[], date]) -> Find:
    """Return what finds groups by name or ``G-12``."""
    day = today()

    def _find(session: Session, words: str) -> Sequence[Found]:
        query = ListQuery(search=words, limit=HITS)
        return [
            Found(
                row.number,
                row.name,
                " · ".join(
                    part
                    for part in (
                        f"G-{row.number}",
                        plan_words(row.weekday, row.start_minute, row.every_weeks),
                        f"{places_words(row.members, row.places)} plasser",
                    )
                    if part
                ),
            )
            for row in group_list(session, query, today=day).rows
        ]

    return _find


class GroupPicker(PersonPicker):
    """Type part of the name of a group; choose with the arrows and Enter."""

    def __init__(self, workspace: Workspace) -> None:
        """Find among the groups of ``workspace``."""
        hint = "Skriv navnet på gruppen"
        super().__init__(workspace, finding_groups(workspace.today), hint)
