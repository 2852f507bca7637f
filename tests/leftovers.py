"""What a run of tests that was killed has left in memory.

Folders in memory take the memory of everything else, and nobody empties them before
the machine is started again. Each says which process it is of.
"""

import getpass
import shutil
from contextlib import suppress
from pathlib import Path

SERVERS = "stkdesk-pg-"  # then the process, and something that tells them apart
PROCESSES = Path("/proc")


def clear_leftovers(memory):
    """Remove the folders in ``memory`` that are of processes no longer there."""
    for folder, process in _ours(memory):
        if not (PROCESSES / process).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _ours(memory):
    """Yield each folder of a test run that has not ended in good order, and whose."""
    for folder in memory.glob(f"{SERVERS}*-*"):
        process = folder.name.removeprefix(SERVERS).partition("-")[0]
        if process.isdecimal():
            yield folder, process
    for lock in memory.glob(f"pytest-of-{getpass.getuser()}/pytest-*/.lock"):
        process = ""
        with suppress(FileNotFoundError):  # that run has ended meanwhile
            process = lock.read_text()  # by pytest, until the run ends in good order
        if process.isdecimal():
            yield lock.parent, process
