"""Recruiting support contacts: the way in, references, certificates, declarations.

The police certificate itself is never kept, nor anything it says.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateEnd,
    CertificateResult,
)
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterState
from stkdesk.domain.recruiting import RecruitOutcome, ReferenceAnswer
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import code

CONTACT_DRAFTS = sa.text("state = 'draft'")
SEEN_PAPER = sa.text("seen_on IS NOT NULL AND disposed_on IS NULL")


class Recruitment(Edited, Base, kw_only=True):
    """How one support contact came in; one for each."""

    __tablename__ = "recruitments"
    rules = (
        sa.CheckConstraint(
            "interview_minute BETWEEN 0 AND 1439", name="interview_minute_of_a_day"
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (assessed_on IS NULL)", name="outcome_has_day"
        ),
    )

    number: Mapped[int] = number_key()
    contact_number: Mapped[int] = points_to("contacts.number", index=False, unique=True)
    applied_on: Mapped[date | None] = mapped_column(default=None)
    # Back after having ended: what was seen before that day counts no more.
    reengaged_on: Mapped[date | None] = mapped_column(default=None)
    about: Mapped[str] = mapped_column(default="")
    interview_on: Mapped[date | None] = mapped_column(default=None)
    interview_minute: Mapped[int | None] = mapped_column(default=None)
    interview_place: Mapped[str] = mapped_column(default="")
    interviewed_on: Mapped[date | None] = mapped_column(default=None)
    interviewed_by: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )
    interview_note: Mapped[str] = mapped_column(default="")
    assessed_on: Mapped[date | None] = mapped_column(default=None)
    assessed_by: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )
    outcome: Mapped[RecruitOutcome | None] = mapped_column(
        code(RecruitOutcome, "recruit_outcome"), default=None
    )
    age_exception: Mapped[str] = mapped_column(default="")
    car_exception: Mapped[str] = mapped_column(default="")
    course_on: Mapped[date | None] = mapped_column(default=None)
    course: Mapped[str] = mapped_column(default="")
    references: Mapped[list[Reference]] = relationship(
        default_factory=list, cascade="all, delete-orphan", order_by="Reference.number"
    )


class Reference(Base, kw_only=True):
    """Somebody who knows an applicant, and what was said on the telephone."""

    __tablename__ = "contact_references"

    number: Mapped[int] = number_key()
    recruitment_number: Mapped[int] = points_to(
        "recruitments.number", ondelete="CASCADE", init=False
    )
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(default="")
    called_on: Mapped[date | None] = mapped_column(default=None)
    called_by: Mapped[int | None] = points_to("staff.number", index=False, default=None)
    answer: Mapped[ReferenceAnswer | None] = mapped_column(
        code(ReferenceAnswer, "reference_answer"), default=None
    )
    note: Mapped[str] = mapped_column(default="")


class PoliceCertificate(Edited, Base, kw_only=True):
    """That a certificate was asked for, seen, and disposed of. No text, no file."""

    __tablename__ = "police_certificates"
    rules = (
        not_backwards("issued_on", "seen_on"),
        not_backwards("seen_on", "disposed_on"),
        sa.CheckConstraint(
            "(seen_on IS NULL) = (result IS NULL)"
            " AND (seen_on IS NULL) = (issued_on IS NULL)",
            name="seen_is_judged",
        ),
        sa.CheckConstraint(
            "(disposed_on IS NULL) = (disposal IS NULL)", name="disposal_has_day"
        ),
        sa.Index(
            "ix_police_certificates_seen_paper",
            "seen_on",
            "contact_number",
            sqlite_where=SEEN_PAPER,
            postgresql_where=SEEN_PAPER,
        ),
    )

    number: Mapped[int] = number_key()
    contact_number: Mapped[int] = points_to("contacts.number")
    basis: Mapped[CertificateBasis] = mapped_column(
        code(CertificateBasis, "certificate_basis"), default=CertificateBasis.HEALTH
    )
    requested_on: Mapped[date | None] = mapped_column(default=None)
    issued_on: Mapped[date | None] = mapped_column(default=None)
    seen_on: Mapped[date | None] = mapped_column(default=None)
    seen_by: Mapped[int | None] = points_to("staff.number", index=False, default=None)
    result: Mapped[CertificateResult | None] = mapped_column(
        code(CertificateResult, "certificate_result"), default=None
    )
    disposed_on: Mapped[date | None] = mapped_column(default=None)
    disposal: Mapped[CertificateEnd | None] = mapped_column(
        code(CertificateEnd, "certificate_disposal"), default=None
    )


class Declaration(Edited, Base, kw_only=True):
    """A declaration of confidentiality: which version, who explained it, when signed.

    ``contacts.declaration_signed_on`` is the newest ``signed_on``, for the lists.
    """

    __tablename__ = "declarations"
    rules = (not_backwards("explained_on", "signed_on"),)

    number: Mapped[int] = number_key()
    contact_number: Mapped[int] = points_to("contacts.number")
    form_version: Mapped[str] = mapped_column(default="")  # "" : before 2026-11
    language: Mapped[Language] = mapped_column(
        code(Language, "declaration_language"), default=Language.BOKMAL
    )
    paper_number: Mapped[int | None] = points_to(
        "papers.number", ondelete="SET NULL", default=None
    )
    made_on: Mapped[date | None] = mapped_column(default=None)
    explained_on: Mapped[date | None] = mapped_column(default=None)
    explained_by: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )
    signed_on: Mapped[date | None] = mapped_column(default=None)
    guardian_signed: Mapped[bool] = yes_no("guardian_signed")


class ContactLetter(Edited, Base, kw_only=True):
    """A letter to a support contact; frozen once it is issued."""

    __tablename__ = "contact_letters"
    rules = (
        sa.CheckConstraint(
            "state = 'draft' OR (issued_on IS NOT NULL AND content IS NOT NULL)",
            name="issued_is_frozen",
        ),
        sa.Index("ix_contact_letters_kind", "contact_number", "kind", "issued_on"),
        sa.Index(
            "ix_contact_letters_drafts",
            "contact_number",
            sqlite_where=CONTACT_DRAFTS,
            postgresql_where=CONTACT_DRAFTS,
        ),
    )

    number: Mapped[int] = number_key()
    contact_number: Mapped[int] = points_to("contacts.number", index=False)
    kind: Mapped[ContactLetterKind] = mapped_column(
        code(ContactLetterKind, "contact_letter_kind", checked=False)
    )
    assignment_number: Mapped[int | None] = points_to(
        "assignments.number", default=None
    )
    state: Mapped[LetterState] = mapped_column(
        code(LetterState, "contact_letter_state"), default=LetterState.DRAFT
    )
    language: Mapped[Language] = mapped_column(
        code(Language, "contact_letter_language"), default=Language.BOKMAL
    )
    fields: Mapped[str] = mapped_column(default="{}")  # JSON, text by key
    issued_on: Mapped[date | None] = mapped_column(default=None)
    content: Mapped[str | None] = mapped_column(default=None)  # frozen, JSON


class ContactMerge(Base, kw_only=True):
    """That two support contacts were one and the same; can be undone.

    ``detail`` is JSON: the rows that were moved, and the fields as they were.
    """

    __tablename__ = "contact_merges"
    rules = (sa.CheckConstraint("kept_number <> gone_number", name="two"),)

    number: Mapped[int] = number_key()
    kept_number: Mapped[int] = points_to("contacts.number")
    gone_number: Mapped[int] = points_to("contacts.number")
    merged_on: Mapped[date]
    merged_by: Mapped[int | None] = points_to("staff.number", index=False, default=None)
    undone_on: Mapped[date | None] = mapped_column(default=None)
    detail: Mapped[str] = mapped_column(default="{}")
