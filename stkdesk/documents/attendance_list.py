"""The list of attendance a group's leader takes along: members down, meetings across.

It is kept nowhere: what comes back is punched, and the paper is shredded. Members are
told by first name and a letter, or less: others see it lying on a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.units import mm

from stkdesk.documents.form import (
    LEFT,
    RIGHT,
    draw_boxes,
    draw_foot,
    draw_grid,
    draw_head,
    draw_note,
    draw_page_number,
    draw_signatures,
    draw_table_head,
    put_fitted,
    put_in_box,
)
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.theme import ACCENT, R_INK, R_MUTED, R_WHITE, TINT
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import short_date, short_weekday
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

REFERENCE = "OPPMØTELISTE"  # it has no number: it is not kept
ROWS, ROW = 17, 9 * mm  # lines of one page; high enough to write in
MEETINGS = 6  # columns of one page
NAME_WIDTH = 58 * mm
TOP, HEAD = 206 * mm, 9 * mm  # of the first row; of the band above it
BOXES = (233.5 * mm, 222 * mm)
SIGN = 26 * mm


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """One column: the day, and whether the meeting is called off."""

    meet_on: date
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """Everything printed on the list; nothing is looked up while printing."""

    language: Language
    sender: OfficeDraft
    group: str
    month: str  # "oktober 2026"
    when: str  # "Tirsdager kl. 17:00"
    place: str
    leaders: tuple[str, ...]
    members: tuple[str, ...]  # first name and a letter, or less
    meetings: tuple[ListedMeeting, ...]
    made_on: date
    practice: bool = False


def build(content: AttendanceList) -> bytes:
    """Return the archive file; the same content always gives the same bytes."""
    out = BytesIO()
    words = texts("attendance_list", content.language)
    facts = Facts(
        title=words["file_title"],
        author=content.sender.municipality,
        reference=REFERENCE,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    pages = tuple(_pages(content))
    for number, (members, meetings) in enumerate(pages, start=1):
        _draw(canvas, content, words, members, meetings)
        draw_page_number(canvas, content.language, number, len(pages))
        canvas.showPage()
    canvas.finish_paper()
    canvas.save()
    return out.getvalue()


def _pages(
    content: AttendanceList,
) -> Iterator[tuple[Sequence[str], Sequence[ListedMeeting]]]:
    """Return members and meetings of each page, leaders' lines always with room."""
    most = ROWS - max(1, len(content.leaders))
    for at in range(0, max(1, len(content.meetings)), MEETINGS):
        meetings = content.meetings[at : at + MEETINGS]
        for first in range(0, max(1, len(content.members)), most):
            yield content.members[first : first + most], meetings


def _draw(
    canvas: PaperCanvas,
    content: AttendanceList,
    words: Texts,
    members: Sequence[str],
    meetings: Sequence[ListedMeeting],
) -> None:
    word = paper_word(content.language, draft=False, practice=content.practice)
    draw_watermark(canvas, word)
    draw_head(canvas, content.sender, content.language, words["title"])
    _draw_facts(canvas, content, words)
    edges = _edges()
    rows = ROWS
    leaders = content.leaders or ("",)
    if not word:
        canvas.setFillColor(TINT)
        for number in range(1, rows, 2):
            low = TOP - (number + 1) * ROW
            canvas.rect(LEFT, low, RIGHT - LEFT, ROW, stroke=0, fill=1)
    draw_table_head(canvas, TOP, HEAD, edges)
    draw_grid(canvas, TOP, ROW, rows, edges)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.9)
    bottom = TOP - rows * ROW
    canvas.rect(LEFT, bottom, RIGHT - LEFT, rows * ROW + HEAD)
    line = bottom + len(leaders) * ROW
    canvas.line(LEFT, line, RIGHT, line)
    extra = f"/A << /O /Table /Summary {pdf_text(words['table'])} >>"
    with canvas.group("Table", extra=extra):
        _draw_days(canvas, content.language, words, meetings, edges)
        for number, name in enumerate(members):
            _draw_row(canvas, TOP - (number + 1) * ROW, name, R_INK, len(meetings))
        for number, name in enumerate(leaders):
            told = f"{words['led']}: {name}" if name else words["led"]
            _draw_row(canvas, line - (number + 1) * ROW, told, R_MUTED, len(meetings))
    draw_note(canvas, bottom - 5.6 * mm, words["how"])
    draw_note(canvas, bottom - 10.2 * mm, words["kept"])
    when, who = words.many("signatures")
    draw_signatures(
        canvas,
        SIGN,
        [(LEFT, LEFT + 30 * mm, when), (LEFT + 36 * mm, LEFT + 116 * mm, who)],
    )
    draw_foot(canvas, content.sender, content.language)


def _draw_facts(canvas: PaperCanvas, content: AttendanceList, words: Texts) -> None:
    half, rest = 106 * mm, 72 * mm
    for y, (left, right) in zip(
        BOXES,
        (
            (("group", content.group), ("month", content.month)),
            (("place", content.place), ("when", content.when)),
        ),
        strict=True,
    ):
        (one, first), (other, second) = left, right
        places = draw_boxes(
            canvas, y, [(one, words[one], half), (other, words[other], rest)]
        )
        for key, x, room, value in (
            (one, LEFT, half, first),
            (other, LEFT + half, rest, second),
        ):
            with canvas.tag("P", element=places.get(key)):
                put_in_box(canvas, x + 2 * mm, y + 2.5 * mm, room - 4 * mm, value)


def _edges() -> tuple[float, ...]:
    wide = (RIGHT - LEFT - NAME_WIDTH) / MEETINGS
    return (LEFT, *(LEFT + NAME_WIDTH + wide * n for n in range(MEETINGS + 1)))


def _draw_days(
    canvas: PaperCanvas,
    language: Language,
    words: Texts,
    meetings: Sequence[ListedMeeting],
    edges: Sequence[float],
) -> None:
    scope = "<< /O /Table /Scope /Column >>"
    with canvas.group("TR"):
        with canvas.tag("TH", scope):
            canvas.put(
                LEFT + 2 * mm, TOP + 3.2 * mm, words["member"], SEMIBOLD, 9, R_WHITE
            )
        for number, meeting in enumerate(meetings, start=1):
            day = meeting.meet_on
            told = f"{short_weekday(day, language)} {short_date(day)[:5]} "
            middle = (edges[number] + edges[number + 1]) / 2
            with canvas.tag("TH", scope):
                high = 4.8 if meeting.is_off else 3.2
                canvas.put(middle, TOP + high * mm, told, SEMIBOLD, 9, R_WHITE, "c")
                if meeting.is_off:
                    low = TOP + 1.4 * mm
                    canvas.put(middle, low, words["off"], REGULAR, 7.4, R_WHITE, "c")


def _draw_row(
    canvas: PaperCanvas, y: float, name: str, rgb: str, meetings: int
) -> None:
    """Write the name; the cells after it are to be written in by hand."""
    edges, low = _edges(), y + 3 * mm
    with canvas.group("TR"):
        with canvas.tag("TH", "<< /O /Table /Scope /Row >>"):
            room = NAME_WIDTH - 4 * mm
            put_fitted(canvas, LEFT + 2 * mm, low, room, name, SEMIBOLD, 10, rgb)
        for number in range(1, meetings + 1):
            with canvas.tag("TD"):
                canvas.put(edges[number] + 2 * mm, low, " ", REGULAR, 10, rgb)
