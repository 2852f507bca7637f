"""Files that are not what was written: cut short, emptied, a bit turned over."""

from pathlib import Path
from random import Random
from typing import NamedTuple

from stkdesk.domain.errors import OfficeError
from stkdesk.storage.backup_set import found_in
from tests.faults.errands import NAME, sound
from tests.storage.backups import check

KINDS = ("cut short", "emptied", "a bit turned")


class Damaged(NamedTuple):
    """What was done to a file, and whether anybody noticed."""

    file: str
    kind: str
    noticed: str  # "refused", "found by the check", "harmless", or "UNNOTICED"


def damage_once(folder: Path, random: Random) -> Damaged:
    """Damage one file of the office in ``folder`` and look what is said of it."""
    (found,) = found_in(folder / "kopier")
    backup = folder / "kopier" / found.name
    register = folder / NAME
    file = random.choice([register, register.with_suffix(".keys"), backup])
    kind = random.choice(KINDS)
    before = file.read_bytes()
    file.write_bytes(_damaged(before, kind, random))
    ending = file.suffix.removeprefix(".")
    return Damaged(ending, kind, _noticed(folder, file, backup))


def _noticed(folder, file, backup):
    try:
        if file == backup:
            check(backup)
            return "UNNOTICED"
        sound(folder).close()
    except OfficeError:
        return "refused"
    except AssertionError:
        return "found by the check"
    # The key file is sealed by what it says, not by how its lines are broken; the
    # register by its pages, every one of which has just been looked at.
    return "harmless" if file.suffix == ".keys" else "UNNOTICED"


def _damaged(content, kind, random):
    if kind == "emptied":
        return b""
    at = random.randrange(len(content))
    if kind == "cut short":
        return content[:at]
    turned = bytearray(content)
    turned[at] ^= 1 << random.randrange(8)
    return bytes(turned)
