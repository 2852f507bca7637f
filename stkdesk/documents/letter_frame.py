"""What stands around the text of letters: of a case, and to support contacts."""

from __future__ import annotations

from datetime import date

from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.letter_page import LetterFrame
from stkdesk.domain.formats import long_date, phone_text


def case_frame(content: CaseLetter | DecisionContent, day: date) -> LetterFrame:
    """Return the frame of a letter dated ``day``, from the unit that decides.

    Why it is not public is printed exactly when the journal says that it is not.
    """
    words = content.own.texts("frame", content.language)
    sender = content.sender
    references = [(words["case"], content.case_number), *_who(content, day)]
    return LetterFrame(
        reference=content.reference,
        revision=content.revision,
        language=content.language,
        sender=sender,
        unit=sender.deciding_unit or sender.running_unit,
        address=content.address,
        references=[(label, value) for label, value in references if value],
        withheld=_withheld(content, day),
        draft=content.draft,
        practice=content.practice,
    )


def contact_frame(content: ContactLetterContent) -> LetterFrame:
    """Return the frame of a letter to a support contact, from the unit that runs."""
    sender, day = content.sender, content.made_on
    return LetterFrame(
        reference=content.reference,
        revision=content.revision,
        language=content.language,
        sender=sender,
        unit=sender.running_unit or sender.deciding_unit,
        address=content.address,
        references=[(label, value) for label, value in _who(content, day) if value],
        withheld=_withheld(content, day),
        draft=content.draft,
        practice=content.practice,
    )


_Letter = CaseLetter | DecisionContent | ContactLetterContent


def _who(content: _Letter, day: date) -> list[tuple[str, str]]:
    words, sender = content.own.texts("frame", content.language), content.sender
    return [
        (words["date"], long_date(day)),
        (words["officer"], sender.case_officer),
        (words["phone"], phone_text(sender.case_officer_phone)),
    ]


def _withheld(content: _Letter, day: date) -> str:
    if not content.is_withheld:
        return ""
    rule = content.own.law("withheld", content.act, day)
    return rule.reference[content.language]
