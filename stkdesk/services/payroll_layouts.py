"""Casework on the layouts of the payroll file: the office's own data, from a day on."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.frozen import frozen, thawed
from stkdesk.domain.errors import NotFoundError, Problem
from stkdesk.domain.layout_problems import LayoutDraft, layout_problems
from stkdesk.domain.payroll_layout import STANDARD, STANDARD_NAME, Layout
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.storage.tables import PayrollLayout

_OWN_COLUMNS = ("format", "has_header")  # of the table; the rest is in its JSON


@dataclass(frozen=True, slots=True)
class StoredLayout:
    """A layout as it stands in the register; ``number`` is None for the standard."""

    number: int | None
    name: str
    valid_from: date | None
    is_used: bool
    layout: Layout
    version: int = 0

    @property
    def draft(self) -> LayoutDraft:
        """The same as a form fills it in."""
        return LayoutDraft(self.name, self.valid_from, self.is_used, self.layout)


@needs()
def list_layouts(session: Session) -> tuple[StoredLayout, ...]:
    """Return every layout, the newest first."""
    found = select(PayrollLayout).order_by(
        PayrollLayout.valid_from.desc(), PayrollLayout.number.desc()
    )
    return tuple(_stored(row) for row in session.scalars(found))


@needs()
def used_layout(session: Session, day: date) -> StoredLayout:
    """Return the layout of a run made on ``day``.

    The newest in use that has begun; the standard one until the office has any.
    """
    for each in list_layouts(session):
        if each.is_used and each.valid_from is not None and each.valid_from <= day:
            return each
    return StoredLayout(None, STANDARD_NAME, None, True, STANDARD)


@needs(Right.EDIT_RATES)
def save_layout(
    session: Session,
    draft: LayoutDraft,
    number: int | None = None,
    version: int = 0,
) -> int:
    """Register ``draft``, or put it in place of ``number``; return its short number.

    Files that are made are kept as they are.

    Raises:
        InvalidInputError: if it cannot be used.
        NotFoundError: if ``number`` is gone.
        ChangedByAnotherError: if it was saved since ``version`` was read.

    """
    refuse_blocking(layout_problems(draft))
    assert draft.valid_from is not None
    name = draft.name.strip()
    _refuse_same(session, name, draft.valid_from, number)
    columns = frozen(draft.layout, without=_OWN_COLUMNS)
    if number is None:
        row = PayrollLayout(
            name=name,
            format=draft.layout.format,
            valid_from=draft.valid_from,
            columns=columns,
            has_header=draft.layout.has_header,
            is_used=draft.is_used,
        )
        session.add(row)
    else:
        row = _find(session, number)
        refuse_outdated(row.version, version)
        row.name, row.valid_from, row.columns = name, draft.valid_from, columns
        row.format, row.has_header = draft.layout.format, draft.layout.has_header
        row.is_used = draft.is_used
    session.flush()
    return row.number


@needs(Right.EDIT_RATES)
def remove_layout(session: Session, number: int, version: int) -> LayoutDraft:
    """Take a layout away, and return it, so that it can be put back.

    Raises:
        NotFoundError: if it is gone.
        ChangedByAnotherError: if it was saved since ``version`` was read.

    """
    row = _find(session, number)
    refuse_outdated(row.version, version)
    draft = _stored(row).draft
    session.delete(row)
    session.flush()
    return draft


def _refuse_same(
    session: Session, name: str, valid_from: date, number: int | None
) -> None:
    same = session.scalar(
        select(PayrollLayout.number).filter_by(name=name, valid_from=valid_from)
    )
    if same is not None and same != number:
        text = "Et oppsett med dette navnet gjelder alt fra denne dagen."
        refuse_blocking([Problem("name", text)])


def _find(session: Session, number: int) -> PayrollLayout:
    row = session.get(PayrollLayout, number)
    if row is None:
        raise NotFoundError("Oppsettet finnes ikke lenger i registeret.")
    return row


def _stored(row: PayrollLayout) -> StoredLayout:
    layout = thawed(Layout, json.loads(row.columns))
    return StoredLayout(
        row.number,
        row.name,
        row.valid_from,
        row.is_used,
        replace(layout, format=row.format, has_header=row.has_header),
        row.version,
    )
