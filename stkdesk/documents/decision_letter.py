"""The decision (vedtak): a letter a person understands, with all the law asks for.

Order after klarspråk: the outcome, what was decided, why, the facts, what happens next,
how to appeal, who to ask, the rules. Source of what must be in it: forvaltningsloven
§§ 23–25, 27, 36 and 42 (2025: §§ 57, 59, 70 and 71), pasient- og brukerrettighetsloven
§§ 3-1, 7-2 to 7-5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.platypus import Flowable, KeepTogether, Spacer

from stkdesk.documents.decision_content import (
    DecisionContent,
    content_from_json,
    content_to_json,
)
from stkdesk.documents.decision_words import DecisionWords
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
from stkdesk.documents.theme import BODY, H1, H2, LEAD, RULE_BULLET, SMALL
from stkdesk.domain.decision import DecisionKind

__all__ = ["DecisionContent", "build", "content_from_json", "content_to_json", "draw"]

A_RULE = 3  # flowables of one rule in the list: its place, its text, the end of it


def build(content: DecisionContent) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=content.own.texts("decision", content.language)["file_title"],
        author=content.sender.municipality,
        reference=content.reference,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: DecisionContent, canvas: PaperCanvas) -> int:
    """Draw the letter on ``canvas``; return how many pages it took."""
    return draw_letter(canvas, case_frame(content, content.decided_on), _story(content))


def _story(content: DecisionContent) -> list[Flowable]:
    words = DecisionWords(content)
    story: list[Flowable] = [P(words.title, H1)]
    story += [P(glued(line), LEAD) for line in words.lead]
    if words.notes:
        story += [P(glued(note), SMALL) for note in words.notes]
        story.append(Spacer(0, 6))
    if words.correction:
        wrong = _ours(words.correction) + _typed(content.correction)
        story += section(words.heading("correction"), *wrong)
        story.append(Spacer(0, 8))
    story += fact_box(words.facts, words.summary)
    for heading, blocks in _sections(content, words):
        if blocks:
            story += section(words.heading(heading), *blocks)
    return story + _end(content, words)


def _sections(
    content: DecisionContent, words: DecisionWords
) -> Iterator[tuple[str, list[Flowable]]]:
    """Yield heading and text of each section in the order they are read."""
    grants, kind = content.kind.grants, content.kind
    yield "decision" if grants else "decision_only", _ours(words.decided)
    yield "goal", _typed(content.goal) if grants else []
    grounds = _typed(content.grounds)
    if content.no_grounds and not grounds:
        grounds = _ours(words.no_grounds)
    refused = _typed(content.refused_part)
    if kind is DecisionKind.REFUSED:
        yield "condition", refused
    yield "grounds", grounds + _ours(words.basis)
    if kind is DecisionKind.PARTLY:
        yield "refused_part", refused
    yield "facts", _typed(content.facts)
    yield "own_view", _typed(content.own_view)
    yield "next", _ours(words.next_steps)
    yield "appeal", _ours(words.appeal)
    yield "suspension", _ours(words.suspension)
    yield "costs", _ours(words.costs)
    yield "insight", _ours(words.insight)
    yield "rights", _ours(words.rights)
    yield "questions", _ours(words.questions)


def _end(content: DecisionContent, words: DecisionWords) -> list[Flowable]:
    """Return the rules and, on the page of the last two of them, who has decided."""
    title, rules = P(words.heading("laws"), H2), bullets(words.rules, RULE_BULLET)
    at = 1 + A_RULE * max(len(words.rules) - 2, 0)
    first, last = rules[:at], rules[at:]
    begun: list[Flowable] = [title, *first]
    if len(first) > 1:
        begun = [KeepTogether(begun[: 2 + A_RULE]), *begun[2 + A_RULE :]]
    else:
        begun, last = [], [*begun, *last]
    return begun + letter_end(
        last,
        content.own.texts("frame", content.language),
        content.sender,
        by_hand=content.signed_by_hand,
        enclosures=content.enclosures,
        copies=content.copies,
    )


def _ours(lines: Sequence[str]) -> list[Flowable]:
    """Return texts of ours; they may hold <b>, what is filled in is escaped."""
    return [P(glued(line), BODY) for line in lines]


def _typed(text: str) -> list[Flowable]:
    """Return what the caseworker has written as paragraphs."""
    return paragraphs(text) if text.strip() else []
