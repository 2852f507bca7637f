"""Letters of a case, and the texts and citations the office owns."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import code

DRAFTS = sa.text("state = 'draft'")
NOTICES = sa.text("kind = 'advance_notice'")  # those whose time limit runs out


class Letter(Edited, Base, kw_only=True):
    """A letter to, or about, a client; each who gets it has a paper of it."""

    __tablename__ = "letters"
    rules = (
        sa.CheckConstraint(
            "state = 'draft' OR (issued_on IS NOT NULL AND content IS NOT NULL)",
            name="issued_is_frozen",
        ),
        sa.Index(
            "ix_letters_drafts",
            "client_number",
            sqlite_where=DRAFTS,
            postgresql_where=DRAFTS,
        ),
        sa.Index(
            "ix_letters_issued_on",
            "issued_on",
            sqlite_where=NOTICES,
            postgresql_where=NOTICES,
        ),
        sa.Index("ix_letters_client_kind", "client_number", "kind", "issued_on"),
    )

    number: Mapped[int] = number_key()
    kind: Mapped[LetterKind] = mapped_column(code(LetterKind, "letter_kind"))
    client_number: Mapped[int] = points_to("clients.number", index=False)
    application_number: Mapped[int | None] = points_to(
        "applications.number", default=None
    )
    decision_number: Mapped[int | None] = points_to("decisions.number", default=None)
    complaint_number: Mapped[int | None] = points_to("complaints.number", default=None)
    assignment_number: Mapped[int | None] = points_to(
        "assignments.number", default=None
    )
    state: Mapped[LetterState] = mapped_column(
        code(LetterState, "letter_state"), default=LetterState.DRAFT
    )
    language: Mapped[Language] = mapped_column(
        code(Language, "letter_language"), default=Language.BOKMAL
    )
    fields: Mapped[str] = mapped_column(default="{}")  # JSON, text by key
    is_withheld: Mapped[bool] = yes_no("is_withheld", default=True)
    issued_on: Mapped[date | None] = mapped_column(default=None)
    content: Mapped[str | None] = mapped_column(default=None)  # frozen, JSON


class Enclosure(Base, kw_only=True):
    """One numbered enclosure (vedlegg) of a letter or a decision.

    Either kept here, as a paper or an attachment, or put in the envelope by hand.
    """

    __tablename__ = "enclosures"
    rules = (
        sa.CheckConstraint(
            "(letter_number IS NULL) <> (decision_number IS NULL)", name="of_one"
        ),
    )

    number: Mapped[int] = number_key()
    letter_number: Mapped[int | None] = points_to(
        "letters.number", ondelete="CASCADE", default=None
    )
    decision_number: Mapped[int | None] = points_to(
        "decisions.number", ondelete="CASCADE", default=None
    )
    place: Mapped[int]
    title: Mapped[str]
    paper_number: Mapped[int | None] = points_to("papers.number", default=None)
    attachment_number: Mapped[int | None] = points_to(
        "attachments.number", default=None
    )


class LetterText(Edited, Base, kw_only=True):
    """One paragraph of a letter as the office wants it, from a day on."""

    __tablename__ = "letter_texts"
    rules = (sa.UniqueConstraint("paper", "language", "key", "valid_from"),)

    number: Mapped[int] = number_key()
    paper: Mapped[str]  # "decision", "interim_reply": the file of the standard text
    language: Mapped[Language] = mapped_column(code(Language, "letter_text_language"))
    key: Mapped[str]  # "granted.lead"
    valid_from: Mapped[date]
    body: Mapped[str | None] = mapped_column(default=None)  # None: the standard again


class Citation(Edited, Base, kw_only=True):
    """A legal reference as the office wants it, instead of the standard one."""

    __tablename__ = "citations"
    rules = (not_backwards("valid_from", "valid_to"),)

    number: Mapped[int] = number_key()
    key: Mapped[str]  # "appeal", as in resources/letters/laws.toml
    act: Mapped[str] = mapped_column(default="")  # "1967", "2025", "": the same in both
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(default=None)
    bokmal: Mapped[str]
    nynorsk: Mapped[str]
    about_bokmal: Mapped[str] = mapped_column(default="")
    about_nynorsk: Mapped[str] = mapped_column(default="")


class CaseRuleRow(Edited, Base, kw_only=True):
    """A number the office's cases go by, from a day on."""

    __tablename__ = "case_rules"
    rules = (
        sa.UniqueConstraint("rule", "valid_from"),
        sa.CheckConstraint("value >= 0", name="value_not_negative"),
    )

    number: Mapped[int] = number_key()
    rule: Mapped[CaseRule] = mapped_column(code(CaseRule, "case_rule", checked=False))
    valid_from: Mapped[date]
    value: Mapped[int]
    basis: Mapped[str] = mapped_column(default="")
