"""What stands around the text of every letter of a case, decisions too."""

from __future__ import annotations

from datetime import date

from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.letter_page import LetterFrame
from stkdesk.domain.formats import long_date, phone_text


def case_frame(content: CaseLetter | DecisionContent, day: date) -> LetterFrame:
    """Return the frame of a letter dated ``day``, from the unit that decides.

    Why it is not public is printed exactly when the journal says that it is not.
    """
    words, sender = content.own.texts("frame", content.language), content.sender
    references = [
        (words["case"], content.case_number),
        (words["date"], long_date(day)),
        (words["officer"], sender.case_officer),
        (words["phone"], phone_text(sender.case_officer_phone)),
    ]
    withheld = ""
    if content.is_withheld:
        rule = content.own.law("withheld", content.act, day)
        withheld = rule.reference[content.language]
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
