"""The index of what is handed over to the archive: one CSV and one XML, Noark's words.

Names of fields follow Noark 5 (metadata M001–M711); the receiving system decides which
of them it reads. Nothing here knows the register.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from stkdesk.domain.journal import EntryKind, EntryState, Party, PartyRole

BOM = "\ufeff"  # so that a spreadsheet reads the file as UTF-8
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would work out


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file of a document, under the name it has in the folder."""

    name: str  # "dokumenter/000012-1.pdf"
    title: str
    media_type: str
    size: int  # bytes
    sha256: str
    is_main: bool  # else an attachment


@dataclass(frozen=True, slots=True)
class ArchiveDocument:
    """One entry of the journal as it is handed over."""

    case: str  # "2026/14"
    case_title: str
    case_opened_on: date
    case_closed_on: date | None
    reference: str  # "2026/14-3"
    serial: int
    kind: EntryKind
    state: EntryState
    document: str  # the office's own word
    title: str
    document_on: date
    received_on: date | None
    sent_on: date | None
    registered_on: date
    parties: tuple[Party, ...]
    officer: str
    unit: str
    is_withheld: bool
    withheld_basis: str
    files: tuple[ArchiveFile, ...]


HEADINGS = (
    *("sak", "registreringsID", "journalposttype", "journalstatus", "dokumenttype"),
    *("tittel", "dokumentetsDato", "mottattDato", "sendtDato", "journaldato"),
    *("avsender", "mottaker", "kopimottaker", "saksbehandler", "administrativEnhet"),
    *("tilgangsrestriksjon", "skjermingshjemmel", "tilknyttetRegistreringSom"),
    *("filtittel", "fil", "mimeType", "filstoerrelse", "sjekksumSHA256"),
)
WITHHELD = "Unntatt offentlighet"


def csv_index(documents: Iterable[ArchiveDocument]) -> bytes:
    """Return a line for each file, and for each document that has none.

    Separated by semicolons, UTF-8 with a mark. A text that a spreadsheet would take
    for a formula has an apostrophe before it; the XML has it as it is.
    """
    out = io.StringIO()
    out.write(BOM)
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(HEADINGS)
    for document in documents:
        for file in document.files or (None,):
            lines.writerow([_cell(each) for each in _values(document, file)])
    return out.getvalue().encode()


def xml_index(documents: Sequence[ArchiveDocument]) -> bytes:
    """Return cases, the documents in each, and the files of each."""
    root = ET.Element("arkivuttrekk")
    for _, some in groupby(documents, key=lambda each: each.case):
        inside = list(some)
        case = ET.SubElement(root, "saksmappe")
        first = inside[0]
        closed = first.case_closed_on
        _texts(
            case,
            ("mappeID", first.case),
            ("tittel", first.case_title),
            ("saksdato", _day(first.case_opened_on)),
            ("saksstatus", "Avsluttet" if closed else "Under behandling"),
            ("avsluttetDato", _day(closed)),
        )
        for document in inside:
            _entry(case, document)
    ET.indent(root)
    whole: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _entry(case: ET.Element, document: ArchiveDocument) -> None:
    entry = ET.SubElement(case, "journalpost")
    _texts(
        entry,
        ("registreringsID", document.reference),
        ("journalpostnummer", str(document.serial)),
        ("journalposttype", document.kind.label),
        ("journalstatus", document.state.label),
        ("tittel", document.title),
        ("dokumentetsDato", _day(document.document_on)),
        ("mottattDato", _day(document.received_on)),
        ("sendtDato", _day(document.sent_on)),
        ("journaldato", _day(document.registered_on)),
        ("saksbehandler", document.officer),
        ("administrativEnhet", document.unit),
    )
    for party in document.parties:
        part = ET.SubElement(entry, "korrespondansepart")
        _texts(
            part,
            ("korrespondanseparttype", party.role.label),
            ("korrespondansepartNavn", party.name),
        )
    if document.is_withheld:
        shield = ET.SubElement(entry, "skjerming")
        _texts(
            shield,
            ("tilgangsrestriksjon", WITHHELD),
            ("skjermingshjemmel", document.withheld_basis),
        )
    for number, file in enumerate(document.files, 1):
        about = ET.SubElement(entry, "dokumentbeskrivelse")
        _texts(
            about,
            ("dokumenttype", document.document),
            ("tittel", file.title),
            ("tilknyttetRegistreringSom", _part(file)),
            ("dokumentnummer", str(number)),
        )
        _texts(
            ET.SubElement(about, "dokumentobjekt"),
            ("mimeType", file.media_type),
            ("filstoerrelse", str(file.size)),
            ("referanseDokumentfil", file.name),
            ("sjekksum", file.sha256),
            ("sjekksumAlgoritme", "SHA-256"),
        )


def _values(document: ArchiveDocument, file: ArchiveFile | None) -> tuple[str, ...]:
    def named(role: PartyRole) -> str:
        return ", ".join(each.name for each in document.parties if each.role is role)

    return (
        document.case,
        document.reference,
        document.kind.label,
        document.state.label,
        document.document,
        document.title,
        _day(document.document_on),
        _day(document.received_on),
        _day(document.sent_on),
        _day(document.registered_on),
        named(PartyRole.SENDER),
        named(PartyRole.RECIPIENT),
        named(PartyRole.COPY),
        document.officer,
        document.unit,
        WITHHELD if document.is_withheld else "",
        document.withheld_basis,
        _part(file) if file else "",
        file.title if file else "",
        file.name if file else "",
        file.media_type if file else "",
        str(file.size) if file else "",
        file.sha256 if file else "",
    )


def _texts(element: ET.Element, *pairs: tuple[str, str]) -> None:
    for name, text in pairs:
        if text:
            ET.SubElement(element, name).text = _ILLEGAL.sub(" ", text)


def _cell(text: str) -> str:
    shown = " ".join(text.split())
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _part(file: ArchiveFile) -> str:
    return "Hoveddokument" if file.is_main else "Vedlegg"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
