"""The bytes of papers and attachments: kept once, and given back only when whole."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.services.access import inner
from stkdesk.storage.tables import PaperFile

#: Somebody else may keep the same at the same time, or out of sight of this one.
_KEEP = text(
    "INSERT INTO paper_files (sha256, size, data) VALUES (:sha256, :size, :data)"
    " ON CONFLICT (sha256) DO NOTHING"
).execution_options(noted=True)


class DamagedPaperError(OfficeError):
    """The stored bytes of a paper are not the ones that were stored."""


@inner
def keep_bytes(session: Session, data: bytes) -> str:
    """Keep ``data`` once, however many have it, and return its SHA-256."""
    digest = sha256(data).hexdigest()
    known = select(PaperFile.sha256).where(PaperFile.sha256 == digest)
    if session.scalar(known) is None:  # as far as the one at work can see
        session.execute(_KEEP, {"sha256": digest, "size": len(data), "data": data})
    return digest


@inner
def kept_bytes(session: Session, digest: str | None) -> bytes:
    """Return the bytes with this SHA-256, exactly as they were kept.

    Raises:
        NotFoundError: if nothing was kept.
        DamagedPaperError: if they are not the ones that were kept.

    """
    stored = session.scalar(select(PaperFile.data).where(PaperFile.sha256 == digest))
    if stored is None:
        raise NotFoundError("Papiret er ikke lagret i registeret.")
    if sha256(stored).hexdigest() != digest:
        raise DamagedPaperError(
            "Det lagrede papiret er skadet og kan ikke skrives ut.",
            "Hent det fra en sikkerhetskopi, og si fra til IT.",
        )
    return bytes(stored)
