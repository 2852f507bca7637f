"""The key file on disk: read, checked against changes, and written whole.

It lies beside the register as ``NAME.keys``; from its first change on there is an
equal copy, ``NAME.keys.bak``.
Each edition has a number, the generation, and is sealed with the master key: nobody
without it adds a slot, takes one away or makes a guess cheaper.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.files import keep_on_disk, write_whole
from stkdesk.storage.key_slots import (
    FORMAT,
    PASSWORD,
    RECOVERY,
    Office,
    Slot,
    tampered,
)
from stkdesk.storage.sealing import MasterKey, canonical

VERSION = 2
FIRST_VERSION = 1  # one slot, the name in clear


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in a key file. Frozen: a change makes another one to save."""

    office: Office
    slots: tuple[Slot, ...]
    generation: int
    version: int = VERSION
    written: str = ""  # as it was read, to compare the seal with

    @property
    def passwords(self) -> tuple[Slot, ...]:
        """The slots a password opens."""
        return tuple(slot for slot in self.slots if slot["kind"] == PASSWORD)

    @property
    def recovery(self) -> Slot | None:
        """The slot the recovery code opens, if the office has made one."""
        kinds = [slot for slot in self.slots if slot["kind"] == RECOVERY]
        return kinds[0] if kinds else None

    @property
    def is_changing(self) -> bool:
        """Whether a change of the master key has begun and not ended."""
        return any("next" in slot for slot in self.slots)

    def slot_of(self, login: str) -> Slot | None:
        """Return the slot that stands for ``login``."""
        who = self.office.who(login)
        return next((slot for slot in self.passwords if slot.get("who") == who), None)

    def with_slot(self, made: Slot) -> KeyFile:
        """Return it with ``made`` in the place of the slot of its id, or last."""
        ids = [slot["id"] for slot in self.slots]
        if made["id"] not in ids:
            return replace(self, slots=(*self.slots, made))
        slots = (made if slot["id"] == made["id"] else slot for slot in self.slots)
        return replace(self, slots=tuple(slots))

    def check(self, key: MasterKey) -> None:
        """Refuse what was changed outside the program.

        Raises:
            CannotOpenError: if the seal is not one that ``key`` made.

        """
        content = json.loads(self.written)
        told = str(content.pop("seal", ""))
        if not hmac.compare_digest(_seal_of(content, key), told):
            raise tampered()

    def save(self, file: Path, key: MasterKey) -> KeyFile:
        """Write it as the next edition, sealed with ``key``; return that edition.

        Raises:
            CannotSaveError: if the disk or the folder does not take it; what lay in
                ``file`` still stands.

        """
        content: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "register": self.office.register,
            "practice": self.office.practice,
            "generation": self.generation + 1,
            "changed": datetime.now(UTC).isoformat(timespec="seconds"),
            "slots": list(self.slots),
        }
        content["seal"] = _seal_of(content, key)
        text = json.dumps(content, indent=1, sort_keys=True)
        # The copy first: whatever stops us halfway, what was taken away opens no copy
        # of a key file in which it is gone.
        if file.exists():
            write_whole(file.with_name(file.name + ".bak"), text.encode())
        write_whole(file, text.encode())
        keep_on_disk(file.parent)
        return replace(
            self, generation=self.generation + 1, version=VERSION, written=text
        )


def new_register_id() -> str:
    """Return the id of a register yet to be made: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def new_key_file(*, practice: bool, register: str = "") -> KeyFile:
    """Return a key file nobody can open yet; ``register`` is an id that was told."""
    return KeyFile(Office(register or new_register_id(), practice), (), 0)


def read_key_file(file: Path) -> KeyFile:
    """Return what stands in ``file``; its seal is checked once it is open.

    Raises:
        CannotOpenError: if it is missing, not readable, damaged or newer.

    """
    try:
        text = file.read_bytes().decode()
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise damaged()
        version = content["version"]
        if version > VERSION:
            raise CannotOpenError(
                "Nøkkelfilen er laget av en nyere versjon av stkdesk.",
                "Oppdater programmet på denne maskinen. Ingenting er endret.",
            )
        read = KeyFile(
            Office(content["register"], content["practice"]),
            tuple(content["slots"]),
            content["generation"],
            version,
            text,
        )
        _require_sound(read)
    except FileNotFoundError:
        raise CannotOpenError(
            "Nøkkelfilen mangler.",
            f"Filen {file.name} skal ligge i samme mappe som registeret. Hent den fra "
            "sikkerhetskopien; uten den kan ingen åpne registeret.",
        ) from None
    except OSError as error:
        raise CannotOpenError(
            "Nøkkelfilen kan ikke leses.", "Be IT om lesetilgang til mappen."
        ) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise damaged() from None
    return read


def damaged() -> CannotOpenError:
    """Return what to tell about a key file that is not one any more."""
    return CannotOpenError(
        "Nøkkelfilen er skadet.",
        "Hent den fra sikkerhetskopien. Filen som slutter på .bak i samme mappe, er en "
        "lik kopi: gi den navnet uten .bak. Registeret er ikke rørt.",
    )


def _require_sound(read: KeyFile) -> None:
    """Refuse with ``ValueError`` and its kin what is no key file of ours."""
    bytes.fromhex(read.office.register)
    kinds = [slot["kind"] for slot in read.slots]
    named = "user" if read.version == FIRST_VERSION else "who"
    if (
        not isinstance(read.office.practice, bool)
        or type(read.generation) is not int
        or read.version not in (FIRST_VERSION, VERSION)
        or not set(kinds) <= {PASSWORD, RECOVERY}
        or any(not isinstance(slot["id"], str) for slot in read.slots)
        or any(not isinstance(slot[named], str) for slot in read.slots)
    ):
        raise ValueError


def _seal_of(content: dict[str, Any], key: MasterKey) -> str:
    return hmac.new(key.derive("mac"), canonical(content), "sha256").hexdigest()
