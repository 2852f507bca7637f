"""The vouchers of a run for payroll and the accounts, in one PDF.

The client is a code in all of it, and so are the passengers; the copy with the names
lies in the case (domain.md 4.3). Whoever may not see an address leaves that sheet out.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from stkdesk.documents import statement
from stkdesk.documents.pdf.stream import PrintCanvas
from stkdesk.documents.statement_content import Statement
from stkdesk.documents.texts import texts
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.run_archive import coded_copy, run_facts
from stkdesk.services.run_ends import find_run
from stkdesk.services.run_sheets import RunSheet, sheets_of_run
from stkdesk.services.statement_facts import may_be_stated
from stkdesk.storage.database import Database
from stkdesk.storage.files import whole_file
from stkdesk.storage.trail import note

AT_A_TIME = 50  # statements read at a time, so that memory does not grow with the run


@needs(Right.RUN_PAY)
def bundle_run(
    database: Database, number: int, out: IO[bytes]
) -> Generator[Progress, None, int]:
    """Write the coded statement of every sheet of a run into one PDF.

    Runs on a worker thread. Returns how many sheets somebody else must add, because
    an address may not be seen by who is at work.

    Raises:
        NotFoundError: if there is no such run.
        CannotPrintError: if there is nothing to write.

    """
    with database.reading() as session:
        sheets, left = _sheets(session, number)
    if not sheets:
        raise CannotPrintError(
            "Ingen bilag å lage.", "Kjøringen er tatt tilbake, eller har ingen lister."
        )
    canvas = PrintCanvas(out, Language.BOKMAL.tag)
    total = len(sheets)
    yield Progress(0, total)
    for at in range(0, total, AT_A_TIME):
        with database.reading() as session:
            contents = _contents(session, number, sheets[at : at + AT_A_TIME])
        for content in contents:
            statement.draw(content, canvas)
        yield Progress(min(at + AT_A_TIME, total), total)
    canvas.save()
    return left


@needs(Right.RUN_PAY)
def bundle_into(
    database: Database, number: int, code: str, folder: Path
) -> Generator[Progress, None, int]:
    """Do ``bundle_run`` into a file of ``folder``, whole or not at all.

    ``code`` is the id of the run, which the name of the file is made of.

    Raises:
        CannotSaveError: if the folder is gone, full or not to be written in.

    """
    with whole_file(folder / bundle_name(code)) as out:
        return (yield from bundle_run(database, number, out))


def bundle_name(run_code: str) -> str:
    """Return the name of the file; it names nobody."""
    return f"bilag-{run_code}.pdf"


@needs(Right.RUN_PAY)
def _sheets(session: Session, number: int) -> tuple[tuple[RunSheet, ...], int]:
    found = sheets_of_run(session, number)
    mine = may_be_stated(session, found)
    note(session, Action.PRINTED, "pay_runs", number, detail={"count": len(mine)})
    return mine, len(found) - len(mine)


@needs(Right.RUN_PAY)
def _contents(
    session: Session, number: int, sheets: Sequence[RunSheet]
) -> list[Statement]:
    made_on = find_run(session, number).made_at.astimezone().date()
    found = run_facts(session, number, sheets, made_on=made_on)
    return [
        coded_copy(each, texts("statement", each.content.language)["hidden_route"])
        for each in found
    ]
