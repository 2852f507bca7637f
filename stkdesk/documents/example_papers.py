"""One of each document the program can print, about invented people.

For the self-test, and to see that a machine has all that printing needs. A test holds
the list complete: whatever makes a file in the print room is called from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from stkdesk.documents.example_letters import examples_of
from stkdesk.documents.example_lists import example_lists
from stkdesk.documents.example_tables import example_tables
from stkdesk.documents.joined import joined
from stkdesk.documents.on_a4 import on_a4
from stkdesk.documents.print_file import Content, PrintFile, build
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.letter_papers import AGREEMENT, DECISION, DECLARATION
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.timesheet import Visit
from stkdesk.resources import resource

DAY = date(2026, 11, 16)
PICTURES = ("JPEG", "PNG", "TIFF")  # that may come in


class ExamplePaper(NamedTuple):
    """A file the program can make: its name, and how it is made."""

    name: str  # with its ending; names nobody
    make: Callable[[], bytes]


def example_papers() -> Iterator[ExamplePaper]:
    """Yield one of each; nothing is drawn before it is asked for."""
    office = _office()
    for language in Language:
        for name, content in _kept(office, language):
            drawn = partial(build, content)
            yield ExamplePaper(f"{name}-{language.value}.pdf", drawn)
    yield ExamplePaper("bunke.pdf", partial(_pile, office))
    yield ExamplePaper("samlet.pdf", partial(_joined, office))
    for name, made in example_lists(office, DAY):
        yield ExamplePaper(f"{name}.pdf", made)
    for name, made in example_tables():
        yield ExamplePaper(name, made)


def _office() -> OfficeDraft:
    """Return an office that has filled in everything, a coat of arms too."""
    shield = resource("coat_of_arms.svg").read_text("utf-8")
    bare = OfficeDraft(
        municipality="Ærfjord kommune",
        leader="Åse Østby",
        leader_title="seksjonsleder",
        coat_of_arms=shield,
    )
    return next(examples_of(DECLARATION, bare, Language.BOKMAL, DAY)).sender


def _kept(office: OfficeDraft, language: Language) -> Iterator[tuple[str, Content]]:
    """Yield what is kept in the archive: every kind of letter, and the forms."""
    decided = [*examples_of(DECISION, office, language, DAY)]
    for decision in DecisionKind:
        found = (paper for paper in decided if paper.kind is decision)  # type: ignore[union-attr]
        yield f"vedtak-{decision.value}", next(found)
    for kind in (*LetterKind, *ContactLetterKind):
        yield f"brev-{kind.value}", next(examples_of(kind, office, language, DAY))
    for name, paper in (
        ("oppdragsavtale", AGREEMENT),
        ("taushetserklaering", DECLARATION),
    ):
        yield name, next(examples_of(paper, office, language, DAY))
    blank = _timesheet(office, language)
    yield "timeliste-tom", blank
    yield "timeliste-utfylt", replace(blank, visits=_visits(), revision=2)


def _timesheet(office: OfficeDraft, language: Language) -> TimesheetForm:
    declared = next(examples_of(DECLARATION, office, language, DAY))
    return TimesheetForm(
        reference="T-2026-004211-3Q",
        language=language,
        sender=office,
        address=declared.address,
        contact_name=declared.address.name,
        employee_number="10482",
        period_label="Oktober 2026",
        first_on=date(2026, 10, 1),
        last_on=date(2026, 10, 31),
        client_label="ÅBØ",
        assignment_number=771,
        granted_minutes=17 * 60 + 45,
        due_on=date(2026, 11, 5),
        made_on=DAY,
    )


def _visits() -> tuple[Visit, ...]:
    return tuple(
        Visit(
            work_on=date(2026, 10, day),
            start_minute=17 * 60,
            minutes=150,
            metres=7_500,
            expense_ore=12_050,
            activity="Kafé og kino: «Ærfuglen»",
        )
        for day in range(1, 10)
    )


def _pile(office: OfficeDraft) -> bytes:
    """Return what a month is printed as: many papers in one light file."""
    out = BytesIO()
    pile = PrintFile(out, duplex=True)
    for language in Language:
        pile.add(_timesheet(office, language))
        pile.add(next(examples_of(DECISION, office, language, DAY)))
    pile.close()
    return out.getvalue()


def _joined(office: OfficeDraft) -> bytes:
    """Return a paper and what came in by post, put together for the printer."""
    paper = build(next(examples_of(DECLARATION, office, Language.BOKMAL, DAY)))
    received = [on_a4(_picture(kind)) for kind in PICTURES]
    data, _starts = joined([paper, on_a4(paper), *received])
    return data


def _picture(kind: str) -> bytes:
    """Return a small picture as scanners and phones make them."""
    out = BytesIO()
    Image.new("RGB", (210, 297), "white").save(out, kind)
    return out.getvalue()
