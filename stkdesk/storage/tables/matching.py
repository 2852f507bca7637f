"""Who waits, what they wish, who was asked, and who must never be put together."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.matching import (
    Gender,
    InquiryAnswer,
    WaitReason,
    WaitUrgency,
    WordKind,
)
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
)
from stkdesk.storage.types import KeyText, code

STANDING = sa.text("lifted_on IS NULL")


class Wait(Edited, Base, kw_only=True):
    """What the office has noted of a client's wait; that there is one is worked out."""

    __tablename__ = "waits"

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number", index=False, unique=True)
    urgency: Mapped[WaitUrgency] = mapped_column(
        code(WaitUrgency, "wait_urgency"), default=WaitUrgency.USUAL
    )
    reason: Mapped[WaitReason] = mapped_column(
        code(WaitReason, "wait_reason"), default=WaitReason.NOT_STARTED
    )
    note: Mapped[str] = mapped_column(default="")


class MatchWish(Edited, Base, kw_only=True):
    """What a client wishes of a support contact, as far as it is known."""

    __tablename__ = "match_wishes"
    rules = (
        *not_negative("age_from", "age_to"),
        sa.CheckConstraint("weekdays BETWEEN 0 AND 127", name="weekdays_of_a_week"),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number", index=False, unique=True)
    gender: Mapped[Gender | None] = mapped_column(
        code(Gender, "wished_gender"), default=None
    )
    age_from: Mapped[int | None] = mapped_column(default=None)
    age_to: Mapped[int | None] = mapped_column(default=None)
    needs_car: Mapped[bool | None] = mapped_column(
        sa.Boolean(create_constraint=True, name="needs_car_bool"), default=None
    )  # None: not asked
    weekdays: Mapped[int] = mapped_column(default=0)  # bit 0 Monday; 0: not asked
    languages: Mapped[str] = mapped_column(default="")  # words, comma between
    interests: Mapped[str] = mapped_column(default="")
    areas: Mapped[str] = mapped_column(default="")


class ContactWord(Base, kw_only=True):
    """One word about a support contact, folded: for finding, made from the texts."""

    __tablename__ = "contact_words"
    rules = (
        sa.UniqueConstraint("contact_number", "kind", "word"),
        sa.Index("ix_contact_words_word", "kind", "word", "contact_number"),
    )

    number: Mapped[int] = number_key()
    contact_number: Mapped[int] = points_to(
        "contacts.number", ondelete="CASCADE", index=False
    )
    kind: Mapped[WordKind] = mapped_column(code(WordKind, "contact_word_kind"))
    word: Mapped[str] = mapped_column(KeyText)


class ClientWord(Base, kw_only=True):
    """One word of a client's wishes, folded: for finding, made from the texts."""

    __tablename__ = "client_words"
    rules = (
        sa.UniqueConstraint("client_number", "kind", "word"),
        sa.Index("ix_client_words_word", "kind", "word", "client_number"),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to(
        "clients.number", ondelete="CASCADE", index=False
    )
    kind: Mapped[WordKind] = mapped_column(code(WordKind, "client_word_kind"))
    word: Mapped[str] = mapped_column(KeyText)


class Inquiry(Edited, Base, kw_only=True):
    """That a support contact was asked about a client, and what the answer was."""

    __tablename__ = "inquiries"
    rules = (
        not_backwards("asked_on", "answered_on"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_on IS NULL)", name="answer_has_day"
        ),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number")
    contact_number: Mapped[int] = points_to("contacts.number")
    asked_on: Mapped[date]
    asked_by: Mapped[int | None] = points_to("staff.number", index=False, default=None)
    answer: Mapped[InquiryAnswer | None] = mapped_column(
        code(InquiryAnswer, "inquiry_answer"), default=None
    )
    answered_on: Mapped[date | None] = mapped_column(default=None)
    why: Mapped[str] = mapped_column(default="")


class Veto(Edited, Base, kw_only=True):
    """That two people are never to be put together, until it is lifted."""

    __tablename__ = "vetoes"
    rules = (
        not_backwards("set_on", "lifted_on"),
        sa.Index(
            "ix_vetoes_standing",
            "client_number",
            "contact_number",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number", index=False)
    contact_number: Mapped[int] = points_to("contacts.number")
    reason: Mapped[str]
    set_on: Mapped[date]
    set_by: Mapped[int | None] = points_to("staff.number", index=False, default=None)
    lifted_on: Mapped[date | None] = mapped_column(default=None)
