"""What driving pays: split at the tax-free rate, with passengers, under two caps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stkdesk.domain.pay_line import PayKind, PayLine, at_rate

Amounts = dict[tuple[PayKind, int], int]  # quantity of each kind and rate


@dataclass(frozen=True, slots=True)
class PaidTrip:
    """All that was driven on one day with as many passengers, and its rates a km."""

    metres: int
    passengers: int
    state_ore: int
    free_ore: int
    passenger_ore: int


def drive_lines(
    trips: Sequence[PaidTrip], cap_metres: int | None, cap_ore: int | None
) -> tuple[PayLine, ...]:
    """Return the lines of ``trips``, which come in the order of their days.

    Up to the tax-free rate is one line, the rest up to statens sats another
    (skattebetalingsforskriften § 5-6-14), and each passenger's metres a third. A cap
    stops the payment in the order of the days; what lies beyond stands on the lines as
    not paid. A cap in øre lets as many whole metres through as their rounded lines
    do not exceed it, so that quantity × rate is still what anybody gets who checks.
    """
    claimed = sum(trip.metres for trip in trips)
    paid = claimed if cap_metres is None else min(claimed, cap_metres)
    if cap_ore is not None:
        paid = _most_within(trips, paid, cap_ore)
    whole, some = _amounts(trips, claimed), _amounts(trips, paid)
    return tuple(
        at_rate(kind, some.get((kind, rate), 0), rate, amount)
        for (kind, rate), amount in whole.items()
    )


def _most_within(trips: Sequence[PaidTrip], metres: int, cap_ore: int) -> int:
    """Return the most metres, up to ``metres``, whose lines come to the cap at most."""
    least, most = 0, max(metres, 0)
    while least < most:
        middle = (least + most + 1) // 2
        if _sum(_amounts(trips, middle)) <= cap_ore:
            least = middle
        else:
            most = middle - 1
    return least


def _sum(amounts: Amounts) -> int:
    return sum(
        at_rate(kind, amount, rate).sum_ore for (kind, rate), amount in amounts.items()
    )


def _amounts(trips: Sequence[PaidTrip], room: int) -> Amounts:
    """Return what the first ``room`` metres come to, by kind and rate."""
    by_kind: dict[PayKind, dict[int, int]] = {
        kind: defaultdict(int) for kind in PayKind if kind.is_driving
    }
    for trip in trips:
        metres = min(trip.metres, room)
        room -= metres
        if not metres:
            continue
        free = min(trip.state_ore, trip.free_ore)
        by_kind[PayKind.DRIVE_TAX_FREE][free] += metres
        if taxable := trip.state_ore - free:
            by_kind[PayKind.DRIVE_TAXABLE][taxable] += metres
        if trip.passengers:
            carried = metres * trip.passengers
            by_kind[PayKind.PASSENGER][trip.passenger_ore] += carried
    return {
        (kind, rate): amount
        for kind, amounts in by_kind.items()
        for rate, amount in amounts.items()
    }
