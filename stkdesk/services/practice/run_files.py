"""The files of the newest runs: the very bytes the office itself would have made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from stkdesk.domain.staff import PROGRAM
from stkdesk.services.access import inner
from stkdesk.services.pay_codes import codes_on
from stkdesk.services.periods import find_period
from stkdesk.services.practice.run_days import RunDays, afternoon
from stkdesk.services.practice.staff import STAFF
from stkdesk.services.run_draft import RunDraft, with_files
from stkdesk.services.run_lines import paid_sheets
from stkdesk.services.run_sheets import sheets_of_run

Row = dict[str, Any]
MOST = 500  # sheets of a run whose files are made; beyond it is for measuring


@inner
def run_file_rows(
    session: Session, runs: Sequence[tuple[int, RunDays, int]]
) -> Iterator[Row]:
    """Yield the files of ``runs``, each the number of its period, and its own.

    A run with a sheet that would have been kept from it has none.
    """
    at_work = session.info["actor"]
    session.info["actor"] = replace(PROGRAM, name=STAFF[0][0])
    try:
        for period, run, number in runs:
            yield from _files(session, period, run, number)
    finally:
        session.info["actor"] = at_work


def _files(session: Session, period: int, run: RunDays, number: int) -> Iterator[Row]:
    sheets = sheets_of_run(session, number)
    if len(sheets) > MOST:
        return
    paid = paid_sheets(session, sheets, codes_on(session, run.made_on))
    if any(each.hindrances for each in paid):
        return
    draft = RunDraft(
        period=find_period(session, period),
        serial=run.serial,
        pay_on=run.pay_on,
        made_on=run.made_on,
        waiting=(),
        hindered=(),
        ready=paid,
        files=(),
    )
    for file in with_files(session, draft).files:
        yield {
            "run_number": number,
            "kind": file.kind,
            "name": file.name,
            "sha256": file.sha256,
            "size": len(file.data),
            "data": file.data,
            "delivered_at": afternoon(run.made_on),
        }
