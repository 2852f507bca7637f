"""One set of letters cut out of a typeface, ready to embed in a PDF."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any, Self

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from stkdesk.documents.pdf.hints import without_hints
from stkdesk.documents.pdf.objects import Raw

SYMBOLIC, NONSYMBOLIC = 4, 32  # bits of /Flags, ISO 32000-1 table 123


@dataclass(frozen=True, slots=True)
class FontProgram:
    """The cut font, its widths and the way back from codes to letters."""

    name: str  # "SABCDE+SourceSans3-Regular"
    raw_size: int
    packed: bytes  # the font file, deflated
    to_unicode: bytes  # deflated
    widths: str
    first: int
    last: int
    facts: str  # the descriptor without its reference to the font file

    @classmethod
    def of(cls, face: Any, letters: list[int]) -> Self:
        """Cut ``letters`` (by code; 0 where there is none) out of ``face``."""
        letters = _trimmed(letters)
        mark = hashlib.sha256(repr(letters).encode()).digest()
        tag = "S" + "".join(chr(65 + byte % 26) for byte in mark[:5])
        name = f"{tag}+{face.name.decode('ascii')}"
        raw = without_hints(face.makeSubset(letters))
        first = next(code for code, letter in enumerate(letters) if letter)
        widths = [face.getCharWidth(c) if c else 0 for c in letters[first:]]
        return cls(
            name=name,
            raw_size=len(raw),
            packed=zlib.compress(raw, 9),
            to_unicode=zlib.compress(_to_unicode(name, letters), 9),
            widths=" ".join(f"{width:g}" for width in widths),
            first=first,
            last=len(letters) - 1,
            facts=_facts(face, name),
        )

    def font_dictionary(
        self, inner: str, to_unicode: bytes, descriptor: bytes
    ) -> bytes:
        """Return the font object; the two references are ``b"12 0 R"``."""
        head = (
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{self.name} /Name /{inner}"
            f" /FirstChar {self.first} /LastChar {self.last} /Widths [{self.widths}]"
        )
        return b"%s /ToUnicode %s /FontDescriptor %s >>" % (
            head.encode(),
            to_unicode,
            descriptor,
        )

    def descriptor(self, file: bytes) -> bytes:
        """Return the descriptor object; ``file`` refers to the font file."""
        return b"<< %s /FontFile2 %s >>" % (self.facts.encode(), file)

    def objects(self, doc: Any, inner: str) -> Raw:
        """Return the font as an object of a ReportLab document."""
        deflated = {"Filter": PDFName("FlateDecode")}
        file = PDFStream(
            PDFDictionary(deflated | {"Length1": self.raw_size}), self.packed
        )
        cmap = PDFStream(PDFDictionary(dict(deflated)), self.to_unicode)
        file_ref = doc.Reference(file, f"file:{inner}")
        cmap_ref = doc.Reference(cmap, f"cmap:{inner}")
        descriptor = Raw(lambda d: self.descriptor(file_ref.format(d)))
        descriptor_ref = doc.Reference(descriptor, f"descriptor:{inner}")
        return Raw(
            lambda d: self.font_dictionary(
                inner, cmap_ref.format(d), descriptor_ref.format(d)
            )
        )


def _trimmed(letters: list[int]) -> list[int]:
    last = max(code for code, letter in enumerate(letters) if letter)
    return letters[: last + 1]


def _facts(face: Any, name: str) -> str:
    box = " ".join(f"{value:g}" for value in face.bbox)
    return (
        f"/Type /FontDescriptor /FontName /{name} /Flags"
        f" {(face.flags & ~NONSYMBOLIC) | SYMBOLIC} /FontBBox [{box}]"
        f" /Ascent {face.ascent:g} /Descent {face.descent:g}"
        f" /CapHeight {face.capHeight:g} /ItalicAngle {face.italicAngle:g}"
        f" /StemV {face.stemV:g}"
    )


BLOCK = 100  # entries a block of a CMap may have


def _to_unicode(name: str, letters: list[int]) -> bytes:
    """Return the CMap from codes to letters.

    ReportLab's own maps code 0 to U+0000, which PDF/A-2a and PDF/UA forbid.
    """
    pairs = [(code, letter) for code, letter in enumerate(letters) if letter]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{_utf16(letter)}>" for code, letter in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _utf16(letter: int) -> str:
    return chr(letter).encode("utf-16-be").hex().upper()
