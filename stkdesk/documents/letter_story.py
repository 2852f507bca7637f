"""What flows over the pages of a letter with fields, from its words."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Spacer

from stkdesk.documents.letter import bullets, fact_box, glued, paragraphs, section
from stkdesk.documents.letter_end import letter_end
from stkdesk.documents.letter_words import LetterWords, Section
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.texts import Texts
from stkdesk.documents.theme import BODY, H1, H2, LEAD, SMALL
from stkdesk.domain.office import OfficeDraft


def letter_story(
    words: LetterWords,
    frame: Texts,
    sender: OfficeDraft,
    *,
    by_hand: bool,
    enclosures: Sequence[str] = (),
    copies: Sequence[str] = (),
) -> list[Flowable]:
    """Return title, opening, fact box and sections, then who sends it.

    ``frame`` are the texts around every letter; see ``letter_end``.
    """
    story: list[Flowable] = [P(words.title, H1), P(glued(words.lead), LEAD)]
    if words.notes:
        story += [P(glued(note), SMALL) for note in words.notes]
        story.append(Spacer(0, 6))
    if words.facts:
        story += fact_box(words.facts, words.summary)
    *before, last = words.sections
    for each in before:
        story += section(each.heading, *_blocks(each, words))
    return story + letter_end(
        [P(last.heading, H2), *_blocks(last, words)],
        frame,
        sender,
        by_hand=by_hand,
        enclosures=enclosures,
        copies=copies,
    )


def _blocks(each: Section, words: LetterWords) -> list[Flowable]:
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
