"""A page of the help, written in Markdown, as what flows over the pages of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from stkdesk.documents.glue import glued
from stkdesk.documents.office_paper import ROOM, ListColumn, table
from stkdesk.documents.pdf.flow import Group, P, RoleStyle
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD, archive_font
from stkdesk.documents.theme import ACCENT, HEAD, TINT, style

BODY = style("help body", fontSize=9.6, leading=12.6, spaceAfter=4.5)
CODE = style(
    "help code",
    fontSize=9,
    leading=12,
    textColor=ACCENT,
    backColor=TINT,
    borderPadding=(3, 5, 4, 5),
    leftIndent=5,
    rightIndent=5,
    spaceBefore=5,
    spaceAfter=9,
)
_HEAD = {**HEAD, "keepWithNext": 0}  # what follows may be parted: see _headed
HEADS = {
    "h1": style("help h1", "H1", fontSize=20, leading=24, spaceAfter=5, **_HEAD),
    "h2": style(
        "help h2", "H2", fontSize=12, leading=15, spaceBefore=7, spaceAfter=2, **_HEAD
    ),
    "h3": style(
        "help h3", "H3", fontSize=10, leading=13, spaceBefore=4, spaceAfter=1.5, **_HEAD
    ),
}
STEP = 4.6 * mm  # how much further in a list stands
CELL, HEADING = 9.0, 8.5  # letters of a table
BEGUN = 34 * mm  # room for a heading, and what it is of begun
PADDING = 6.5  # points beside a cell
_ON_PAPER = str.maketrans("✔✖", "✓×")  # signs the typeface has in another form
_SIDES = {"text-align:right": "r", "text-align:center": "c"}


@dataclass(frozen=True, slots=True)
class HelpBlocks:
    """The title of a page, and what stands below and with it."""

    title: str
    story: tuple[Flowable, ...] = field(repr=False)


def help_blocks(text: str) -> HelpBlocks:
    """Return ``text``, which begins with its heading, ready for a paper."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = SyntaxTreeNode(tokens).children
    return HelpBlocks(_plain(blocks[0]), tuple(_story(blocks)))


def _story(blocks: Sequence[SyntaxTreeNode]) -> Iterator[Flowable]:
    """Yield the blocks; a heading is not left alone at the foot of a page."""
    waiting: list[Flowable] = []
    for block in blocks:
        made = list(_block(block, 0))
        if block.type == "heading":
            waiting += made
        elif waiting:
            yield from _headed(waiting, made)
            waiting = []
        else:
            yield from made
    yield from waiting


def _headed(heads: list[Flowable], made: list[Flowable]) -> Iterator[Flowable]:
    if isinstance(made[0], P):
        yield KeepTogether([*heads, made[0]])
        yield from made[1:]
    else:  # a list or a table may be parted, but not after its heading
        yield CondPageBreak(BEGUN)
        yield from heads
        yield from made


def _block(block: SyntaxTreeNode, depth: int) -> Iterator[Flowable]:
    match block.type:
        case "heading":
            yield P(_marked(block), HEADS[block.tag])
        case "paragraph":
            yield P(_marked(block), BODY)
        case "bullet_list" | "ordered_list":
            yield from _list(block, depth)
            if not depth:
                yield Spacer(0, 2.5)
        case "table":
            yield _table(block)
            yield Spacer(0, 5)
        case "fence" | "code_block":
            lines = escape(block.content.rstrip("\n"), quote=False).split("\n")
            yield P("<br/>".join(line.replace(" ", "\u00a0") for line in lines), CODE)
        case _:
            raise ValueError(f"a page of help holds no {block.type}")


def _list(block: SyntaxTreeNode, depth: int) -> Iterator[Flowable]:
    is_numbered = block.type == "ordered_list"
    kind = "Decimal" if is_numbered else "Disc"
    yield Group("L", f"<< /O /List /ListNumbering /{kind} >>")
    look = _item_style(depth)
    for number, item in enumerate(block.children, start=1):
        yield Group("LI")
        first, *rest = item.children
        sign = f"{number}." if is_numbered else "•"
        yield P(_marked(first), look, bulletText=sign)
        if rest:
            yield Group("LBody")
            for more in rest:
                yield from _further_in(more, depth + 1)
            yield Group()
        yield Group()
    yield Group()


def _further_in(block: SyntaxTreeNode, depth: int) -> Iterator[Flowable]:
    if block.type == "paragraph":
        yield P(_marked(block), _item_style(depth - 1, "P"))
    else:
        yield from _block(block, depth)


def _item_style(depth: int, role: str = "LBody") -> RoleStyle:
    return style(
        f"help item {depth}",
        role,
        fontSize=9.6,
        leading=12.4,
        leftIndent=(depth + 1) * STEP,
        bulletIndent=depth * STEP + 1 * mm,
        spaceAfter=1.6,
        bulletFontName=REGULAR,
        bulletFontSize=9.6,
    )


def _table(block: SyntaxTreeNode) -> Flowable:
    """Return a table; how wide its columns are follows from what stands in them."""
    rows = [row.children for part in block.children for row in part.children]
    cells = [[_marked(cell) for cell in row] for row in rows]
    widths = _widths([[_plain(cell) for cell in row] for row in rows])
    columns = [
        ListColumn(text, width / mm, _SIDES.get(str(cell.attrs.get("style")), "l"))
        for cell, text, width in zip(rows[0], cells[0], widths, strict=True)
    ]
    summary = ", ".join(_plain(cell) for cell in rows[0])
    return table(columns, cells[1:], summary, air=2.6, is_markup=True)


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the width of each column in points, together as wide as the paper.

    Each has room for its longest word, up to its share; what is left is given to those
    that have more to say than that.
    """
    head, body = archive_font(SEMIBOLD), archive_font(REGULAR)
    least, wished = [], []
    for title, *column in zip(*rows, strict=True):
        lines = [head.width(title, HEADING), *(body.width(t, CELL) for t in column)]
        words = [
            *(head.width(word, HEADING) for word in title.split()),
            *(body.width(word, CELL) for text in column for word in text.split()),
        ]
        least.append(min(max(words) + PADDING, ROOM / len(rows[0])))
        wished.append(max(lines) + PADDING)
    if sum(wished) <= ROOM:
        spare = ROOM - sum(wished)
        return [each + spare * each / sum(wished) for each in wished]
    wants = [(wish - need) ** 0.5 for wish, need in zip(wished, least, strict=True)]
    spare = max(0.0, ROOM - sum(least))
    parts = [
        need + spare * want / sum(wants)
        for need, want in zip(least, wants, strict=True)
    ]
    return [part * ROOM / sum(parts) for part in parts]


def _plain(block: SyntaxTreeNode) -> str:
    """Return the words of a block, as they are read aloud."""
    told = [_said(token, "") for token in _inlines(block)]
    return "".join(told)


def _marked(block: SyntaxTreeNode) -> str:
    """Return the words of a block with the marks the paper knows."""
    marks = {
        "strong_open": "<b>",
        "strong_close": "</b>",
        "em_open": "<i>",
        "em_close": "</i>",
    }
    parts = []
    for token in _inlines(block):
        if token.type in marks:
            parts.append(marks[token.type])
        elif token.type == "code_inline":
            ink = f"#{ACCENT.hexval()[2:]}"
            told = escape(token.content, quote=False)
            parts.append(f'<font color="{ink}">{told}</font>')
        else:
            parts.append(escape(_said(token, "\n"), quote=False))
    return glued("".join(parts)).replace("\n", "<br/>")


def _inlines(block: SyntaxTreeNode) -> list[Token]:
    if not block.children:
        return []
    token = block.children[0].token
    return list(token.children or ()) if token is not None else []


def _said(token: Token, at_break: str) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content.translate(_ON_PAPER)
        case "softbreak":
            return " "
        case "hardbreak":
            return at_break or " "
        case _:
            return ""  # links lead nowhere on paper; their words are texts of their own
