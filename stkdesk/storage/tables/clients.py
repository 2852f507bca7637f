"""Clients (on screen: brukere) and the people who speak for them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.client import ClientStatus, Relation
from stkdesk.domain.language import Language
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.tables.people import Person
from stkdesk.storage.types import code


class Client(Edited, Base, kw_only=True):
    """A person the office grants support hours to, or who has applied for them."""

    __tablename__ = "clients"
    rules = (
        not_backwards("opened_on", "closed_on"),
        sa.Index("ix_clients_status", "status", "number"),
        sa.Index(
            "ix_clients_is_blocked",
            "number",
            sqlite_where=sa.text("is_blocked"),
            postgresql_where=sa.text("is_blocked"),
        ),
    )

    number: Mapped[int] = number_key()
    person_number: Mapped[int] = points_to(
        "people.number", init=False, unique=True, index=False
    )
    person: Mapped[Person] = relationship()
    status: Mapped[ClientStatus] = mapped_column(
        code(ClientStatus, "client_status"), default=ClientStatus.WAITING
    )
    language: Mapped[Language] = mapped_column(
        code(Language, "client_language"), default=Language.BOKMAL
    )
    case_number: Mapped[str] = mapped_column(default="")  # in the case system
    wishes: Mapped[str] = mapped_column(default="")
    is_protected_group: Mapped[bool | None] = mapped_column(
        sa.Boolean(create_constraint=True, name="is_protected_group_bool"), default=None
    )  # hol § 5-4 a, of an adult; None: not said
    opened_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)
    is_blocked: Mapped[bool] = yes_no("is_blocked")  # only those in client_access
    relations: Mapped[list[ClientRelation]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="ClientRelation.number",
    )


class ClientRelation(Base, kw_only=True):
    """A guardian, parent or next of kin of a client."""

    __tablename__ = "client_relations"
    rules = (not_backwards("valid_from", "valid_to"),)

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to(
        "clients.number", ondelete="CASCADE", init=False
    )
    person_number: Mapped[int] = points_to("people.number", init=False)
    person: Mapped[Person] = relationship()
    relation: Mapped[Relation] = mapped_column(code(Relation, "relation"))
    gets_letters: Mapped[bool] = yes_no("gets_letters")
    may_sign: Mapped[bool] = yes_no("may_sign")
    mandate: Mapped[str] = mapped_column(default="")  # what a guardian or
    # representative may do for the client
    authority_on: Mapped[date | None] = mapped_column(default=None)  # of the fullmakt
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)


class NotSamePerson(Base, kw_only=True):
    """That two people who look alike are two; the first has the lower number."""

    __tablename__ = "not_same_people"
    rules = (
        sa.UniqueConstraint("first_person", "second_person"),
        sa.CheckConstraint("first_person < second_person", name="in_order"),
    )

    number: Mapped[int] = number_key()
    first_person: Mapped[int] = points_to("people.number", ondelete="CASCADE")
    second_person: Mapped[int] = points_to("people.number", ondelete="CASCADE")
