"""The frame of a letter: head, window address, references, foot, page x of y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.letter_foot import draw_letter_foot
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.flow import Group, P, RoleStyle, T
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.lines import lines_that_fit
from stkdesk.documents.qr import draw_qr
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import (
    ACCENT,
    BODY,
    BULLET,
    FACT,
    FACT_LABEL,
    H2,
    R_ACCENT,
    R_INK,
    R_MUTED,
    RULE,
    TINT,
)
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.documents.window import draw_address, draw_return_address
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PageCode
from stkdesk.domain.person import Address

LEFT, RIGHT = 25 * mm, WIDTH - 28 * mm
REFERENCES = 131 * mm  # to the right of what a window may show
FIRST_TOP, LATER_TOP = HEIGHT - 90 * mm, HEIGHT - 40 * mm
LOW = 34 * mm
CODE_SIZE = 17 * mm
CODE_TOP = HEIGHT - 14 * mm
REFERENCE_LINE = HEIGHT - 46.5 * mm


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What a letter needs around its text."""

    reference: str
    revision: int
    language: Language
    sender: OfficeDraft
    unit: str  # of the municipality: the one that decides, or the one that runs
    address: Address
    references: Sequence[tuple[str, str]]  # label and value, upper right
    withheld: str = ""  # why the letter is not public; empty: nothing is printed
    draft: bool = False
    practice: bool = False


def draw_letter(canvas: PaperCanvas, frame: LetterFrame, story: list[Flowable]) -> int:
    """Flow ``story`` over as many pages as it takes; return how many."""
    width = RIGHT - LEFT
    first = Frame(LEFT, LOW, width, FIRST_TOP - LOW, 0, 0, 0, 0)
    later = Frame(LEFT, LOW, width, LATER_TOP - LOW, 0, 0, 0, 0)
    template = BaseDocTemplate(
        BytesIO(),
        pagesize=(WIDTH, HEIGHT),
        pageTemplates=[
            PageTemplate(
                "first", [first], onPage=lambda *_: _draw_first_page(canvas, frame)
            ),
            PageTemplate(
                "later", [later], onPage=lambda *_: _draw_later_page(canvas, frame)
            ),
        ],
    )
    # the caller saves: a print file goes on after this letter
    template._doSave = 0  # type: ignore[attr-defined]
    try:
        template.build(
            [NextPageTemplate("later"), *story],
            canvasmaker=lambda *_arguments, **_options: canvas,
        )
    except OfficeError as error:
        raise _as_it_was(error) from None

    def finish(page: PaperCanvas, number: int, pages: int) -> None:
        draw_letter_foot(
            page, frame.sender, frame.language, frame.reference, LEFT, RIGHT
        )
        _draw_numbers(
            page, frame, PageCode(frame.reference, number, pages, frame.revision)
        )

    return canvas.finish_paper(finish)


def _as_it_was(error: OfficeError) -> OfficeError:
    """Return the error that was raised.

    WORKAROUND: ReportLab raises a copy with words of its own in front
    (``annotateException``): English on the screen, and the advice gone.
    """
    while isinstance(error.__context__, OfficeError):
        error = error.__context__
    return error


def section(title: str, *blocks: Flowable) -> list[Flowable]:
    """Return blocks under a heading that never parts from the first of them.

    ``title`` is one of our texts, so it is markup.
    """
    first = next(n for n, block in enumerate(blocks) if isinstance(block, P))
    head = [P(title, H2), *blocks[: first + 1]]
    return [KeepTogether(head), *blocks[first + 1 :]]


def paragraphs(text: str, style: RoleStyle = BODY) -> list[Flowable]:
    """Return what somebody has typed as paragraphs; an empty line parts them."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return [
        P(glued(escape(part)).replace("\n", "<br/>"), style) for part in parts if part
    ]


def bullets(items: Sequence[str]) -> list[Flowable]:
    """Return a list with bullets, as one element with its items inside."""
    made: list[Flowable] = [Group("L", "<< /O /List /ListNumbering /Disc >>")]
    for item in items:
        text = P(glued(escape(item)), BULLET, bulletText="•")
        made += [Group("LI"), text, Group()]
    return [*made, Group(), Spacer(0, 3)]


def fact_box(rows: Sequence[tuple[str, str]], summary: str) -> list[Flowable]:
    """Return the tinted box that says the main things at a glance."""
    width = RIGHT - LEFT
    cells = [[P(escape(a), FACT_LABEL), P(_lines(b), FACT)] for a, b in rows]
    table = T(cells, [42 * mm, width - 42 * mm], summary)
    table.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), TINT),
            ("LINEBEFORE", (0, 0), (0, -1), 2.2, ACCENT),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
            ("LEFTPADDING", (0, 0), (0, -1), 10),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
        ]
    )
    return [table, Spacer(0, 10)]


def _lines(text: str) -> str:
    return glued(escape(text)).replace("\n", "<br/>")


_GLUE = re.compile(
    r"§§? (?=\d)|(?<=§ \d-\d) (?=[a-z]\b)|(?<=\d\.) (?=[a-zæøå]{3,9}\s\d{4})"
    r"|(?<=[a-zæøå]) (?=(?:19|20)\d\d\b)|\b(?:nr\.|kl\.|bokstav|kr|side) (?=\S)"
    r"|(?<=\d) (?=(?:timer|timar|time|uker|veker|km|kr)\b)"
)


def glued(text: str) -> str:
    """Keep "§ 3-1", "1. april 2026", "nr. 6" and "4 timer" on one line."""
    return _GLUE.sub(lambda match: match[0][:-1] + "\u00a0", text)


class SignatureLines(Flowable):
    """Lines to sign on side by side, with name and title below each."""

    canv: PaperCanvas

    def __init__(
        self, names: Sequence[tuple[str, str]], width: float, *, drawn: bool = True
    ) -> None:
        """Show ``names``; ``drawn`` False leaves out the line to sign on."""
        super().__init__()
        self.names, self.width, self.height, self.drawn = names, width, 30, drawn

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines and write the names."""
        step = self.width / max(2, len(self.names))
        for number, (name, title) in enumerate(self.names):
            x = number * step
            if self.drawn:
                self.canv.setStrokeColor(RULE)
                self.canv.setLineWidth(0.5)
                self.canv.line(x, 28, x + step - 12 * mm, 28)
            with self.canv.tag("P"):
                self.canv.put(x, 15, name + " ", SEMIBOLD, 11, R_INK)
                self.canv.put(x, 2, title, REGULAR, 9.5, R_MUTED)


def _draw_first_page(canvas: PaperCanvas, frame: LetterFrame) -> None:
    _draw_word(canvas, frame)
    alt = texts("frame", frame.language)["arms"].format(
        municipality=frame.sender.municipality
    )
    low = HEIGHT - 29 * mm
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, frame.sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = HEIGHT - 19.4 * mm
        canvas.put(x, line, frame.sender.municipality, SEMIBOLD, 15, R_ACCENT)
    if frame.unit:
        with canvas.tag("P"):
            canvas.put(x, HEIGHT - 25.2 * mm, frame.unit, REGULAR, 10, R_MUTED)
    draw_return_address(canvas, LEFT, frame.sender, frame.language)
    draw_address(canvas, LEFT, frame.address)
    _draw_references(canvas, frame)
    if frame.sender.fold_marks:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(5 * mm, HEIGHT / 2, 9 * mm, HEIGHT / 2)


def _draw_later_page(canvas: PaperCanvas, frame: LetterFrame) -> None:
    _draw_word(canvas, frame)
    low = HEIGHT - 26 * mm
    wide = draw_coat_of_arms(canvas, LEFT, low, 9 * mm, frame.sender.coat_of_arms)
    x, name = LEFT + wide + 2.5 * mm, frame.sender.municipality
    canvas.put(x, HEIGHT - 22.6 * mm, name, SEMIBOLD, 10.5, R_ACCENT)


def _draw_word(canvas: PaperCanvas, frame: LetterFrame) -> None:
    word = paper_word(frame.language, draft=frame.draft, practice=frame.practice)
    draw_watermark(canvas, word)


def _draw_references(canvas: PaperCanvas, frame: LetterFrame) -> None:
    y = REFERENCE_LINE
    for label, value in frame.references:
        with canvas.tag("P"):
            canvas.put(REFERENCES, y, label + " ", REGULAR, 9, R_MUTED)
            canvas.put(REFERENCES + 23 * mm, y, value, REGULAR, 9, R_INK)
        y -= 4.75 * mm
    if not frame.withheld:
        return
    y -= 1.5 * mm
    with canvas.tag("P"):
        title = texts("frame", frame.language)["withheld"]
        canvas.put(REFERENCES, y, title + " ", SEMIBOLD, 9, R_INK)
        room = RIGHT - REFERENCES
        for line in lines_that_fit(glued(frame.withheld), room, REGULAR, 8.2):
            y -= 3.9 * mm
            canvas.put(REFERENCES, y, line + " ", REGULAR, 8.2, R_INK)


def _draw_numbers(canvas: PaperCanvas, frame: LetterFrame, code: PageCode) -> None:
    """Draw what is known last: the code in the corner and "Side 1 av 2".

    The code is read aloud once, on the first page.
    """
    words = texts("frame", frame.language)
    left, low = RIGHT - CODE_SIZE, CODE_TOP - CODE_SIZE
    alt = words["code"].format(reference=frame.reference)
    if code.page == 1:
        with figure(canvas, (left, low, RIGHT, CODE_TOP), alt):
            draw_qr(canvas, left, low, CODE_SIZE, code.text())
    else:
        draw_qr(canvas, left, low, CODE_SIZE, code.text())
    text = words["page"].format(page=code.page, pages=code.pages)
    canvas.put(RIGHT, 9.5 * mm, text, REGULAR, 8.6, R_MUTED, "r")
