"""One of each list and form the office prints for itself, about invented people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

from stkdesk.documents import (
    anonymous_case,
    attendance_list,
    exceptions_list,
    help_paper,
    measure_page,
    phone_list,
    recovery_sheet,
    trail_extract,
)
from stkdesk.documents.anonymous_case import AnonymousCase
from stkdesk.documents.attendance_list import AttendanceList, ListedMeeting
from stkdesk.documents.example_letters import examples_of
from stkdesk.documents.example_pay import example_pay
from stkdesk.documents.exceptions_list import ExceptionLine, ExceptionsList
from stkdesk.documents.help_paper import HelpPaper
from stkdesk.documents.insight_bundle import build_bundle
from stkdesk.documents.insight_content import InsightContent, ListedPaper, Section
from stkdesk.documents.measure_page import MeasurePage
from stkdesk.documents.phone_list import PhoneLine, PhoneList
from stkdesk.documents.print_file import build
from stkdesk.documents.recovery_sheet import RecoverySheet
from stkdesk.documents.trail_content import TrailExtract, TrailLine
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.insight import Basis, Part
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import DECLARATION
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.recovery_code import SECRET_BYTES, code_of
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.resources import resource

NAME = "Åse Prøve Bjørnsdatter"


def example_lists(
    office: OfficeDraft, day: date
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each, and what makes it."""
    for language in Language:
        tail = language.value
        attendance = _attendance(office, language, day)
        yield f"oppmote-{tail}", partial(attendance_list.build, attendance)
        case = _anonymous(office, language, day)
        yield f"anonym-sak-{tail}", partial(anonymous_case.build, case)
        log = _log(office, language, day)
        yield f"loggutskrift-{tail}", partial(trail_extract.build, log)
        yield f"innsyn-{tail}", partial(_insight, office, language, day)
    yield "avvik", partial(exceptions_list.build, _exceptions(office, day))
    yield "ringeliste", partial(phone_list.build, _phones(office, day))
    yield "maleside", partial(measure_page.build, MeasurePage(office, day))
    sheet = RecoverySheet(code_of(bytes(SECRET_BYTES)), office, "0000-0000", day)
    yield "gjenoppretting", partial(recovery_sheet.build, sheet)
    page = HelpPaper(resource("help/start.md").read_text("utf-8"), "0", day)
    yield "hjelp", partial(help_paper.build, page)
    yield from example_pay(office, day)


def _attendance(office: OfficeDraft, language: Language, day: date) -> AttendanceList:
    return AttendanceList(
        language=language,
        sender=office,
        group="Svømmegruppen",
        month="November 2026",
        when="Tirsdager kl. 17:00",
        place="Ærfjordhallen",
        leaders=("Isak Prøve", NAME),
        members=("Åse P.", "Øyvind E."),
        meetings=(ListedMeeting(day), ListedMeeting(day + timedelta(days=7), True)),
        made_on=day,
    )


def _anonymous(office: OfficeDraft, language: Language, day: date) -> AnonymousCase:
    return AnonymousCase(
        language=language,
        sender=office,
        age="13–15",
        areas="Nordsiden, Øya",
        minutes=240,
        unit=HoursUnit.WEEK,
        weekdays=0b101,
        interests="fotball, kino, å gå på tur",
        languages="norsk, davvisámegiella",
        needs_car=True,
        age_from=20,
        age_to=None,
        made_on=day,
    )


def _log(office: OfficeDraft, language: Language, day: date) -> TrailExtract:
    morning = datetime(day.year, day.month, day.day, 8, 15, tzinfo=UTC)
    line = TrailLine(
        at=morning,
        until=morning + timedelta(minutes=7),
        who="Per Prøve",
        unit="Ærfjord kommune",
        roles=(Role.CASEWORKER.value,),
        action=Action.OPENED,
        what="Bruker B-1",
        case="2026/1",
    )
    return TrailExtract(
        sender=office,
        language=language,
        name=NAME,
        birth_date=date(2008, 2, 1),
        made_on=day,
        lines=(line,) * 40,
        reference="I-2026-000001-3Q",
    )


def _insight(office: OfficeDraft, language: Language, day: date) -> bytes:
    paper = next(examples_of(DECLARATION, office, language, day))
    content = InsightContent(
        reference="I-2026-000001-3Q",
        language=language,
        sender=office,
        address=paper.address,
        person_name=NAME,
        of_contact=False,
        parts=frozenset(Part),
        received_on=day - timedelta(days=6),
        due_on=day + timedelta(days=24),
        made_on=day,
        basis=Basis.JOURNAL,
        sections=(Section("Om deg", (("Navn", NAME), ("Ønsker", "Å gå på tur"))),),
        papers=(ListedPaper("Taushetserklæring", "E-2026-000001-3Q", day, 1),),
    )
    log = trail_extract.build(_log(office, language, day))
    return build_bundle(content, [build(paper)], log)


def _exceptions(office: OfficeDraft, day: date) -> ExceptionsList:
    line = ExceptionLine(
        on=day,
        assignment="O-1",
        client="B-1",
        rule="Politiattest mangler",
        by="Per Prøve",
        reason="Attesten er på vei; første møte er på rådhuset.",
    )
    return ExceptionsList(office, day - timedelta(days=30), day, (line,) * 3)


def _phones(office: OfficeDraft, day: date) -> PhoneList:
    line = PhoneLine(NAME, "400 00 001", (1, 2), (day - timedelta(days=3),))
    return PhoneList(office, day, "Oktober 2026", (line,) * 3)
