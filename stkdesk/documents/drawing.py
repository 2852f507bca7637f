"""Whether an SVG drawing somebody hands in is only lines and surfaces.

Looked at before any library draws it: a drawing may name files of the machine or
pages of the net, or grow without end from a few lines.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MOST_ELEMENTS = 20_000  # with what is used again counted each time
DEEPEST = 100  # elements within each other
FORBIDDEN = frozenset(
    ["image", "script", "foreignobject", "text", "tspan", "textpath", "animate", "set"]
)


class UnfitDrawingError(ValueError):
    """The drawing is none, or more than lines and surfaces."""


def require_plain(svg: str) -> bytes:
    """Return ``svg`` as bytes without a document type, if it may be drawn.

    Raises:
        UnfitDrawingError: if it fetches something, holds pictures, writing or
            scripts, or is far too large when all that is used again is drawn.

    """
    builder = _Plain()
    parser = XMLParser(target=builder)
    try:
        parser.feed(_without_declarations(svg).encode())
        root = parser.close()
    except ParseError as error:
        raise UnfitDrawingError("not a drawing") from error
    if _local(root.tag) != "svg":
        raise UnfitDrawingError("not a drawing")
    for each in root.iter():
        if _local(each.tag) == "style" and _fetches(each.text or ""):
            raise UnfitDrawingError("a link")
    _require_small(root)
    return _without_declarations(svg).encode()


class _Plain(TreeBuilder):
    """Builds the tree, and refuses names and links on the way."""

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """Refuse an element that is more than a drawing."""
        if _local(tag) in FORBIDDEN:
            raise UnfitDrawingError(_local(tag))
        for name, value in attrs.items():
            link = _local(name) == "href" and not value.strip().startswith("#")
            if link or _fetches(value):
                raise UnfitDrawingError("a link")
        return super().start(tag, attrs)


def _without_declarations(svg: str) -> str:
    """Leave out the encoding, which is ours now, and the document type.

    Drawing programs write one that names a page of the net; one with entities of
    its own is refused.
    """
    text = svg.removeprefix("\ufeff").strip()
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    before, doctype, after = text.partition("<!DOCTYPE")
    if not doctype:
        return text
    inside, _end, rest = after.partition(">")
    if "[" in inside:
        raise UnfitDrawingError("entities")
    return before + rest


def _require_small(root: Element) -> None:
    by_id = {each.get("id"): each for each in root.iter()}
    count, waiting = 0, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise UnfitDrawingError("too large")
        waiting += [(each, depth + 1) for each in element]
        for name, value in element.items():
            used = by_id.get(value.strip().removeprefix("#"))
            if _local(name) == "href" and used is not None:
                waiting.append((used, depth + 1))


def _fetches(style: str) -> bool:
    """Tell whether ``style`` names something outside the drawing."""
    plain = "".join(style.split()).replace("url(#", "").casefold()
    return "url(" in plain or "@import" in plain or "\\" in plain


def _local(name: str) -> str:
    """Return ``name`` without its namespace, in small letters."""
    return name.rpartition("}")[2].casefold()
