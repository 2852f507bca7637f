"""People and where they live: clients, support contacts and guardians alike."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.identity import IdentityKind
from stkdesk.domain.matching import Gender
from stkdesk.domain.person import Protection
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
)
from stkdesk.storage.types import KeyText, code


class Person(Edited, Base, kw_only=True):
    """A person, once, whatever parts he or she plays in the register."""

    __tablename__ = "people"
    rules = (
        sa.CheckConstraint("length(national_id) = 11", name="national_id_length"),
        sa.Index(
            "ix_people_national_id",
            "national_id",
            sqlite_where=sa.text("national_id IS NOT NULL"),
            postgresql_where=sa.text("national_id IS NOT NULL"),
        ),
        sa.Index("ix_people_sort_key", "sort_key", "number"),
        sa.Index("ix_people_birth_date", "birth_date"),  # who is born the same day
        # Those at secret addresses, few: a server asks at every question for them.
        sa.Index(
            "ix_people_protection",
            "number",
            sqlite_where=sa.text("protection <> 'ugradert'"),
            postgresql_where=sa.text("protection <> 'ugradert'"),
        ),
    )

    number: Mapped[int] = number_key()
    given_name: Mapped[str]
    family_name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(KeyText)  # domain.names.sort_key
    search_text: Mapped[str] = mapped_column(KeyText)  # domain.names.search_text
    birth_date: Mapped[date | None] = mapped_column(default=None)
    national_id: Mapped[str | None] = mapped_column(default=None)
    national_id_kind: Mapped[IdentityKind | None] = mapped_column(
        code(IdentityKind, "identity_kind"), default=None
    )
    gender: Mapped[Gender | None] = mapped_column(
        code(Gender, "gender"), default=None
    )  # None: not registered
    protection: Mapped[Protection] = mapped_column(
        code(Protection, "protection"), default=Protection.OPEN
    )
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    addresses: Mapped[list[PersonAddress]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="PersonAddress.number",
    )


class PersonAddress(Base, kw_only=True):
    """One address of a person, from a date on; the latest without an end is current."""

    __tablename__ = "addresses"
    rules = (
        not_backwards("valid_from", "valid_to"),
        sa.CheckConstraint(
            "postal_code = '' OR length(postal_code) = 4", name="postal_code_length"
        ),
    )

    number: Mapped[int] = number_key()
    person_number: Mapped[int] = points_to(
        "people.number", ondelete="CASCADE", init=False
    )
    street: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
