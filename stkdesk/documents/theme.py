"""Colours, styles and measures: the look of the office's papers.

Contrast on white: text 15.6, blue 10.7, grey labels 6.2; all above WCAG AA's 4.5.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm

from stkdesk.documents.pdf.flow import RoleStyle
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD

INK, MUTED, LABEL = HexColor("#1c2430"), HexColor("#566273"), HexColor("#3c4858")
ACCENT, RULE, TINT = HexColor("#12406b"), HexColor("#c9d1db"), HexColor("#eef3f8")
GHOST = HexColor("#e9ecf0")  # the word across a draft
HAIR = 0.5


def rgb(color: Color) -> str:
    """Return a colour the way a PDF writes it."""
    return f"{color.red:.3g} {color.green:.3g} {color.blue:.3g}"


R_INK, R_MUTED, R_LABEL, R_ACCENT = map(rgb, (INK, MUTED, LABEL, ACCENT))
R_WHITE = "1 1 1"


def style(name: str, role: str = "P", **settings: Any) -> RoleStyle:
    """Return a paragraph style; what is not set is as in running text."""
    made = RoleStyle(
        name,
        **{
            "fontName": REGULAR,
            "fontSize": 11,
            "leading": 14.6,
            "textColor": INK,
            "allowWidows": 0,
            "allowOrphans": 0,
            "spaceAfter": 6.5,
            "splitLongWords": 1,
            **settings,
        },
    )
    made.role = role
    return made


HEAD: dict[str, Any] = {"fontName": SEMIBOLD, "textColor": ACCENT, "keepWithNext": 1}
BODY = style("body")
LEAD = style("lead", fontSize=12.5, leading=17, spaceAfter=9)
H1 = style("h1", "H1", fontSize=21, leading=25, spaceAfter=7, **HEAD)
H2 = style("h2", "H2", fontSize=12.5, leading=16, spaceBefore=7, spaceAfter=2.5, **HEAD)
BULLET = style(
    "bullet",
    "LBody",
    leftIndent=5 * mm,
    bulletIndent=1.2 * mm,
    spaceAfter=2.5,
    bulletFontName=REGULAR,
    bulletFontSize=11,
)
RULE_BULLET = style(  # the rules of a decision: to look up, not to read through
    "rule bullet",
    "LBody",
    fontSize=10,
    leading=13,
    leftIndent=5 * mm,
    bulletIndent=1.2 * mm,
    spaceAfter=2,
    bulletFontName=REGULAR,
    bulletFontSize=10,
)
SMALL = style("small", fontSize=9, leading=12.5, textColor=MUTED, spaceAfter=2)
FACT_LABEL = style(
    "fact label", fontSize=10, leading=13.5, textColor=MUTED, spaceAfter=0
)
FACT = style("fact", fontName=SEMIBOLD, fontSize=10.5, leading=13.5, spaceAfter=0)
