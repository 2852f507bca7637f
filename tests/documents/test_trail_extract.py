"""A person's own log on paper: for the archive, for a screen reader, for reading."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import page
import pytest

from stkdesk.documents.trail_content import TrailExtract, TrailLine
from stkdesk.documents.trail_extract import build
from stkdesk.domain.language import Language
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from tests.documents.reading import pages_of, spoken, text_of
from tests.documents.samples import OFFICE

MORNING = datetime(2026, 11, 16, 8, 15, tzinfo=UTC)


def a_line(**changes):
    line = TrailLine(
        at=MORNING,
        until=MORNING + timedelta(minutes=7),
        who="Ærlend Åse",
        unit="Byen kommune, Helse",
        roles=(Role.CASEWORKER.value,),
        action=Action.OPENED,
        what="Bruker B-12",
        case="2026/118",
    )
    return replace(line, **changes)


def a_log(*lines, language=Language.BOKMAL, **changes):
    return TrailExtract(
        sender=OFFICE,
        language=language,
        name="Oskar Moen",
        birth_date=date(2008, 2, 1),
        made_on=date(2026, 11, 22),
        lines=lines,
        reference="I-2026-000001-3Q",
        **changes,
    )


def words(data):
    return " ".join(text_of(data).split())


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("count", [0, 1, 60], ids=["none", "one", "many"])
def test_it_passes_the_validator(profile, language, count):
    data = build(a_log(*[a_line()] * count, language=language))
    assert page.validate_pdf_bytes(data, profile=profile).failures == []


def test_the_same_log_always_gives_the_same_bytes():
    assert build(a_log(a_line())) == build(a_log(a_line()))


def test_it_tells_who_from_when_to_when_what_and_why():
    told = words(build(a_log(a_line())))
    begun, ended = (f"{t.astimezone():%H.%M}" for t in (a_line().at, a_line().until))
    for text in (
        f"{begun}–{ended}",
        "Ærlend Åse",
        "saksbehandler",
        "Byen kommune, Helse",
        "Leste: Bruker B-12",
        "Sak 2026/118",
    ):
        assert text in told


def test_the_reason_of_an_opening_in_need_stands_in_full():
    reason = "Akutt: <legevakten> ringte & spurte. " * 8
    line = a_line(action=Action.BROKE_GLASS, reason=reason.strip())
    assert "Akutt: <legevakten> ringte & spurte." in words(build(a_log(line)))


def test_every_page_has_its_number_and_every_event_is_there_once():
    lines = [
        a_line(at=MORNING + timedelta(hours=n), what=f"Oppdrag O-{n}")
        for n in range(90)
    ]
    data = build(a_log(*lines))
    pages = len(pages_of(data))
    told = words(data)
    assert f"Side {pages} av {pages}" in told
    assert all(
        told.count(f"Oppdrag O-{n}Sak") + told.count(f"Oppdrag O-{n} ") == 1
        for n in range(90)
    )


def test_nobody_in_the_log_is_said_too():
    assert "Det står ingenting om deg i loggen." in words(build(a_log()))


def test_a_screen_reader_hears_each_event_in_order():
    first, second = a_line(what="Bruker B-1"), a_line(what="Bruker B-2")
    heard = str(spoken(build(a_log(first, second))))
    assert heard.index("Bruker B-1") < heard.index("Bruker B-2")
