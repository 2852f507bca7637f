"""What the office says about itself, its rates, its periods and its counters."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.office import NameMode
from stkdesk.domain.rate import RateKind
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    yes_no,
)
from stkdesk.storage.types import Number, Ore, code


class RegisterFact(Base, kw_only=True):
    """One fact about the register file itself: its id, whether it is for practice."""

    __tablename__ = "register_facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Office(Edited, Base, kw_only=True):
    """The office; one row. Everything printed about the sender comes from here."""

    __tablename__ = "office"
    rules = (sa.CheckConstraint("number = 1", name="one_row"),)

    number: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, default=1
    )
    municipality: Mapped[str]
    municipality_number: Mapped[str] = mapped_column(default="")
    running_unit: Mapped[str] = mapped_column(default="")
    deciding_unit: Mapped[str] = mapped_column(default="")
    return_address: Mapped[str] = mapped_column(default="")
    postal_line: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    visiting_line: Mapped[str] = mapped_column(default="")
    visiting_place: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    phone_hours: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    web: Mapped[str] = mapped_column(default="")
    organisation_number: Mapped[str] = mapped_column(default="")
    county_governor: Mapped[str] = mapped_column(default="")
    appeal_address: Mapped[str] = mapped_column(default="")
    case_officer: Mapped[str] = mapped_column(default="")
    case_officer_phone: Mapped[str] = mapped_column(default="")
    leader: Mapped[str] = mapped_column(default="")
    leader_title: Mapped[str] = mapped_column(default="")
    coat_of_arms: Mapped[str] = mapped_column(default="")
    name_mode: Mapped[NameMode] = mapped_column(
        code(NameMode, "name_mode"), default=NameMode.INITIALS
    )
    governor_line: Mapped[str] = mapped_column(default="")
    governor_code: Mapped[str] = mapped_column(default="")
    governor_city: Mapped[str] = mapped_column(default="")
    electronic_appeal: Mapped[str] = mapped_column(default="")
    new_act_from: Mapped[date | None] = mapped_column(default=None)
    fold_marks: Mapped[bool] = mapped_column(
        sa.Boolean(create_constraint=True, name="fold_marks_bool"), default=True
    )
    letter_fold: Mapped[int] = mapped_column(default=1485)  # tenths of a millimetre
    letter_left: Mapped[int] = mapped_column(default=250)
    address_left: Mapped[int] = mapped_column(default=250)
    address_top: Mapped[int] = mapped_column(default=460)
    signed_by_hand: Mapped[bool] = yes_no("signed_by_hand", default=True)
    withheld_line: Mapped[bool] = mapped_column(
        sa.Boolean(create_constraint=True, name="withheld_line_bool"), default=True
    )
    carry_over_minutes: Mapped[int] = mapped_column(default=120)


class PeriodRule(Base, kw_only=True):
    """How the office cuts the year into timesheet periods, from a date on."""

    __tablename__ = "period_rules"
    rules = (
        sa.CheckConstraint("start_day BETWEEN 1 AND 28", name="start_day"),
        sa.CheckConstraint("due_day BETWEEN 1 AND 28", name="due_day"),
        sa.CheckConstraint("pay_day BETWEEN 1 AND 28", name="pay_day"),
    )

    valid_from: Mapped[date] = mapped_column(primary_key=True)
    start_day: Mapped[int]  # 1: calendar months; 21: 21st to 20th
    due_day: Mapped[int]  # of the month in which the period has ended
    pay_day: Mapped[int] = mapped_column(default=12)  # the first after the due day


class SheetPeriod(Base, kw_only=True):
    """One timesheet period, as an object: it is open until the office closes it."""

    __tablename__ = "periods"
    rules = (not_backwards("first_on", "last_on"),)

    number: Mapped[int] = number_key()
    code: Mapped[str] = mapped_column(unique=True)  # "2026-10"
    first_on: Mapped[date] = mapped_column(unique=True)
    last_on: Mapped[date]
    due_on: Mapped[date]
    pay_on: Mapped[date | None] = mapped_column(default=None)  # None: not said
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff


class Rate(Base, kw_only=True):
    """An amount from a date on; it ends where the next of its kind begins."""

    __tablename__ = "rates"
    rules = (
        sa.UniqueConstraint("kind", "valid_from", "age_from"),
        *not_negative("amount_ore", "age_from"),
    )

    number: Mapped[int] = number_key()
    kind: Mapped[RateKind] = mapped_column(code(RateKind, "rate_kind"))
    valid_from: Mapped[date]
    amount_ore: Mapped[int] = mapped_column(Ore)
    pay_code: Mapped[str] = mapped_column(default="")
    age_from: Mapped[int] = mapped_column(default=0)  # years, on the day of the work


class Counter(Base, kw_only=True):
    """The next number of a series, taken by ``UPDATE … RETURNING``."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(primary_key=True)
    next: Mapped[int] = mapped_column(default=1)


class Draft(Base, kw_only=True):
    """What somebody has typed and not yet saved, so that nothing typed is lost."""

    __tablename__ = "drafts"
    form: Mapped[str] = mapped_column(primary_key=True)  # whose/what: "3/sheet/12/34"
    body: Mapped[str]  # JSON
    saved_at: Mapped[datetime]
