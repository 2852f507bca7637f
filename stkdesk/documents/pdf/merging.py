"""Several archive files as one: pages, tags and typefaces, still PDF/A and PDF/UA.

Reads only files this house has made (``ArchiveCanvas``): one plain table of objects,
pages in one list, one structure tree. The first file lends the whole its properties;
what the files have in common, typefaces above all, is kept once. Every page may get a
line at the foot, in the typeface of the first file.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from stkdesk.documents.pdf.canvas import WIDTH
from stkdesk.documents.pdf.fonts import REGULAR, archive_font
from stkdesk.documents.pdf.objects import line_break
from stkdesk.domain.errors import CannotPrintError

FOOT, SIZE = 12.5, 7  # points: base line of the line at the foot, and its size
STAMP_FONT = b"Stamp"
LIST, TREE, DOCUMENT, NUMBERS = 1, 2, 3, 4  # the first objects of what is made

_HEAD = re.compile(rb"\s*\d+ 0 obj\s*")
#: A literal string, which is left alone, or a reference.
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b")
_LISTED = re.compile(rb"(\d+) \[([^\]]*)\]")

Foot = Callable[[int, int], str]  # page, of how many → the line


@dataclass(slots=True)
class _Object:
    head: bytes
    stream: bytes | None = None

    @property
    def is_element(self) -> bool:
        return b"/Type /StructElem" in self.head[:40]


@dataclass(slots=True)
class _File:
    """One archive file, read."""

    objects: dict[int, _Object]
    root: int
    info: int

    def reference(self, number: int, key: bytes) -> int:
        """Return what ``key`` of an object refers to."""
        found = re.search(rb"/%s (\d+) 0 R" % key, self.objects[number].head)
        if found is None:
            raise _foreign()
        return int(found[1])

    @property
    def pages(self) -> list[int]:
        kids = re.search(
            rb"/Kids \[([^\]]*)\]",
            self.objects[self.reference(self.root, b"Pages")].head,
        )
        if kids is None:
            raise _foreign()
        return [int(n) for n in re.findall(rb"(\d+) 0 R", kids[1])]

    @property
    def tree(self) -> int:
        return self.reference(self.root, b"StructTreeRoot")

    @property
    def language(self) -> bytes:
        found = re.search(rb"/Lang (\([^)]*\))", self.objects[self.root].head)
        return found[1] if found else b"(nb-NO)"


def merged(files: Sequence[bytes], foot: Foot | None = None) -> bytes:
    """Return one archive file with all pages of ``files``.

    Raises:
        CannotPrintError: if one of them is not a paper this program has made.

    """
    read = [_read(data) for data in files]
    whole = _Whole(read[0])
    for each in read:
        whole.take(each)
    return whole.written(foot)


@dataclass(slots=True)
class _Whole:
    """The file that is made; new numbers count from 1."""

    first: _File
    bodies: list[bytes] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)  # of the structure tree
    parents: list[bytes] = field(default_factory=list)  # by page
    known: dict[bytes, int] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)  # of the first file, by number
    fonts: list[int] = field(default_factory=list)  # dictionaries that name typefaces
    streams: list[tuple[int, int]] = field(default_factory=list)  # page, its content

    def __post_init__(self) -> None:
        """Keep the first numbers for what is written last."""
        self.bodies.extend([b""] * NUMBERS)

    def take(self, file: _File) -> None:
        """Add the pages of ``file`` and what they need."""
        pages = file.pages
        new = {number: self._new() for number in pages}
        new[file.reference(file.root, b"Pages")] = LIST
        new[file.tree] = TREE
        elements = {n: self._new() for n, o in file.objects.items() if o.is_element}
        new |= elements
        top = file.reference(file.tree, b"K")
        for at, number in enumerate(pages):
            self._page(file, number, new, len(self.pages))
            self.pages.append(new[number])
            self.parents.append(self._parents(file, at, new))
        for number in elements:
            head = file.objects[number].head
            if number == top:
                head = head.replace(b"/S /Document", b"/S /Part", 1)
                head = head.replace(b"<<", b"<< /Lang %s" % file.language, 1)
            body = self._rewritten(file, head, new)
            if number == top:
                body = body.replace(b"/P %d 0 R" % TREE, b"/P %d 0 R" % DOCUMENT)
            self.bodies[elements[number] - 1] = body
        self.parts.append(new[top])
        if file is self.first:
            self.kept = {n: self._copied(file, n, new) for n in (file.root, file.info)}

    def written(self, foot: Foot | None) -> bytes:
        """Return the bytes of it all."""
        if foot is not None:
            self._add_feet(foot)
        refs = b" ".join(b"%d 0 R" % number for number in self.pages)
        self._put(
            LIST,
            b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(self.pages), refs),
        )
        parts = b" ".join(b"%d 0 R" % number for number in self.parts)
        self._put(
            TREE,
            b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R "
            b"/ParentTreeNextKey %d >>" % (DOCUMENT, NUMBERS, len(self.pages)),
        )
        self._put(
            DOCUMENT,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (TREE, parts),
        )
        listed = b" ".join(
            b"%d [%s]" % (number, marked) for number, marked in enumerate(self.parents)
        )
        self._put(NUMBERS, b"<< /Nums [%s] >>" % listed)
        return self._file()

    def _page(self, file: _File, number: int, new: dict[int, int], at: int) -> None:
        head = file.objects[number].head
        content = file.reference(number, b"Contents")
        fonts = self._copied(file, file.reference(number, b"Font"), new)
        if fonts not in self.fonts:
            self.fonts.append(fonts)
        body = re.sub(rb"/StructParents \d+", b"/StructParents %d" % at, head, count=1)
        self._put(new[number], self._rewritten(file, body, new))
        self.streams.append((new[number], new[content]))

    def _parents(self, file: _File, at: int, new: dict[int, int]) -> bytes:
        head = file.objects[file.reference(file.tree, b"ParentTree")].head
        for key, marked in _LISTED.findall(head[head.index(b"/Nums [") + 7 :]):
            if int(key) == at:
                return self._rewritten(file, marked, new)
        raise _foreign()

    def _rewritten(self, file: _File, text: bytes, new: dict[int, int]) -> bytes:
        """Return ``text`` with the numbers of this file, copying what it refers to."""

        def number(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            return b"%d 0 R" % self._copied(file, int(found[1]), new)

        return _REFERENCE.sub(number, text)

    def _copied(self, file: _File, number: int, new: dict[int, int]) -> int:
        """Return the new number of an object; equal ones are kept once."""
        if number in new:
            return new[number]
        each = file.objects[number]
        body = self._rewritten(file, each.head, new)
        if each.stream is not None:
            end = line_break(each.stream)
            body = b"%s\nstream\n%s%sendstream" % (body.strip(), each.stream, end)
        new[number] = self.known.get(body) or self._new(body)
        self.known[body] = new[number]
        return new[number]

    def _add_feet(self, foot: Foot) -> None:
        """Write a line on every page, outside what is read aloud."""
        font = next(
            number
            for number, body in enumerate(self.bodies, start=1)
            if b"/Type /Font " in body and b"Sans3-Regular /Name" in body
        )
        for number in self.fonts:
            body = self.bodies[number - 1]
            named = b"<< /%s %d 0 R" % (STAMP_FONT, font)
            self.bodies[number - 1] = body.replace(b"<<", named, 1)
        for at, (page, content) in enumerate(self.streams, start=1):
            codes, width = archive_font(REGULAR).inked(foot(at, len(self.pages)))
            x = (WIDTH - width * SIZE) / 2
            line = (
                f"/Artifact BMC q BT 0.337 0.384 0.451 rg /{STAMP_FONT.decode()} "
                f"{SIZE} Tf {x:.2f} {FOOT} Td <{codes}> Tj ET Q EMC"
            )
            packed = zlib.compress(line.encode())
            stamp = self._new(
                b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s%sendstream"
                % (len(packed), packed, line_break(packed))
            )
            body = self.bodies[page - 1]
            self.bodies[page - 1] = body.replace(
                b"/Contents %d 0 R" % content,
                b"/Contents [ %d 0 R %d 0 R ]" % (content, stamp),
                1,
            )

    def _new(self, body: bytes = b"") -> int:
        self.bodies.append(body)
        return len(self.bodies)

    def _put(self, number: int, body: bytes) -> None:
        self.bodies[number - 1] = body

    def _file(self) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, body in enumerate(self.bodies, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body.strip())
        mark = hashlib.sha256(out).hexdigest()[:32].encode()
        start, size = len(out), len(offsets) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += (
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n"
            b"startxref\n%d\n%%%%EOF\n"
            % (
                size,
                self.kept[self.first.root],
                self.kept[self.first.info],
                mark,
                mark,
                start,
            )
        )
        return bytes(out)


def _read(data: bytes) -> _File:
    """Read a file by its table of objects."""
    try:
        start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        words = data[start:].split(maxsplit=3)
        size = int(words[2])
        table = data[data.index(b"\n", start + 5) + 1 :]
        objects = {
            number: _object(data, int(table[20 * number : 20 * number + 10]))
            for number in range(1, size)
        }
        trailer = data[data.index(b"trailer", start) :]
        root = re.search(rb"/Root (\d+) 0 R", trailer)
        info = re.search(rb"/Info (\d+) 0 R", trailer)
        if words[0] != b"xref" or root is None or info is None:
            raise _foreign()
        return _File(objects, int(root[1]), int(info[1]))
    except (ValueError, IndexError) as error:
        raise _foreign() from error


def _object(data: bytes, offset: int) -> _Object:
    head = _HEAD.match(data, offset)
    if head is None:
        raise _foreign()
    end = data.index(b"endobj", head.end())
    stream = data.find(b"stream\n", head.end(), end)
    if stream < 0:
        return _Object(data[head.end() : end].strip())
    text = data[head.end() : stream]
    length = re.search(rb"/Length (\d+)", text)
    if length is None:
        raise _foreign()
    begin = stream + len(b"stream\n")
    return _Object(text.strip(), data[begin : begin + int(length[1])])


def _foreign() -> CannotPrintError:
    return CannotPrintError(
        "Et av papirene kan ikke settes sammen med de andre.",
        "Skriv det ut for seg, fra Dokumenter.",
    )
