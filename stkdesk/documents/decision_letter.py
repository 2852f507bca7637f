"""The decision (vedtak): a letter a person understands, with all the law asks for.

Order after klarspråk: the outcome, what was decided, why, the facts, what happens next,
how to appeal, who to ask, the rules. Source of what must be in it: forvaltningsloven
§§ 23–25 and 27, pasient- og brukerrettighetsloven §§ 3-1, 7-2 to 7-5.
"""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from stkdesk.documents.decision_content import (
    DecisionContent,
    content_from_json,
    content_to_json,
)
from stkdesk.documents.decision_words import DecisionWords
from stkdesk.documents.laws import law
from stkdesk.documents.letter import (
    LEFT,
    RIGHT,
    LetterFrame,
    SignatureLines,
    bullets,
    draw_letter,
    fact_box,
    glued,
    paragraphs,
    section,
)
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import BODY, H1, LEAD, SMALL, style
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.formats import long_date, phone_text

__all__ = ["DecisionContent", "build", "content_from_json", "content_to_json", "draw"]

_GREETING = style("greeting", spaceBefore=6, spaceAfter=14 * mm)
_GREETING_APPROVED = style("greeting approved", spaceBefore=6, spaceAfter=2 * mm)


def build(content: DecisionContent) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=texts("decision", content.language)["file_title"],
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
    return draw_letter(canvas, _frame(content), _story(content))


def _frame(content: DecisionContent) -> LetterFrame:
    words, sender = texts("frame", content.language), content.sender
    references = [
        (words["case"], content.case_number),
        (words["date"], long_date(content.decided_on)),
        (words["officer"], sender.case_officer),
        (words["phone"], phone_text(sender.case_officer_phone)),
    ]
    withheld = ""
    if sender.withheld_line:
        withheld = law("withheld", content.act, content.decided_on).reference[
            content.language
        ]
    return LetterFrame(
        reference=content.reference,
        revision=content.revision,
        language=content.language,
        sender=sender,
        unit=sender.deciding_unit or sender.running_unit,
        address=content.address,
        references=[(label, value) for label, value in references if value],
        withheld=withheld,
        draft=content.draft,
        practice=content.practice,
    )


def _story(content: DecisionContent) -> list[Flowable]:
    words = DecisionWords(content)
    heading = words.heading
    story: list[Flowable] = [P(words.title, H1), P(glued(escape(words.lead)), LEAD)]
    if note := words.recipient_note:
        story.append(P(glued(escape(note)), SMALL))
        story.append(Spacer(0, 6))
    story += fact_box(words.facts, texts("decision", content.language)["summary"])
    decided = "decision"
    if content.kind is DecisionKind.REFUSED:
        decided = "decision_refused"
    story += section(heading(decided), *_texts(words.decided))
    if content.goal.strip() and content.kind is DecisionKind.GRANTED:
        story += section(heading("goal"), *paragraphs(content.goal))
    story += section(heading("grounds"), *paragraphs(content.grounds))
    story += section(heading("facts"), *paragraphs(content.facts))
    if content.own_view.strip():
        story += section(heading("own_view"), *paragraphs(content.own_view))
    story += section(heading("next"), *_texts(words.next_steps))
    story += section(heading("appeal"), *_texts(words.appeal))
    story += section(heading("insight"), *_texts([words.insight]))
    story += section(heading("questions"), *_texts([words.questions]))
    story += _rules(content, heading("laws"))
    story.append(_signature(content))
    story += _lists(content)
    return story


def _texts(lines: list[str]) -> list[Flowable]:
    """Return texts of ours; they may hold <b>, what is filled in is escaped."""
    return [P(glued(line), BODY) for line in lines]


def _rules(content: DecisionContent, title: str) -> list[Flowable]:
    """List the rules of the case and, after them, those of every decision."""
    rules = [line.strip() for line in content.legal_basis.splitlines() if line.strip()]
    for key in ("procedure", "appeal"):
        rule = law(key, content.act, content.decided_on)
        language = content.language
        rules.append(f"{rule.reference[language]} ({rule.about[language]})")
    return section(title, *bullets(rules))


def _signature(content: DecisionContent) -> KeepTogether:
    words, sender = texts("frame", content.language), content.sender
    names = [
        (sender.leader, sender.leader_title or words["leader_title"]),
        (sender.case_officer, words["officer_title"]),
    ]
    names = [(name, title) for name, title in names if name.strip()]
    by_hand = content.signed_by_hand
    greeting = P(words["signed_by"], _GREETING if by_hand else _GREETING_APPROVED)
    lines = SignatureLines(names, RIGHT - LEFT, drawn=by_hand)
    parts: list[Flowable] = [greeting, lines]
    if not by_hand:
        parts += [Spacer(0, 8), P(words["approved"], SMALL)]
    return KeepTogether(parts)


def _lists(content: DecisionContent) -> list[Flowable]:
    words = texts("frame", content.language)
    made: list[Flowable] = [Spacer(0, 12)]
    if content.enclosures:
        numbered = [
            f"{n}. {name}" for n, name in enumerate(content.enclosures, start=1)
        ]
        made.append(_line(words["enclosures"], numbered))
    if content.copies:
        made.append(_line(words["copies"], list(content.copies)))
    return made if len(made) > 1 else []


def _line(title: str, items: list[str]) -> P:
    return P(f"<b>{title}</b>  {escape(', '.join(items))}", SMALL)
