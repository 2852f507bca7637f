"""Everything about one person, out of the register: one zip, for machines to read.

Source: GDPR art. 15 and 20; arkivforskrifta § 5 (controlled export with metadata).

What is in it follows ``person_rows``. The person's own rows are whole. Of rows in other
people's files only what is about this person: no client is named in the export of a
support contact, and what an assignment is for or what was done on a visit is left out.
In a client's export a support contact and a relative have their name, as the papers of
the case have it, and nothing more. What is hidden besides stands in
``export_hidden``. Of papers as in innsyn: a sheet to the support contact is listed, not
enclosed. That an address is secret is never written, nor are keys the program searches
and sorts by. Unfinished forms are the office's own and left out (forvaltningsloven
§ 18 c).
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from stkdesk import __version__
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.attachments import open_attachment
from stkdesk.services.export_hidden import (
    ABOUT_OTHERS,
    LEFT_OUT,
    NEVER,
    NO_TABLES,
    OF_HELPERS,
    parts_of,
)
from stkdesk.services.insight import papers_about
from stkdesk.services.insight_papers import Choice
from stkdesk.services.legal_holds import person_behind
from stkdesk.services.papers import open_paper_bytes
from stkdesk.services.trail import person_trail
from stkdesk.storage.files import write_whole
from stkdesk.storage.person_rows import PersonRows, chunks
from stkdesk.storage.tables import Base, ClientRelation, Contact, Person
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note

FORMAT, VERSION = "stkdesk-person", 1
FILE_NAME = "innsyn-{day}.zip"  # never says whose it is
READ_ME = """Dette er en kopi av opplysningene om én person, hentet ut av stkdesk.

opplysninger.json  alle opplysninger, tabell for tabell, med navn og slag på feltene
logg.json          hvem som har sett på eller endret opplysningene, og når
papirer/           papirene som er lagret, som PDF
vedlegg/           filene som er kommet inn, slik de kom

Filen er ikke beskyttet: den som har den, kan lese alt. Oppbevar den trygt, og slett
den når den er levert.
"""


@dataclass(frozen=True, slots=True)
class Export:
    """One person's data, ready to be written to a place of the person's choice."""

    data: bytes
    file_name: str
    papers: int
    rows: int


@needs(Right.EXPORT_PERSON)
def export_person(session: Session, room: str, number: int, *, today: date) -> Export:
    """Return everything about the person behind a record, and log that it left.

    ``room`` is ``clients`` or ``contacts``. The file is not protected: say so.

    Raises:
        NotFoundError: if there is no such record.
        BlockedError: if the person at work may not see the client.
        NotAllowedError: if somebody lives where the one at work may not see.
        DamagedPaperError: if a kept paper is not the one that was kept.

    """
    found, papers = papers_about(session, room, number)
    person = person_behind(session, room, number)
    tables = _tables(session, found)
    log = [_plain_line(line) for line in person_trail(session, person)]
    rows = sum(len(each["rows"]) for each in tables.values())
    enclosed = [each for each in papers if not each.left_out]
    told = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "made_at": now().isoformat(),
        "person": person,
        "tables": tables,
        "names": _names(session, found),
        "papers": [_plain_paper(each) for each in papers],
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LES MEG.txt", READ_ME)
        archive.writestr("opplysninger.json", _json(told))
        archive.writestr("logg.json", _json(log))
        for each in enclosed:
            data = open_paper_bytes(session, each.number)
            archive.writestr(f"papirer/{each.reference}.pdf", data)
        for number in found.of("attachments"):
            row, data = open_attachment(session, number)
            archive.writestr(f"vedlegg/{number}{row.kind.ending}", data)
    note(
        session,
        Action.EXPORTED,
        room,
        number,
        detail={"file": "zip", "rows": rows, "papers": len(enclosed)},
    )
    return Export(
        out.getvalue(), FILE_NAME.format(day=today.isoformat()), len(enclosed), rows
    )


@needs(Right.EXPORT_PERSON)
def save_person(
    session: Session, room: str, number: int, file: Path, *, today: date
) -> Export:
    """Write everything about a person to ``file``, which is not protected.

    In the transaction that logs it: what is logged as taken out, is.

    Raises as ``export_person`` does, and:
        CannotSaveError: if the file cannot be written.

    """
    made = export_person(session, room, number, today=today)
    write_whole(file, made.data)
    return made


def _tables(session: Session, found: PersonRows) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for place, others in ((found.own, False), (found.elsewhere, True)):
        for name, numbers in place.items():
            if name in NO_TABLES:
                continue
            hidden = LEFT_OUT | NEVER.get(name, frozenset())
            hidden |= (ABOUT_OTHERS if others else OF_HELPERS).get(name, frozenset())
            for theirs, also in parts_of(session, name, numbers, found):
                _add(session, made, name, theirs, hidden | also)
    return made


def _add(
    session: Session,
    made: dict[str, Any],
    name: str,
    numbers: Sequence[int],
    hidden: frozenset[str],
) -> None:
    table = Base.metadata.tables[name]
    columns = [each for each in table.columns if each.name not in hidden]
    part = made.setdefault(name, {"fields": {}, "rows": []})
    part["fields"] |= {each.name: _kind(each) for each in columns}
    part["rows"] += _rows(session, columns, numbers)


def _rows(
    session: Session, columns: Sequence[sa.Column[Any]], numbers: Sequence[int]
) -> list[dict[str, Any]]:
    number = columns[0].table.c.number
    return [
        {name: _plain(value) for name, value in row.items()}
        for some in chunks(numbers)
        for row in session.execute(
            sa.select(*columns).where(number.in_(some)).order_by(number)
        ).mappings()
    ]


def _names(session: Session, found: PersonRows) -> dict[str, dict[str, str]]:
    """Return what others in the person's own case are called, by their numbers."""
    assignments = Base.metadata.tables["assignments"]
    contacts = sa.select(assignments.c.contact_number).where(
        assignments.c.number.in_(found.of("assignments"))
    )
    helpers = sa.select(Contact.number, Person.given_name, Person.family_name).join(
        Person, Person.number == Contact.person_number
    )
    relatives = sa.select(
        ClientRelation.number, Person.given_name, Person.family_name
    ).join(Person, Person.number == ClientRelation.person_number)
    own = found.of("client_relations")
    return {
        name: {
            str(number): full_name(given, family)
            for number, given, family in session.execute(which)
        }
        for name, which in (
            ("contacts", helpers.where(Contact.number.in_(contacts))),
            ("client_relations", relatives.where(ClientRelation.number.in_(own))),
        )
    }


def _kind(column: sa.Column[Any]) -> str:
    """Return the word for what a column holds: ``code`` is one of a few words."""
    if isinstance(column.type, sa.Enum):
        return "code"
    return column.type.python_type.__name__


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _plain_paper(paper: Choice) -> Mapping[str, Any]:
    return {
        "reference": paper.reference,
        "title": paper.title,
        "made_on": paper.made_on.isoformat(),
        "enclosed": not paper.left_out,
    }


def _plain_line(line: Any) -> Mapping[str, Any]:
    return {
        "at": line.at.isoformat(),
        "until": _plain(line.until),
        "who": line.who,
        "unit": line.unit,
        "roles": list(line.roles),
        "action": line.action.value,
        "what": line.what,
        "fields": line.fields,
        "case": line.case,
        "reason": line.reason,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
