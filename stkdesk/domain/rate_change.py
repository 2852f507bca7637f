"""A rate that is to hold or to go, and what that does to sheets that are registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from stkdesk.domain.rate import RateRow
from stkdesk.domain.timesheet import SheetState


@dataclass(frozen=True, slots=True)
class RateChange:
    """``rate`` is to hold from its day on, in place of one of that day; or to go."""

    rate: RateRow
    removes: bool = False

    def applied(self, rates: Iterable[RateRow]) -> tuple[RateRow, ...]:
        """Return ``rates`` as they will be."""
        rest = tuple(row for row in rates if not _same_place(row, self.rate))
        return rest if self.removes else (*rest, self.rate)

    def last_day(self, rates: Iterable[RateRow]) -> date | None:
        """Return the last day that may be paid otherwise, None when there is none.

        The next of the same kind, age and contact takes over from there.
        """
        later = [
            row.valid_from
            for row in rates
            if _same_band(row, self.rate) and row.valid_from > self.rate.valid_from
        ]
        return min(later) - timedelta(days=1) if later else None


def _same_band(one: RateRow, other: RateRow) -> bool:
    return (one.kind, one.age_from, one.contact) == (
        other.kind,
        other.age_from,
        other.contact,
    )


def _same_place(one: RateRow, other: RateRow) -> bool:
    return _same_band(one, other) and one.valid_from == other.valid_from


@dataclass(frozen=True, slots=True)
class RateEffect:
    """What a change of rates does to what one assignment pays in one period.

    An open sheet gets the new pay; beside a locked one a correction is made, and beside
    one that is corrected already or lies in a closed period (``stands``).
    """

    sheet_number: int  # of the first sheet
    version: int
    assignment_number: int
    period_number: int
    period_code: str
    contact_number: int | None  # None: nobody in particular is paid
    contact: str  # name, for the screen only
    state: SheetState
    before_ore: int  # with the corrections there are
    after_ore: int
    moved_by_more: bool = False  # the assignment has changed too since it was entered
    stands: bool = False  # not with payroll, and still nothing to price again

    @property
    def is_locked(self) -> bool:
        """Whether it stays as it is, and a correction pays the difference."""
        return self.stands or self.state.is_locked

    @property
    def difference_ore(self) -> int:
        """What is paid more; below zero: less."""
        return self.after_ore - self.before_ore


@dataclass(frozen=True, slots=True)
class ContactEffect:
    """What a change of rates does for one support contact."""

    contact_number: int | None
    contact: str  # name, for the screen only
    open_sheets: int
    before_ore: int  # of the open ones
    after_ore: int
    locked_sheets: int
    back_pay_ore: int  # of the locked ones: paid by corrections


@dataclass(frozen=True, slots=True)
class RateEffects:
    """All a change of rates does; ``unclear``: sheets that cannot be priced again.

    Those were registered before pay lines were kept, and the rates and the assignment
    of today do not come to what they were registered with. They are left as they are.
    """

    change: RateChange
    rows: tuple[RateEffect, ...] = ()
    unclear: tuple[int, ...] = ()  # assignment numbers

    @property
    def is_nothing(self) -> bool:
        """Whether no sheet at all would pay anything else."""
        return not self.rows

    @property
    def open_rows(self) -> tuple[RateEffect, ...]:
        """Those that get the new pay."""
        return tuple(row for row in self.rows if not row.is_locked)

    @property
    def locked_rows(self) -> tuple[RateEffect, ...]:
        """Those that stay, with a correction beside them."""
        return tuple(row for row in self.rows if row.is_locked)

    @property
    def back_pay_ore(self) -> int:
        """What all corrections pay together."""
        return sum(row.difference_ore for row in self.locked_rows)

    @property
    def stamp(self) -> str:
        """A mark of what was shown: another one when anything of it has moved."""
        seen = (
            (row.sheet_number, row.version, row.before_ore, row.after_ore)
            for row in self.rows
        )
        return sha256(repr((self.change, sorted(seen))).encode()).hexdigest()

    def by_contact(self) -> tuple[ContactEffect, ...]:
        """Return one row for each support contact, in the order of their names."""
        piles: dict[tuple[str, int], list[RateEffect]] = {}
        for row in self.rows:
            piles.setdefault((row.contact, row.contact_number or 0), []).append(row)
        return tuple(_summed(piles))


def _summed(
    piles: dict[tuple[str, int], list[RateEffect]],
) -> Iterator[ContactEffect]:
    for (name, number), rows in sorted(piles.items()):
        still_open = [row for row in rows if not row.is_locked]
        locked = [row for row in rows if row.is_locked]
        yield ContactEffect(
            contact_number=number or None,
            contact=name,
            open_sheets=len(still_open),
            before_ore=sum(row.before_ore for row in still_open),
            after_ore=sum(row.after_ore for row in still_open),
            locked_sheets=len(locked),
            back_pay_ore=sum(row.difference_ore for row in locked),
        )
