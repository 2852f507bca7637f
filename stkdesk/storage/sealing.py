"""Sealed boxes: what only the right key opens, and only where it was put.

AES-256-GCM (NIST SP 800-38D), HKDF with SHA-256 (RFC 5869), X25519 (RFC 7748). A box
is bound to its place: moved to another slot or another file, it does not open.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key everything in the register hangs on; lives in memory only."""

    secret: bytes

    def __repr__(self) -> str:
        """Never show the secret."""
        return "MasterKey(…)"

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose: ``database``, ``mac``, ``backup``…"""
        return derived(self.secret, purpose)

    @property
    def database_key(self) -> str:
        """The raw SQLCipher key, 64 hexadecimal digits."""
        return self.derive("database").hex()


def derived(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return 32 bytes for ``purpose`` that tell nothing of ``secret``."""
    info = f"stkdesk/1/{purpose}".encode()
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(secret)


def seal(key: bytes, plain: bytes, bound: bytes) -> str:
    """Return ``plain`` in a box that ``key`` opens."""
    nonce = os.urandom(_NONCE)
    return text_of(nonce + AESGCM(key).encrypt(nonce, plain, bound))


def unseal(key: bytes, box: str, bound: bytes) -> bytes:
    """Return what is in ``box``; ``InvalidTag`` if it is another key's or place's."""
    sealed = bytes_of(box)
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)


def seal_to(public: str, plain: bytes, bound: bytes) -> tuple[str, str]:
    """Return a sender and a box that only the owner of ``public`` opens."""
    once = X25519PrivateKey.generate()
    sender, receiver = once.public_key().public_bytes_raw(), bytes_of(public)
    shared = once.exchange(X25519PublicKey.from_public_bytes(receiver))
    box = seal(derived(shared, "wrap", sender + receiver), plain, bound)
    return text_of(sender), box


def unseal_with(
    private: X25519PrivateKey, sender: str, box: str, bound: bytes
) -> bytes:
    """Return what was sealed to the public half of ``private``."""
    other, own = bytes_of(sender), private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(other))
    return unseal(derived(shared, "wrap", other + own), box, bound)


def canonical(value: object) -> bytes:
    """Return ``value`` as bytes, the same for the same value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def text_of(value: bytes) -> str:
    """Return ``value`` in base 64."""
    return base64.b64encode(value).decode()


def bytes_of(value: str) -> bytes:
    """Return what ``text_of`` was given; ``ValueError`` for anything else."""
    return base64.b64decode(value, validate=True)
