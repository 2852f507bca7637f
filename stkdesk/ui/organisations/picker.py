"""Finding an organisation while one types, and the field that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.account import format_organisation_number
from stkdesk.domain.listing import ListQuery
from stkdesk.services.organisation_list import organisation_list
from stkdesk.ui.person_picker import Find, Found, PersonPicker
from stkdesk.ui.workspace import Workspace

HITS = 20


def finding_organisations(today: Callable[[], date]) -> Find:
    """Return what finds organisations by name or organisation number."""
    day = today()

    def _find(session: Session, words: str) -> Sequence[Found]:
        query = ListQuery(search=words, limit=HITS)
        return [
            Found(
                row.number,
                row.name,
                format_organisation_number(row.organisation_number),
            )
            for row in organisation_list(session, query, today=day).rows
        ]

    return _find


class OrganisationPicker(PersonPicker):
    """Type part of a name or number; choose with the arrows and Enter."""

    def __init__(self, workspace: Workspace) -> None:
        """Find among the organisations of ``workspace``."""
        hint = "Skriv navn eller organisasjonsnummer"
        super().__init__(workspace, finding_organisations(workspace.today), hint)
