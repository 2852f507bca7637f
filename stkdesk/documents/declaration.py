"""The declaration of confidentiality: read together, signed, kept by the office."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from stkdesk.documents.declaration_content import Declaration
from stkdesk.documents.letter import (
    LEFT,
    RIGHT,
    LetterFrame,
    bullets,
    draw_letter,
    fact_box,
    glued,
    section,
)
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.fonts import REGULAR
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import Texts
from stkdesk.documents.theme import BODY, H1, H2, LEAD, MUTED, R_INK, R_MUTED
from stkdesk.domain.formats import long_date

__all__ = ["Declaration", "build", "draw"]


def build(content: Declaration) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=content.own.texts("declaration", content.language)["file_title"],
        author=content.sender.municipality,
        reference=content.reference,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: Declaration, canvas: PaperCanvas) -> int:
    """Draw the declaration on ``canvas``; return how many pages it took."""
    sender, words = content.sender, content.own.texts("frame", content.language)
    frame = LetterFrame(
        reference=content.reference,
        revision=content.revision,
        language=content.language,
        sender=sender,
        unit=sender.running_unit,
        address=content.address,
        references=[(words["date"], long_date(content.made_on))],
        practice=content.practice,
    )
    return draw_letter(canvas, frame, _story(content))


def _story(content: Declaration) -> list[Flowable]:
    words = content.own.texts("declaration", content.language)
    act, day = content.sender.act_on(content.made_on), content.made_on
    citations = content.own.cited(content.language, act, day)
    story: list[Flowable] = [P(words["title"], H1), P(words["lead"], LEAD)]
    story += fact_box(_facts(content, words), words["facts"])
    for part in words.tables("section"):
        blocks = [P(glued(text.format(**citations)), BODY) for text in part["text"]]
        story += section(part["title"], *blocks)
    rules = [content.own.law(key, act, day) for key in words.many("laws.keys")]
    listed = bullets(
        [
            f"{rule.reference[content.language]}: {rule.about[content.language]}"
            for rule in rules
        ]
    )
    story += section(words["laws.title"], *listed)
    story.append(KeepTogether([P(words["sign.title"], H2), *_lines(content, words)]))
    return story


def _facts(content: Declaration, words: Texts) -> list[tuple[str, str]]:
    address = content.address
    place = f"{address.postal_code} {address.city}"
    born = long_date(content.birth_date) if content.birth_date else ""
    rows = [
        (words["name"], content.contact_name),
        (words["born"], born),
        (words["address"], ", ".join([*address.lines, place])),
    ]
    return [(label, value) for label, value in rows if value.strip()]


def _lines(content: Declaration, words: Texts) -> list[Flowable]:
    """Return a line for the contact, one for a guardian, one for the municipality."""
    lines: list[Flowable] = [TwoLines(words.many("sign.contact"))]
    if content.needs_guardian:
        lines.append(TwoLines(words.many("sign.guardian")))
    lines.append(TwoLines(words.many("sign.explained"), content.explained_by))
    return [Spacer(0, 2), *lines]


class TwoLines(Flowable):
    """Two lines side by side to write on, with what goes on them below."""

    canv: PaperCanvas

    def __init__(self, labels: list[str], filled: str = "") -> None:
        """Write ``labels`` below; ``filled`` already stands on the first line."""
        super().__init__()
        self.labels, self.filled = labels, filled
        self.width, self.height = RIGHT - LEFT, 17.5 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw both lines."""
        canvas, split, y = self.canv, 58 * mm, 5.5 * mm
        ends = ((0.0, split), (split + 6 * mm, self.width))
        texts = (self.filled, "")
        for (start, end), label, text in zip(ends, self.labels, texts, strict=True):
            canvas.setStrokeColor(MUTED)
            canvas.setLineWidth(0.6)
            canvas.line(start, y, end, y)
            with canvas.tag("P"):
                if text:
                    canvas.put(start, y + 1.6 * mm, text + " ", REGULAR, 10.5, R_INK)
                canvas.put(start, y - 3.8 * mm, label, REGULAR, 8, R_MUTED)
