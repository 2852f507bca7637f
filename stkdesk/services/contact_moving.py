"""Whose the rows of a support contact are: moved when two turn out to be one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, Table, select, update
from sqlalchemy.orm import Session

from stkdesk.domain.trail import Action
from stkdesk.services.access import inner
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import Base
from stkdesk.storage.trail import note

#: The tables that move whole.
MOVED = (
    "assignments",
    "contact_letters",
    "declarations",
    "group_leaders",
    "inquiries",
    "police_certificates",
)
#: What a support contact has one of only, for each of these columns.
ONLY_ONE = {
    "recruitments": (),
    "vetoes": ("client_number",),
    "meeting_leaders": ("meeting_number",),
    "own_rates": ("kind", "valid_from"),
    "leader_sheets": ("group_number", "period_number", "serial"),
}


@inner
def move_rows(session: Session, gone: int, kept: int) -> dict[str, list[int]]:
    """Let everything of ``gone`` be of ``kept``; return the rows that moved, by table.

    Where both have what there can be one of only, that of the kept one stands.
    """
    moved = {}
    for name in (*MOVED, *ONLY_ONE):
        table = Base.metadata.tables[name]
        rows = session.scalars(_free(table, gone, kept).order_by(table.c.number))
        if numbers := list(rows):
            point_rows(session, name, numbers, gone, kept)
            moved[name] = numbers
    session.expire_all()
    return moved


@inner
def point_rows(
    session: Session, name: str, numbers: Sequence[int], old: int, new: int
) -> None:
    """Let those rows that still point to ``old`` point to ``new``; tell the trail.

    A row whose place with ``new`` has been taken since stays where it is.
    """
    table = Base.metadata.tables[name]
    for some in chunks(numbers):
        free = _free(table, old, new).where(table.c.number.in_(some))
        there = list(session.scalars(free))
        session.execute(
            update(table)
            .where(table.c.number.in_(there))
            .values(contact_number=new)
            .execution_options(noted=True, synchronize_session=False)
        )
        for number in there:
            told = {"fields": {"contact_number": [old, new]}}
            note(session, Action.CHANGED, name, number, detail=told)


def _free(table: Table, old: int, new: int) -> Select[int]:
    """Return the rows of ``old`` that may be those of ``new`` as well."""
    mine = select(table.c.number).where(table.c.contact_number == old)
    if (columns := ONLY_ONE.get(table.name)) is None:
        return mine
    theirs = table.alias()
    same = [theirs.c[column] == table.c[column] for column in columns]
    if table.name == "vetoes":  # one that was lifted is in the way of none
        same += [each.c.lifted_on.is_(None) for each in (table, theirs)]
    taken = select(theirs.c.number).where(theirs.c.contact_number == new, *same)
    return mine.where(~taken.exists())
