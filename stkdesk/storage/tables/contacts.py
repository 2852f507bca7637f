"""Support contacts: the lay people who are paid a few hours a week."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.contact import ContactStatus, Employment
from stkdesk.domain.language import Language
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.tables.people import Person
from stkdesk.storage.types import code


class Contact(Edited, Base, kw_only=True):
    """A support contact."""

    __tablename__ = "contacts"
    rules = (
        not_backwards("started_on", "ended_on"),
        *not_negative("capacity_minutes"),
        sa.CheckConstraint("weekdays BETWEEN 0 AND 127", name="weekdays_of_a_week"),
        # Both chips of the list are counted by reading the index only.
        sa.Index("ix_contacts_status", "status", "declaration_signed_on"),
    )

    number: Mapped[int] = number_key()
    person_number: Mapped[int] = points_to(
        "people.number", init=False, unique=True, index=False
    )
    person: Mapped[Person] = relationship()
    status: Mapped[ContactStatus] = mapped_column(
        code(ContactStatus, "contact_status"), default=ContactStatus.CANDIDATE
    )
    employment: Mapped[Employment] = mapped_column(
        code(Employment, "employment"), default=Employment.CONTRACTOR
    )
    language: Mapped[Language] = mapped_column(
        code(Language, "contact_language"), default=Language.BOKMAL
    )
    employee_number: Mapped[str | None] = mapped_column(default=None, unique=True)
    account_number: Mapped[str] = mapped_column(default="")
    has_car: Mapped[bool] = yes_no("has_car")
    languages: Mapped[str] = mapped_column(default="")  # words, comma between
    interests: Mapped[str] = mapped_column(default="")
    areas: Mapped[str] = mapped_column(default="")
    capacity_minutes: Mapped[int] = mapped_column(default=0)  # a month; 0: not said
    weekdays: Mapped[int] = mapped_column(default=0)  # bit 0 Monday; 0: not said
    declaration_signed_on: Mapped[date | None] = mapped_column(default=None)
    started_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    merged_into: Mapped[int | None] = points_to("contacts.number", default=None)
