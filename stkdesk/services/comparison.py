"""A month beside the old spreadsheet, from the register. It names clients."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from stkdesk.documents import comparison as paper
from stkdesk.domain.client_label import client_label
from stkdesk.domain.comparison import ComparedRow
from stkdesk.domain.names import full_name
from stkdesk.domain.office import NameMode
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.office import is_practice, open_office
from stkdesk.services.periods import find_period
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.worked_hours import NOT_ENTERED
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Client,
    Contact,
    Organisation,
    Person,
    Timesheet,
)
from stkdesk.storage.trail import note


@needs(Right.READ_CASES)
def comparison(
    session: Session, period_number: int, *, today: date
) -> tuple[ComparedRow, ...]:
    """Return a line for each assignment with a sheet entered in the period.

    By the support contact's name. Corrections are added to what they correct; the
    state is that of the first sheet. A client out of sight is not named.
    """
    helped, helper = aliased(Person), aliased(Person)
    mode = open_office(session, today=today).draft.name_mode
    hidden = hidden_clients(session)
    sums = (
        select(
            Timesheet.assignment_number,
            func.sum(Timesheet.minutes).label("minutes"),
            func.sum(Timesheet.metres).label("metres"),
            func.sum(Timesheet.expense_ore).label("expense_ore"),
            func.sum(Timesheet.pay_ore).label("pay_ore"),
        )
        .where(
            Timesheet.period_number == period_number,
            Timesheet.state.not_in((*NOT_ENTERED, SheetState.NOTHING)),
        )
        .group_by(Timesheet.assignment_number)
        .subquery()
    )
    found = session.execute(
        select(
            Assignment.number,
            Assignment.client_number,
            Timesheet.state,
            sums.c.minutes,
            sums.c.metres,
            sums.c.expense_ore,
            sums.c.pay_ore,
            Client.case_number,
            helped.given_name.label("given"),
            helped.family_name.label("family"),
            helped.protection,
            helper.given_name.label("with_given"),
            helper.family_name.label("with_family"),
            func.coalesce(Organisation.name, ActivityGroup.name).label("other"),
        )
        .join(sums, sums.c.assignment_number == Assignment.number)
        .join(
            Timesheet,
            (Timesheet.assignment_number == Assignment.number)
            & (Timesheet.period_number == period_number)
            & (Timesheet.serial == 1),
        )
        # A server hides a blocked client's own row; the line is there all the same.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(helped, helped.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(helper, helper.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .order_by(helper.sort_key, Assignment.number)
    )
    return tuple(
        ComparedRow(
            assignment_number=row.number,
            contact=row.other or full_name(row.with_given or "", row.with_family or ""),
            client=client_label(
                NameMode.CASE_NUMBER if row.client_number in hidden else mode,
                given=row.given or "",
                family=row.family or "",
                case_number=""
                if row.client_number in hidden
                else row.case_number or "",
                assignment_number=row.number,
                protection=row.protection or Protection.OPEN,
            ),
            standing=row.state.label,
            minutes=int(row.minutes),
            metres=int(row.metres),
            expense_ore=int(row.expense_ore),
            pay_ore=int(row.pay_ore),
        )
        for row in found
    )


@needs(Right.READ_CASES)
def print_comparison(session: Session, period_number: int, *, today: date) -> bytes:
    """Return the same as a file to print, with a box to tick on each line.

    Raises:
        CannotPrintError: if a name has a letter that will not print.
        NotFoundError: if there is no such period.

    """
    rows = comparison(session, period_number, today=today)
    note(session, Action.PRINTED, "periods", period_number, detail={"hits": len(rows)})
    sender = open_office(session, today=today).draft
    period = find_period(session, period_number)
    return paper.build(
        paper.ComparisonPaper(
            sender, period.label, rows, today, practice=is_practice(session)
        )
    )
