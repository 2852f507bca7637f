"""An auditor with grep: is anybody of the register named in what lies on the disk?

Words of six bytes and more are looked for everywhere, in UTF-8, both UTF-16, and as
JSON and addresses have them, also inside archives. Shorter ones stand by chance in what
is encrypted, so they are looked for as whole words, in files that are text.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import select

from stkdesk.domain.account import format_account
from stkdesk.domain.formats import phone_text
from stkdesk.storage.tables import Contact, Person, PersonAddress, Staff

LONG = 6  # bytes; so many in a row do not come by chance in some megabytes
SHORT = 3  # letters
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def words_about(session) -> frozenset[str]:
    """Return what tells who is in the register, or works there, or where they live."""
    found: set[str] = set()
    for each in session.scalars(select(Person)):
        given, family = each.given_name, each.family_name
        found |= {f"{given} {family}", f"{family}, {given}", f"{family} {given}"}
        found |= {family, each.national_id, each.email, each.phone}
        found.add(phone_text(each.phone))
        if each.national_id:
            found.add(f"{each.national_id[:6]} {each.national_id[6:]}")
    found |= set(session.scalars(select(PersonAddress.street)))
    accounts = set(session.scalars(select(Contact.account_number)))
    found |= accounts | {format_account(each) for each in accounts if each}
    for name, login in session.execute(select(Staff.name, Staff.login)):
        found |= {name, name.split()[-1], login}
    return frozenset(word for word in found if word)


class Auditor:
    """Looks for words in files."""

    def __init__(self, words: Collection[str]) -> None:
        """Look for ``words``."""
        long = {word for word in words if len(word.encode()) >= LONG}
        self._long: dict[bytes, list[bytes]] = {}  # by how they begin
        for word in long:
            for needle in written(word):
                self._long.setdefault(needle[:LONG], []).append(needle)
        short = sorted(each for each in {*words} - long if len(each) >= SHORT)
        either = "|".join(map(re.escape, short)) or "(?!)"
        self._short = re.compile(rf"\b(?:{either})\b")

    def found_in(self, folder: Path) -> dict[str, set[str]]:
        """Return what was found under ``folder``, by the file it stands in."""
        found = {}
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            for place, content in opened(file.relative_to(folder).as_posix(), file):
                if words := self.words_in(content):
                    found[place] = words
        return found

    def words_in(self, content: bytes) -> set[str]:
        """Return the words that stand in ``content``."""
        found = set(self._seen_in(content))
        try:
            return found | set(self._short.findall(content.decode("utf-8")))
        except UnicodeDecodeError:
            return found

    def _seen_in(self, content: bytes) -> Iterator[str]:
        beginnings = self._long
        for at in range(len(content) - LONG + 1):
            for needle in beginnings.get(content[at : at + LONG], ()):
                if content.startswith(needle, at):
                    yield repr(needle)


def written(word: str) -> set[bytes]:
    """Return how ``word`` may stand in a file: plain, in JSON, in an address."""
    plain = {word.encode(encoding) for encoding in ENCODINGS}
    return plain | {json.dumps(word)[1:-1].encode(), quote(word).encode()}


def opened(place: str, file: Path | BytesIO) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of ``file``, and of all that is packed in it."""
    content = file.getvalue() if isinstance(file, BytesIO) else file.read_bytes()
    yield place, place.encode() + b"\n" + content  # its name is also read by others
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from opened(f"{place}!{name}", BytesIO(archive.read(name)))
