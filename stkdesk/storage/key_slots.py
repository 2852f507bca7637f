"""The slots of a key file: who may open the register, and with what.

A slot is a key pair. Its private half is sealed by a password, or follows from the
recovery code; the master key is sealed to its public half, so that a new master key
can be given to everybody without anybody's password.

The login name stands in no slot, only a salted digest of it: whoever reads the file
sees nobody's name. It hides nothing from one who guesses a name and tries it.
"""

from __future__ import annotations

import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from stkdesk.domain.errors import CannotOpenError
from stkdesk.domain.login import fold_login
from stkdesk.storage.effort import LIGHT, MOST, NONE, Effort, stretched
from stkdesk.storage.sealing import (
    MasterKey,
    bytes_of,
    canonical,
    derived,
    seal,
    seal_to,
    text_of,
    unseal,
    unseal_with,
)

FORMAT = "stkdesk-keys"
PASSWORD, RECOVERY = "password", "recovery"

Slot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """What the slots of one key file have in common."""

    register: str  # random, 32 hexadecimal digits
    practice: bool

    def who(self, login: str) -> str:
        """Return what stands for ``login`` in a slot."""
        salt = bytes.fromhex(self.register)
        return hmac.new(
            salt, b"who/" + fold_login(login).encode(), "sha256"
        ).hexdigest()


def password_slot(
    office: Office, login: str, password: str, effort: Effort, key: MasterKey
) -> Slot:
    """Return a new slot for ``login`` that ``password`` opens."""
    slot = {"id": secrets.token_hex(6), "kind": PASSWORD, "who": office.who(login)}
    return resealed(office, slot, password, effort, key)


def resealed(
    office: Office, slot: Slot, password: str, effort: Effort, key: MasterKey
) -> Slot:
    """Return ``slot`` with a fresh key pair that ``password`` opens."""
    private = X25519PrivateKey.generate()
    salt = os.urandom(16)
    made: Slot = {name: slot[name] for name in ("id", "kind", "who")}
    made["effort"] = [effort.rounds, effort.memory_kib, effort.lanes]
    made["salt"] = text_of(salt)
    made["public"] = text_of(private.public_key().public_bytes_raw())
    made["private"] = seal(
        stretched(_spelt(password), salt, effort),
        private.private_bytes_raw(),
        _bound(office, made),
    )
    return with_key(office, made, key)


def recovery_slot(office: Office, secret: bytes, key: MasterKey) -> Slot:
    """Return a new slot that the recovery code of ``secret`` opens."""
    public = _recovery_private(office, secret).public_key().public_bytes_raw()
    made: Slot = {
        "id": secrets.token_hex(6),
        "kind": RECOVERY,
        "who": "",
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "public": text_of(public),
    }
    return with_key(office, made, key)


def with_key(office: Office, slot: Slot, key: MasterKey) -> Slot:
    """Return ``slot`` holding ``key``, and no key to come."""
    made = {name: value for name, value in slot.items() if name != "next"}
    sender, box = seal_to(slot["public"], key.secret, _bound(office, slot))
    return {**made, "sender": sender, "key": box}


def with_next(office: Office, slot: Slot, key: MasterKey) -> Slot:
    """Return ``slot`` that also holds the ``key`` to come."""
    bound = _bound(office, slot, "next")
    return {**slot, "next": list(seal_to(slot["public"], key.secret, bound))}


def with_password(office: Office, slot: Slot, password: str) -> X25519PrivateKey:
    """Return the private half of ``slot``; ``InvalidTag`` for another password."""
    stretch = stretched(
        _spelt(password), bytes_of(slot["salt"]), effort_of(office, slot)
    )
    return X25519PrivateKey.from_private_bytes(
        unseal(stretch, slot["private"], _bound(office, slot))
    )


def with_code(office: Office, slot: Slot, secret: bytes) -> X25519PrivateKey:
    """Return the private half of ``slot``; ``InvalidTag`` for another code."""
    private = _recovery_private(office, secret)
    if text_of(private.public_key().public_bytes_raw()) != slot["public"]:
        raise InvalidTag
    return private


def keys_in(
    office: Office, slot: Slot, private: X25519PrivateKey
) -> tuple[MasterKey, MasterKey | None]:
    """Return the master key in ``slot``, and the one to come while it is changed.

    Raises:
        CannotOpenError: if the boxes are not this slot's.

    """
    try:
        key = unseal_with(private, slot["sender"], slot["key"], _bound(office, slot))
        if "next" not in slot:
            return MasterKey(key), None
        sender, box = slot["next"]
        upcoming = unseal_with(private, sender, box, _bound(office, slot, "next"))
    except InvalidTag:
        raise tampered() from None
    return MasterKey(key), MasterKey(upcoming)


def effort_of(office: Office, slot: Slot) -> Effort:
    """Return what opening ``slot`` costs.

    Raises:
        CannotOpenError: if somebody has made a guess cheap, or opening impossible.

    """
    effort = Effort(*slot["effort"])
    if not effort.within(NONE if office.practice else LIGHT, MOST):
        raise tampered()
    return effort


def guess_in_vain(office: Office, slot: Slot) -> None:
    """Take the time a wrong password takes: nobody learns which names there are."""
    stretched(b"", os.urandom(16), effort_of(office, slot))


def tampered() -> CannotOpenError:
    """Return what to tell about a key file that is not as the program left it."""
    return CannotOpenError(
        "Noen har endret nøkkelfilen utenfor programmet.",
        "Hent den fra sikkerhetskopien og si fra til IT. Registeret er ikke rørt.",
    )


def _recovery_private(office: Office, secret: bytes) -> X25519PrivateKey:
    salt = bytes.fromhex(office.register)
    return X25519PrivateKey.from_private_bytes(derived(secret, "recovery", salt))


def _bound(office: Office, slot: Slot, purpose: str = "") -> bytes:
    """Return what a sealed box is bound to: it opens in no other slot or file."""
    # The first version of the file had the name in clear, and no purpose.
    if "user" in slot:
        named = [slot["id"], slot["kind"], slot["user"]]
        return canonical([FORMAT, office.register, *named])
    return canonical(
        [FORMAT, 2, office.register, slot["id"], slot["kind"], slot["who"], purpose]
    )


def _spelt(password: str) -> bytes:
    """Return ``password`` as it is tried, however the keyboard put å together."""
    return unicodedata.normalize("NFKC", password).encode()
