"""The key file: what a password opens, and what opens the register.

The register is encrypted with a key of 32 random bytes, the master key, which is
never written down. The key file beside the register (``NAME.keys``) holds one slot
for each who may open it: a key pair whose private half is sealed by a password, and
the master key sealed to its public half. Today there is one slot; users, the
recovery code and rotation add slots and never change this shape.

Source of the design: measured prototype; argon2id and AES-GCM as in RFC 9106 and
NIST SP 800-38D.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from stkdesk.domain.errors import CannotOpenError, WrongPasswordError
from stkdesk.storage.files import write_whole

FORMAT, VERSION = "stkdesk-keys", 1
PRACTICE_PASSWORD = "øvingskontoret"  # practice data is invented: no secret
FIRST_USER = "kontoret"  # the one slot there is until the office has users

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a guess at the password costs (argon2id)."""

    rounds: int
    memory_kib: int
    lanes: int

    def within(self, least: Effort, most: Effort) -> bool:
        """Tell whether nobody has made a guess cheaper, or opening impossible."""
        return (
            least.rounds <= self.rounds <= most.rounds
            and least.memory_kib <= self.memory_kib <= most.memory_kib
            and least.lanes <= self.lanes <= most.lanes
        )


STRONG = Effort(rounds=3, memory_kib=256 * 1024, lanes=4)  # about a second
LIGHT = Effort(rounds=2, memory_kib=19 * 1024, lanes=1)  # OWASP's least
NONE = Effort(rounds=1, memory_kib=64, lanes=1)  # practice: its password is no secret
_MOST = Effort(rounds=50, memory_kib=2 * 1024 * 1024, lanes=64)


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key everything in the register hangs on; lives in memory only."""

    secret: bytes

    def __repr__(self) -> str:
        """Never show the secret."""
        return "MasterKey(…)"

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose: ``database``, ``mac``, ``backup``…"""
        return _hkdf(self.secret, purpose)

    @property
    def database_key(self) -> str:
        """The raw SQLCipher key, 64 hexadecimal digits."""
        return self.derive("database").hex()


def key_file_of(register: Path) -> Path:
    """Return where the key file of ``register`` lies."""
    return register.with_suffix(".keys")


def create_key_file(
    file: Path, password: str, *, practice: bool = False, effort: Effort | None = None
) -> MasterKey:
    """Make a new master key, seal it with ``password`` and write the key file.

    Raises:
        CannotSaveError: if the folder does not take the file.

    """
    key = MasterKey(secrets.token_bytes(32))
    content: _Json = {
        "format": FORMAT,
        "version": VERSION,
        "register": secrets.token_hex(16),
        "practice": practice,
        "generation": 0,
        "slots": [],
    }
    slot = _new_slot(content, FIRST_USER)
    _seal_slot(content, slot, key, password, effort or (NONE if practice else STRONG))
    content["slots"].append(slot)
    write_whole(file, _sealed(content, key))
    return key


def open_key_file(file: Path, password: str) -> MasterKey:
    """Return the master key that ``password`` opens.

    Raises:
        WrongPasswordError: if the password opens no slot.
        CannotOpenError: if the file is missing, damaged, newer or tampered with.

    """
    _slot, key = _slot_of(_read(file), password)
    return key


def change_password(file: Path, old: str, new: str, *, effort: Effort = STRONG) -> None:
    """Let ``new`` open what ``old`` opened; the register itself is not touched.

    Raises:
        WrongPasswordError: if ``old`` opens no slot.
        CannotOpenError: if the file is missing, damaged, newer or tampered with.
        CannotSaveError: if the file cannot be written; the old one still stands.

    """
    content = _read(file)
    slot, key = _slot_of(content, old)
    _seal_slot(content, slot, key, new, effort)
    # The copy first: whatever stops us halfway, the old password opens no copy of a
    # key file that the new one opens.
    sealed = _sealed(content, key)
    write_whole(file.with_name(file.name + ".bak"), sealed)
    write_whole(file, sealed)


def is_practice(file: Path) -> bool:
    """Tell whether the key file belongs to a practice office.

    A claim until the register is open: the seal is checked then.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    return bool(_read(file)["practice"])


def _slot_of(content: _Json, password: str) -> tuple[_Json, MasterKey]:
    """Return the slot that ``password`` opens, and the master key in it."""
    try:
        for slot in content["slots"]:
            try:
                key = _open_slot(content, slot, password)
            except InvalidTag:
                continue
            _check_seal(content, key)
            return slot, key
    except (LookupError, TypeError, ValueError, ArithmeticError):
        raise _damaged() from None  # something in it is not what it should be
    raise WrongPasswordError(
        "Passordet stemmer ikke.", "Se etter Caps Lock og prøv en gang til."
    )


def _new_slot(content: _Json, user: str) -> _Json:
    return {"id": secrets.token_hex(6), "kind": "password", "user": user}


def _seal_slot(
    content: _Json, slot: _Json, key: MasterKey, password: str, effort: Effort
) -> None:
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    bound = _bound(content, slot)
    slot["effort"] = [effort.rounds, effort.memory_kib, effort.lanes]
    slot["salt"] = _text(os.urandom(16))
    slot["public"] = _text(public)
    slot["private"] = _seal(
        _stretch(content, slot, password), private.private_bytes_raw(), bound
    )
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    slot["sender"] = _text(sender)
    slot["key"] = _seal(_hkdf(shared, "wrap", sender + public), key.secret, bound)


def _open_slot(content: _Json, slot: _Json, password: str) -> MasterKey:
    """Return the master key in ``slot``; ``InvalidTag`` if another opens it."""
    bound = _bound(content, slot)
    private = X25519PrivateKey.from_private_bytes(
        _unseal(_stretch(content, slot, password), slot["private"], bound)
    )
    sender, public = _bytes(slot["sender"]), private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
    return MasterKey(
        _unseal(_hkdf(shared, "wrap", sender + public), slot["key"], bound)
    )


def _stretch(content: _Json, slot: _Json, password: str) -> bytes:
    effort = Effort(*slot["effort"])
    if not effort.within(NONE if content["practice"] else LIGHT, _MOST):
        raise _tampered()
    return Argon2id(
        salt=_bytes(slot["salt"]),
        length=32,
        iterations=effort.rounds,
        lanes=effort.lanes,
        memory_cost=effort.memory_kib,
    ).derive(unicodedata.normalize("NFKC", password).encode())


def _bound(content: _Json, slot: _Json) -> bytes:
    """Return what a sealed box is bound to: it opens in no other slot or file."""
    return _canonical(
        [FORMAT, content["register"], slot["id"], slot["kind"], slot["user"]]
    )


def _hkdf(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    info = f"stkdesk/1/{purpose}".encode()
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(secret)


def _seal(key: bytes, plain: bytes, bound: bytes) -> str:
    nonce = os.urandom(12)
    return _text(nonce + AESGCM(key).encrypt(nonce, plain, bound))


def _unseal(key: bytes, box: str, bound: bytes) -> bytes:
    sealed = _bytes(box)
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound)


def _read(file: Path) -> _Json:
    try:
        content = json.loads(file.read_bytes())
        known = content["format"] == FORMAT and isinstance(content["practice"], bool)
        newer = known and content["version"] > VERSION
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
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _damaged() from None
    if newer:
        raise CannotOpenError(
            "Nøkkelfilen er laget av en nyere utgave av stkdesk.",
            "Oppdater programmet på denne maskinen. Ingenting er endret.",
        )
    if not known:
        raise _damaged()
    return content  # type: ignore[no-any-return]


def _sealed(content: _Json, key: MasterKey) -> bytes:
    """Return ``content`` as the next edition of the file, sealed against changes."""
    content["generation"] += 1
    content["changed"] = datetime.now(UTC).isoformat(timespec="seconds")
    content["seal"] = _seal_of(content, key)
    return json.dumps(content, indent=1, sort_keys=True).encode()


def _seal_of(content: _Json, key: MasterKey) -> str:
    body = {name: value for name, value in content.items() if name != "seal"}
    return hmac.new(key.derive("mac"), _canonical(body), "sha256").hexdigest()


def _check_seal(content: _Json, key: MasterKey) -> None:
    if not hmac.compare_digest(_seal_of(content, key), str(content.get("seal", ""))):
        raise _tampered()


def _damaged() -> CannotOpenError:
    return CannotOpenError(
        "Nøkkelfilen er skadet.",
        "Hent den fra sikkerhetskopien (filen som slutter på .bak er forrige utgave). "
        "Registeret er ikke rørt.",
    )


def _tampered() -> CannotOpenError:
    return CannotOpenError(
        "Noen har endret nøkkelfilen utenfor programmet.",
        "Hent den fra sikkerhetskopien og si fra til IT. Registeret er ikke rørt.",
    )


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
