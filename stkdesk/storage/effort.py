"""How much work a guess at a password costs, and how much is right on this machine.

argon2id (RFC 9106). Source of the figures: OWASP's password storage sheet for the
least, and what a caseworker waits for without noticing for the most.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_MIB = 1024  # KiB


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a guess at the password costs (argon2id)."""

    rounds: int
    memory_kib: int
    lanes: int

    @property
    def work(self) -> int:
        """How much memory is filled, all rounds together."""
        return self.rounds * self.memory_kib

    def within(self, least: Effort, most: Effort) -> bool:
        """Tell whether nobody has made a guess cheaper, or opening impossible."""
        return (
            least.rounds <= self.rounds <= most.rounds
            and least.memory_kib <= self.memory_kib <= most.memory_kib
            and least.lanes <= self.lanes <= most.lanes
        )


STRONG = Effort(rounds=3, memory_kib=256 * _MIB, lanes=4)  # about a second
LIGHT = Effort(rounds=2, memory_kib=19 * _MIB, lanes=1)  # OWASP's least
NONE = Effort(rounds=1, memory_kib=64, lanes=1)  # practice: its password is no secret
MOST = Effort(rounds=50, memory_kib=2 * 1024 * _MIB, lanes=64)

LEAST_FOR_REAL = replace(STRONG, memory_kib=64 * _MIB)
ROOMIEST = 512 * _MIB  # more than this an office machine may lack; then more rounds
SHORTEST, AIM, LONGEST = 0.7, 0.9, 1.2  # seconds; a guess is dear and nobody waits
CORRECTIONS = 3  # twice the memory takes more than twice as long where it is scarce


def stretched(password: bytes, salt: bytes, effort: Effort) -> bytes:
    """Return 32 bytes that cost ``effort`` to find from ``password``."""
    return Argon2id(
        salt=salt,
        length=32,
        iterations=effort.rounds,
        lanes=effort.lanes,
        memory_cost=effort.memory_kib,
    ).derive(password)


@cache
def calibrated() -> Effort:
    """Return the effort that takes about a second on this machine, measured once."""
    return fitting(_seconds)


def fitting(seconds: Callable[[Effort], float]) -> Effort:
    """Return an effort that takes ``AIM``, given what an effort takes.

    More memory first, as that is what a guesser's hardware lacks, then more rounds;
    never less than ``LEAST_FOR_REAL``, however slow the machine.
    """
    effort = LEAST_FOR_REAL
    taken = min(seconds(effort), seconds(effort))
    for _ in range(CORRECTIONS):
        effort = _scaled(effort, AIM / max(taken, 1e-3))
        taken = seconds(effort)
        if SHORTEST <= taken <= LONGEST:
            break
    return effort


def _scaled(effort: Effort, times: float) -> Effort:
    """Return an effort of about ``times`` the work of ``effort``."""
    work, least = effort.work * times, LEAST_FOR_REAL
    memory = int(work / least.rounds) // _MIB * _MIB
    memory = max(least.memory_kib, min(memory, ROOMIEST))
    rounds = max(least.rounds, min(int(work / memory), MOST.rounds))
    return Effort(rounds, memory, least.lanes)


def _seconds(effort: Effort) -> float:
    begun = time.perf_counter()
    stretched(b"how long does it take", bytes(16), effort)
    return time.perf_counter() - begun
