"""The letters of a case that are not decisions: one builder for all.

Order after klarspråk: the main message, the facts at a glance, then what the reader
must know or do. What each must say: forvaltningsloven §§ 11 a, 16, 17, 33 and 36 and
what the act of 2025 has instead of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Spacer

from stkdesk.documents.case_letter_content import (
    CaseLetter,
    content_from_json,
    content_to_json,
)
from stkdesk.documents.case_letter_words import CaseLetterWords, Section
from stkdesk.documents.letter import (
    bullets,
    draw_letter,
    fact_box,
    glued,
    paragraphs,
    section,
)
from stkdesk.documents.letter_end import letter_end
from stkdesk.documents.letter_frame import case_frame
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.theme import BODY, H1, H2, LEAD, SMALL

__all__ = ["CaseLetter", "build", "content_from_json", "content_to_json", "draw"]


def build(content: CaseLetter) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    words = content.own.texts(content.kind.value, content.language)
    facts = Facts(
        title=words["file_title"],
        author=content.sender.municipality,
        reference=content.reference,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: CaseLetter, canvas: PaperCanvas) -> int:
    """Draw the letter on ``canvas``; return how many pages it took."""
    return draw_letter(canvas, case_frame(content, content.made_on), _story(content))


def _story(content: CaseLetter) -> list[Flowable]:
    words = CaseLetterWords(content)
    story: list[Flowable] = [P(words.title, H1), P(glued(words.lead), LEAD)]
    if words.notes:
        story += [P(glued(note), SMALL) for note in words.notes]
        story.append(Spacer(0, 6))
    story += fact_box(words.facts, words.summary)
    *before, last = words.sections
    for each in before:
        story += section(each.heading, *_blocks(each, words))
    return story + letter_end(
        [P(last.heading, H2), *_blocks(last, words)],
        content.own.texts("frame", content.language),
        content.sender,
        by_hand=content.signed_by_hand,
        enclosures=content.enclosures,
        copies=content.copies,
    )


def _blocks(each: Section, words: CaseLetterWords) -> list[Flowable]:
    made = _ours(each.before)
    if each.as_list:
        lines = [line.strip(" -–•") for line in each.typed.splitlines()]
        made += bullets([line for line in lines if line])
    elif each.typed:
        made += paragraphs(each.typed)
    for number, point in enumerate(each.points, start=1):
        made += _said(f"{number}. {words.argument}", point.argument)
        made += _said(words.answer, point.answer)
    return made + _ours(each.after)


def _ours(lines: Sequence[str]) -> list[Flowable]:
    """Return texts of ours; they may hold <b>, what is filled in is escaped."""
    return [P(glued(line), BODY) for line in lines]


def _said(who: str, what: str) -> list[Flowable]:
    """Return what somebody says, with who it is before the first paragraph."""
    first, *more = what.strip().split("\n\n", 1)
    text = glued(escape(first)).replace("\n", "<br/>")
    lead = P(f"<b>{escape(who)}:</b> {text}", BODY)
    return [lead, *(block for part in more for block in paragraphs(part))]
