"""One paragraph as the editor opens it, with what its editor has not saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stkdesk.documents.paragraphs import Paragraph
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import Part
from stkdesk.services.drafts import KeptDraft, kept_draft
from stkdesk.services.letter_text_list import ParagraphCard, open_paragraph

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DRAFTS = "letter_texts/"  # what the names of drafts of paragraphs begin with
ABOUT = {
    Part.HEADING: "Overskrift: én linje.",
    Part.TEXT: "Ett avsnitt.",
    Part.LIST: "Ett eller flere avsnitt, med en tom linje mellom. Et avsnitt med et "
    "flettefelt som er tomt i saken, utgår.",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A paragraph with its versions, and the draft of who opens it."""

    card: ParagraphCard
    kept: KeptDraft | None = None


def read_opened(session: Session, *, paper: str, key: str) -> Opened:
    """Read a paragraph, and what was typed of it and not saved."""
    card = open_paragraph(session, paper, key)
    return Opened(card, kept_draft(session, draft_key(card.paragraph)))


def draft_key(paragraph: Paragraph) -> str:
    """Return the name a draft of the paragraph is kept under."""
    return DRAFTS + paragraph.name


def touched(
    card: ParagraphCard, texts: Mapping[str, str], today: date
) -> dict[str, str]:
    """Return what of ``texts`` is worth keeping: {} when nothing was changed.

    A language nobody has touched is left out: others may save it meanwhile.
    """
    changed = {
        language.value: texts[language.value]
        for language in Language
        if texts.get(language.value, "") not in ("", card.body(language, today))
    }
    if changed and texts.get("valid_from"):
        changed["valid_from"] = texts["valid_from"]
    return changed
