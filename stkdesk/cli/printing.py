"""Printing to a file: the timesheets of a month, or one document."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from stkdesk.cli.access import opened
from stkdesk.cli.following import follow
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.formats import count

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.services.month_run import MonthRun
    from stkdesk.services.printing import MadePaper


def print_month(asked: Namespace, today: date) -> int:
    """Write the sheets of a month into one file, and tell who is not in it."""
    from stkdesk.services import printing
    from stkdesk.services.month_run import month_run
    from stkdesk.storage.files import whole_file

    with opened(asked) as database:
        with database.transaction() as session:
            _make_periods(session, asked.period, today)
            run = month_run(session, asked.period, with_received=not asked.missing)
        if run.warning:
            print(run.warning)
        for line in _left_out(run):
            print(line)
        with whole_file(asked.out) as stream:
            pile = follow(
                printing.print_month(
                    database, run, stream, today=today, language=asked.lang
                )
            )
    sheets = count(len(pile.sheets), "timeliste", "timelister")
    pages = count(pile.pages, "side", "sider")
    envelopes = count(run.envelopes, "konvolutt", "konvolutter")
    print(f"{asked.out}: {sheets}, {pages}, {envelopes}.")
    return 0


def print_document(asked: Namespace, today: date) -> int:
    """Write one document into a file."""
    from stkdesk.storage.files import write_whole

    # Written in the same transaction: a paper nobody got takes no number.
    with opened(asked) as database, database.transaction() as session:
        paper = _document(session, asked, today)
        write_whole(asked.out, paper.data)
    print(f"{asked.out}: {paper.kind.label.lower()} {paper.reference}.")
    return 0


def _document(session: Session, asked: Namespace, today: date) -> MadePaper:
    from stkdesk.services.decision_paper import print_decision
    from stkdesk.services.declarations import print_declaration
    from stkdesk.services.periods import period_by_code
    from stkdesk.services.printing import print_sheet

    if asked.period is not None and asked.kind != "timeliste":
        raise CannotPrintError("Bare en timeliste har en periode.", "Ta bort --period.")
    if asked.kind == "vedtak":
        return print_decision(session, asked.id, today=today, language=asked.lang)
    if asked.kind == "brev":
        return _letter(session, asked, today)
    if asked.kind == "taushetserklaering":
        return print_declaration(session, asked.id, today=today, language=asked.lang)
    period = None
    if asked.period is not None:
        _make_periods(session, asked.period, today)
        period = period_by_code(session, asked.period).number
    return print_sheet(
        session,
        asked.id,
        period,
        today=today,
        language=asked.lang,
    )


def _letter(session: Session, asked: Namespace, today: date) -> MadePaper:
    """Return a letter; when several have got it, each copy after the other."""
    from stkdesk.documents.joined import joined
    from stkdesk.services.letter_paper import print_letter

    papers = print_letter(session, asked.id, today=today, language=asked.lang)
    if len(papers) == 1:
        return papers[0]
    data, _starts = joined([paper.data for paper in papers])
    return replace(papers[0], data=data)


def _make_periods(session: Session, code: str, today: date) -> None:
    """Cut the year of ``code`` into periods if nobody has opened it yet."""
    from stkdesk.services.periods import ensure_periods

    year = int(code[:4])
    if abs(year - today.year) <= 1:
        ensure_periods(session, year)


def _left_out(run: MonthRun) -> Iterator[str]:
    """Yield a line for each reason why some are not in the file; never a name."""
    from stkdesk.services.month_run import WhyNot

    if protected := sorted(sheet.assignment_number for sheet in run.by_hand):
        numbers = ", ".join(f"O-{number}" for number in protected)
        yield f"Ikke med: {WhyNot.PROTECTED.reason} ({numbers})."
    for why, times in Counter(one.why for one in run.left_out).items():
        yield f"Ikke med: {why.reason} ({times})."
