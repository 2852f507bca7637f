"""A person's own log on paper: when, who and why, what; for the person to keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.letter import LEFT, RIGHT, fact_box, glued
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.flow import P, T
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.theme import (
    BODY,
    H1,
    H2,
    INK,
    LEAD,
    R_ACCENT,
    R_MUTED,
    RULE,
    style,
)
from stkdesk.documents.trail_content import TrailExtract, TrailLine
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import long_date, number_text, weekday_name
from stkdesk.domain.language import Language

__all__ = ["TrailExtract", "TrailLine", "build"]

TOP, LATER, LOW = HEIGHT - 40 * mm, HEIGHT - 26 * mm, 20 * mm
WIDTHS = (26 * mm, 62 * mm)  # when, who; what takes the rest
TOGETHER = 3  # events that are not parted by a page
CELL = style("log cell", fontSize=9.5, leading=12.5, spaceAfter=0, textColor=INK)


def build(content: TrailExtract) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    words = texts("trail", content.language)
    out = BytesIO()
    facts = Facts(
        title=words["file_title"],
        author=content.sender.municipality,
        reference=content.reference or words["file_title"],
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    _draw(content, canvas, words)
    canvas.save()
    return out.getvalue()


def _draw(content: TrailExtract, canvas: PaperCanvas, words: Texts) -> None:
    frames = [
        Frame(LEFT, LOW, RIGHT - LEFT, top - LOW, 0, 0, 0, 0) for top in (TOP, LATER)
    ]
    template = BaseDocTemplate(
        BytesIO(),
        pagesize=(WIDTH, HEIGHT),
        pageTemplates=[
            PageTemplate(
                "first",
                frames[:1],
                onPage=lambda *_: _draw_head(canvas, content),
                autoNextPageTemplate="later",
            ),
            PageTemplate(
                "later", frames[1:], onPage=lambda *_: _draw_word(canvas, content)
            ),
        ],
    )
    template._doSave = 0  # type: ignore[attr-defined]  # the caller saves
    template.build(
        list(_story(content, words)),
        canvasmaker=lambda *_arguments, **_options: canvas,
    )
    numbers = texts("frame", content.language)["page"]

    def _finish(page: PaperCanvas, number: int, pages: int) -> None:
        text = numbers.format(page=number, pages=pages)
        page.put(RIGHT, 10 * mm, text, REGULAR, 8.6, R_MUTED, "r")
        page.put(LEFT, 10 * mm, content.reference, REGULAR, 8.6, R_MUTED)

    canvas.finish_paper(_finish)


def _story(content: TrailExtract, words: Texts) -> Iterator[Flowable]:
    yield P(words["title"], H1)
    yield P(words["lead"], LEAD)
    yield from fact_box(_facts(content, words), words["facts"])
    if not content.lines:
        yield P(words["nothing"], BODY)
    day = None
    rows: list[list[P]] = []
    for line in content.lines:
        moment = line.at.astimezone()
        if moment.date() != day:
            yield from _table(rows, words)
            rows, day = [], moment.date()
            named = weekday_name(day, content.language).capitalize()
            yield P(glued(f"{named} {long_date(day)}"), H2)
        rows.append(_row(line, words))
    yield from _table(rows, words)
    yield Spacer(0, 8)
    yield P(words["law"], BODY)


def _facts(content: TrailExtract, words: Texts) -> list[tuple[str, str]]:
    born = long_date(content.birth_date) if content.birth_date else ""
    rows = [
        (words["name"], content.name),
        (words["born"], born),
        (words["made"], long_date(content.made_on)),
        (words["events"], number_text(len(content.lines))),
    ]
    return [(label, value) for label, value in rows if value.strip()]


def _table(rows: list[list[P]], words: Texts) -> Iterator[Flowable]:
    if not rows:
        return
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        table = Whole(some, [*WIDTHS, RIGHT - LEFT - sum(WIDTHS)], words["table"])
        table.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
        yield table


class Whole(T):
    """A table that is not parted: the next page takes it."""

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """Refuse."""
        return []


def _row(line: TrailLine, words: Texts) -> list[P]:
    who = f"<b>{escape(line.who)}</b>"
    roles = ", ".join(words[f"role.{role}"] for role in line.roles)
    for each in (roles, line.unit):
        if each:
            who += f"<br/>{escape(each)}"
    what = f"{words[f'action.{line.action}']}: {escape(line.what)}"
    if line.fields:
        what += f" ({escape(line.fields)})"
    basis = []
    if line.case:
        basis.append(words["case"].format(case=line.case))
    if line.reason:
        basis.append(words["reason"].format(reason=line.reason))
    for each in basis:
        what += f"<br/>{escape(each)}"
    return [P(_clock(line, words), CELL), P(who, CELL), P(glued(what), CELL)]


def _clock(line: TrailLine, words: Texts) -> str:
    """Return from when to when: 08.15–08.22, or only when."""
    begun = _time(line.at)
    if line.until is None:
        return begun
    same = line.until.astimezone().date() == line.at.astimezone().date()
    ended = _time(line.until)
    if not same:
        ended = f"{line.until.astimezone():%d.%m.} {ended}"
    return begun if ended == begun else f"{begun}–{ended}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%H.%M}"


def _draw_head(canvas: PaperCanvas, content: TrailExtract) -> None:
    _draw_word(canvas, content)
    sender, low = content.sender, HEIGHT - 29 * mm
    alt = texts("frame", content.language)["arms"].format(
        municipality=sender.municipality
    )
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = HEIGHT - 19.4 * mm
        canvas.put(x, line, sender.municipality, SEMIBOLD, 15, R_ACCENT)
    if sender.running_unit:
        with canvas.tag("P"):
            canvas.put(x, HEIGHT - 25.2 * mm, sender.running_unit, REGULAR, 10, R_MUTED)


def _draw_word(canvas: PaperCanvas, content: TrailExtract) -> None:
    language: Language = content.language
    draw_watermark(canvas, paper_word(language, draft=False, practice=content.practice))
