"""Takes the screen hints out of a cut TrueType font: half the bytes, same shapes.

Hints only matter on coarse screens; a paper is printed, or shown with smoothing. The
fonts in ``resources`` stay as their makers gave them out.
"""

from __future__ import annotations

import struct
from itertools import pairwise

from reportlab.pdfbase.ttfonts import TTFontMaker

_HINTS = ("cvt ", "fpgm", "prep")
_MORE, _WORDS, _SCALE, _TWO_SCALES, _MATRIX, _HINTED = 32, 1, 8, 64, 128, 256


def without_hints(font: bytes) -> bytes:
    """Return ``font`` without hint tables and glyph instructions."""
    tables = _tables(font)
    (long_places,) = struct.unpack_from(">h", tables["head"], 50)
    form = "L" if long_places else "H"
    count = len(tables["loca"]) // struct.calcsize(form)
    places = [
        place if long_places else place * 2
        for place in struct.unpack(f">{count}{form}", tables["loca"])
    ]
    glyphs, new_places, at = [], [], 0
    for start, end in pairwise(places):
        glyph = _bare(tables["glyf"][start:end])
        glyph += bytes(-len(glyph) % 4)
        glyphs.append(glyph)
        new_places.append(at)
        at += len(glyph)
    new_places.append(at)
    maker = TTFontMaker()
    for tag, table in tables.items():
        if tag not in (*_HINTS, "glyf", "loca", "head"):
            maker.add(tag, table)
    head = bytearray(tables["head"])
    head[8:12] = bytes(4)  # the maker computes the checksum anew
    struct.pack_into(">h", head, 50, 1)
    maker.add("head", bytes(head))
    maker.add("glyf", b"".join(glyphs))
    maker.add("loca", struct.pack(f">{len(new_places)}L", *new_places))
    made: bytes = maker.makeStream()
    return made


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for number in range(count):
        tag, _, offset, size = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        found[tag.decode("ascii")] = font[offset : offset + size]
    return found


def _bare(glyph: bytes) -> bytes:
    """Return one glyph without its instructions."""
    if len(glyph) < 10:
        return b""
    (contours,) = struct.unpack_from(">h", glyph)
    if contours < 0:
        return _bare_composite(glyph)
    at = 10 + 2 * contours
    (size,) = struct.unpack_from(">H", glyph, at)
    return glyph[:at] + b"\0\0" + glyph[at + 2 + size :]


def _bare_composite(glyph: bytes) -> bytes:
    """Return a glyph made of others; what follows its last part is instructions."""
    out, at, flags = bytearray(glyph), 10, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", glyph, at)
        struct.pack_into(">H", out, at, flags & ~_HINTED)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 0
        at += 8 if flags & _MATRIX else 0
    return bytes(out[:at])
