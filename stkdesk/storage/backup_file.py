"""One backup as one file: register, key file and manifest, sealed as a whole.

A zip file that any program opens, with nothing packed tighter: what is encrypted does
not shrink. Its comment is the SHA-256 of everything before it, so that any damage is
found without a password; the manifest carries a MAC that only the register's own
master key can make.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import zipfile
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from stkdesk.domain.backup import BackupKind, BadBackupError, Manifest
from stkdesk.domain.progress import Progress
from stkdesk.storage.keys import MasterKey

FORMAT, VERSION = "stkdesk-backup", 1
ENDING = ".stkbackup"
REGISTER, KEYS, MANIFEST = "register.db", "register.keys", "manifest.json"
CHUNK = 1 << 20
LARGEST = {MANIFEST: 1 << 20, KEYS: 16 << 20}  # bytes; read before anything is proved
_SEAL = b"stkdesk-sha256:"
_TAIL = len(_SEAL) + hashlib.sha256().digest_size * 2
_ZIP = b"PK\x03\x04"

EMPTY = "Sikkerhetskopien er tom (0 byte)."
FOREIGN = "Filen er ikke en sikkerhetskopi fra stkdesk."
CUT = "Bare en del av sikkerhetskopien er her."
DAMAGED = "Sikkerhetskopien er skadet."
KEYLESS = "Nøkkelfilen mangler i sikkerhetskopien."
NEWER = "Sikkerhetskopien er laget av en nyere versjon av stkdesk."
OTHER = "Sikkerhetskopien hører til et annet register, eller er endret."
_ADVICE = {
    NEWER: "Oppdater programmet på denne maskinen. Ingenting er endret.",
    OTHER: "Velg en kopi av dette registeret. Ingenting er endret.",
}
_USUAL_ADVICE = "Velg en annen sikkerhetskopi. Ingenting er endret."


class Opened(NamedTuple):
    """What a backup says about itself, and the digests it gives of its parts."""

    manifest: Manifest
    digests: dict[str, str]
    body: dict[str, Any]  # the manifest as it is sealed

    def require_seal(self, key: MasterKey) -> None:
        """Refuse a backup that ``key`` has not sealed.

        Raises:
            BadBackupError: if another register made it, or somebody changed it.

        """
        if not hmac.compare_digest(_mac(self.body, key), str(self.body.get("mac"))):
            raise bad(OTHER)


def bad(title: str) -> BadBackupError:
    """Return what to tell about a backup that cannot be used."""
    return BadBackupError(title, _ADVICE.get(title, _USUAL_ADVICE))


def pack(
    file: Path, parts: dict[str, Path], manifest: Manifest, key: MasterKey
) -> Generator[Progress, None, None]:
    """Write ``parts`` and ``manifest`` into ``file``, and read it back.

    Raises:
        OSError: if the disk or the folder does not take it.
        BadBackupError: if the disk gives back something else than it got.

    """
    total = 3 * sum(part.stat().st_size for part in parts.values()) or 1
    done = 0
    digests = {}
    for name, part in parts.items():
        for step in (hashing := _Hashing(part)):
            yield Progress(done + step, total)
        digests[name] = hashing.digest
        done += part.stat().st_size
    body = _body_of(manifest, digests)
    body["mac"] = _mac(body, key)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(MANIFEST), json.dumps(body, indent=1, sort_keys=True))
        for name, part in parts.items():
            with archive.open(_entry(name), "w", force_zip64=True) as into:
                for chunk in _chunks_of(part):
                    into.write(chunk)
                    done += len(chunk)
                    yield Progress(done, total)
        archive.comment = _SEAL.ljust(_TAIL, b"0")
    for step in (hashing := _Hashing(file, without=_TAIL)):
        yield Progress(min(done + step, total), total)
    with file.open("rb+") as stream:
        stream.seek(-_TAIL, os.SEEK_END)
        stream.write(_SEAL + hashing.digest.encode())
        stream.flush()
        os.fsync(stream.fileno())
    for _step in whole(file):
        yield Progress(total, total)


def read_manifest(file: Path) -> Opened:
    """Return what ``file`` says about itself; its contents are not read.

    Raises:
        BadBackupError: if it is empty, cut short, damaged, foreign or newer, or has no
            key file; each in its own words.

    """
    try:
        with file.open("rb") as stream:
            begins = stream.read(len(_ZIP))
        if not begins:
            raise bad(EMPTY)
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            _require_plain(archive)
            if MANIFEST not in names:
                raise bad(FOREIGN)
            read = _opened(archive.read(MANIFEST))
            if not {KEYS, REGISTER} <= names:
                raise bad(KEYLESS if REGISTER in names else CUT)
    except OSError as error:
        raise BadBackupError(
            "Sikkerhetskopien kan ikke leses.", "Se etter at du har tilgang til mappen."
        ) from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise bad(_why_no_zip(file, begins)) from error
    return read


def whole(file: Path) -> Generator[Progress, None, None]:
    """Read all of ``file`` and see that it is what was written.

    Raises:
        BadBackupError: if a single bit of it is not.
        OSError: if it cannot be read.

    """
    total = file.stat().st_size
    for step in (hashing := _Hashing(file, without=_TAIL)):
        yield Progress(step, total)
    seal = _tail_of(file)
    if seal != _SEAL + hashing.digest.encode():
        raise bad(DAMAGED if seal.startswith(_SEAL) else CUT)


def unpack(
    file: Path, into: dict[str, Path], digests: dict[str, str]
) -> Generator[Progress, None, None]:
    """Write the parts of ``file`` where ``into`` says, and keep them on disk.

    Raises:
        BadBackupError: if a part is not what the manifest says.
        OSError: if the disk or the folder does not take it.

    """
    try:
        with zipfile.ZipFile(file) as archive:
            total = sum(archive.getinfo(name).file_size for name in into) or 1
            done = 0
            for name, target in into.items():
                digest = hashlib.sha256()
                target.touch(0o600)
                with archive.open(name) as part, target.open("wb") as stream:
                    while chunk := part.read(CHUNK):
                        digest.update(chunk)
                        stream.write(chunk)
                        done += len(chunk)
                        yield Progress(done, total)
                    stream.flush()
                    os.fsync(stream.fileno())
                if digest.hexdigest() != digests.get(name):
                    raise bad(DAMAGED)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise bad(DAMAGED) from error


def _require_plain(archive: zipfile.ZipFile) -> None:
    """Refuse what no backup of ours is: packed tighter, with a part twice, huge.

    A backup folder on a share may hold what anybody put there, and the list of backups
    reads every file in it.
    """
    parts = archive.infolist()
    if len(parts) != len({part.filename for part in parts}):
        raise bad(DAMAGED)
    for part in parts:
        packed = part.compress_type != zipfile.ZIP_STORED
        most = LARGEST.get(part.filename, part.file_size)
        if packed or part.file_size > most:
            raise bad(DAMAGED)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a part that tells nothing about the machine or the account."""
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))


def _body_of(manifest: Manifest, digests: dict[str, str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": manifest.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "kind": manifest.kind.value,
        "program": manifest.program,
        "revision": manifest.revision,
        "register": manifest.register,
        "counts": dict(manifest.counts),
        "trail": [manifest.trail_seq, manifest.trail_hash],
        "restores": manifest.restores,
        "sha256": digests,
    }


def _opened(text: bytes) -> Opened:
    try:
        body = json.loads(text)
        if body["format"] != FORMAT:
            raise bad(FOREIGN)
        if body["version"] > VERSION:
            raise bad(NEWER)
        seq, tip = body["trail"]
        restores = body.get("restores")
        manifest = Manifest(
            made_at=datetime.fromisoformat(body["made_at"]),
            kind=BackupKind(body["kind"]),
            program=str(body["program"]),
            revision=str(body["revision"]),
            register=str(body["register"]),
            counts={str(name): int(rows) for name, rows in body["counts"].items()},
            trail_seq=int(seq),
            trail_hash=str(tip),
            restores=None if restores is None else int(restores),
        )
        return Opened(manifest, dict(body["sha256"]), body)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise bad(DAMAGED) from None


def _mac(body: dict[str, Any], key: MasterKey) -> str:
    plain = {name: value for name, value in body.items() if name != "mac"}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key.derive("backup"), text, "sha256").hexdigest()


def _why_no_zip(file: Path, begins: bytes) -> str:
    if _tail_of(file).startswith(_SEAL):
        return DAMAGED
    return CUT if begins == _ZIP[: len(begins)] else FOREIGN


def _tail_of(file: Path) -> bytes:
    with file.open("rb") as stream:
        stream.seek(max(file.stat().st_size - _TAIL, 0))
        return stream.read()


def _chunks_of(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class _Hashing:
    """Reads a file, all but its last bytes; says how far it is, and the digest."""

    def __init__(self, file: Path, *, without: int = 0) -> None:
        self._file, self._without = file, without
        self.digest = ""

    def __iter__(self) -> Iterator[int]:
        digest, done = hashlib.sha256(), 0
        left = max(self._file.stat().st_size - self._without, 0)
        with self._file.open("rb") as stream:
            while left:
                chunk: bytes = _read(stream, min(CHUNK, left))
                digest.update(chunk)
                done, left = done + len(chunk), left - len(chunk)
                yield done
        self.digest = digest.hexdigest()


def _read(stream: BinaryIO, size: int) -> bytes:
    chunk = stream.read(size)
    if not chunk:
        raise bad(CUT)
    return chunk
