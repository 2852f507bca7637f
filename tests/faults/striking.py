"""Letting a fault strike: work in a process of its own, killed, or out of room."""

import os
import select
import shutil
import signal
import time
import traceback
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from stkdesk.domain.errors import OfficeError
from tests.faults.errands import Errand

WITHOUT_ROOM = 1.5  # seconds an errand may go on after the disk is full
PATIENCE = 60  # seconds for a turn that is not to be killed


class Round(NamedTuple):
    """What came out of one process: what it acknowledged, and how it ended."""

    acknowledged: list[str]
    ended: str  # "killed", "refused" (told in words), or "fault: …"


def pass_time(errand: Errand, folder: Path) -> float:
    """Return the seconds until the first turn is acknowledged."""
    started = time.perf_counter()
    _run(errand, folder, lambda acknowledged, _spent: bool(acknowledged))
    return time.perf_counter() - started


def kill_once(errand: Errand, folder: Path, random: Random, span: float) -> Round:
    """Kill the errand at a random moment within ``span`` seconds."""
    moment = random.uniform(0, span)
    return _run(errand, folder, lambda _acknowledged, spent: spent >= moment)


def fill_once(errand: Errand, folder: Path, random: Random, span: float) -> Round:
    """Fill the disk of ``folder`` at a random moment within ``span``, but for a little.

    The errand may go on for a while without room; then there is room again.
    """
    moment, left = random.uniform(0, span), random.choice((0, 4096, 60_000, 300_000))
    filler, filled = folder / "filler", False

    def enough(_acknowledged: list[bytes], spent: float) -> bool:
        nonlocal filled
        if not filled and spent >= moment:
            filled = True
            _fill(filler, left)
        return spent > moment + WITHOUT_ROOM

    try:
        return _run(errand, folder, enough)
    finally:
        filler.unlink(missing_ok=True)


def _fill(filler: Path, left: int) -> None:
    """Let ``filler`` take all room but ``left`` bytes, whatever others take of it."""
    with suppress(OSError), filler.open("wb", buffering=0) as stream:
        room = max(0, shutil.disk_usage(filler.parent).free - left)
        while room > 0:
            room -= stream.write(bytes(min(room, 1 << 20)))


def _run(errand, folder, enough):
    """Go on in a child until ``enough(acknowledged, seconds)``, then kill it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(errand, folder, writing)
    os.close(writing)
    started, text = time.monotonic(), b""
    try:
        while True:
            spent = time.monotonic() - started
            if enough(text.splitlines(), spent) or spent > PATIENCE:
                break
            ready, _, _ = select.select([reading], [], [], 0.002)
            if ready:
                if not (got := os.read(reading, 65536)):
                    break  # it ended by itself
                text += got
        os.kill(child, signal.SIGKILL)
        while got := os.read(reading, 65536):
            text += got
    finally:
        os.close(reading)
        os.waitpid(child, 0)
    lines = text.decode().splitlines()
    ends = [line for line in lines if line.startswith("!")]
    acknowledged = [line for line in lines if not line.startswith("!")]
    return Round(acknowledged, ends[0].removeprefix("!") if ends else "killed")


def _work(errand, folder, writing):
    """Be the child: never come back."""

    def tell(line):
        os.write(writing, f"{line}\n".encode())

    try:
        errand.go_on(folder, tell)
    except OfficeError:
        tell("!refused")
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        tell(f"!fault: {type(error).__name__} at {where.filename}:{where.lineno}")
    finally:
        os._exit(0)
