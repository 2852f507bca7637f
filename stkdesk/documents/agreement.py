"""The agreement (oppdragsavtale) with a support contact, for both to sign.

What it must hold: who it is about, from when to when, hours, goal, pay, driving and
expenses, status, unused hours, insurance, notice, and who to call.
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from stkdesk.documents.agreement_content import AgreementContent
from stkdesk.documents.agreement_words import AgreementWords
from stkdesk.documents.declaration import TwoLines
from stkdesk.documents.glue import glued
from stkdesk.documents.letter import (
    COLUMN,
    LetterFrame,
    draw_letter,
    fact_box,
    paragraphs,
    section,
)
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.flow import P, T
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.theme import FACT_LABEL, H1, HEAD, LEAD, RULE, style
from stkdesk.domain.formats import long_date

__all__ = ["AgreementContent", "build", "draw"]

#: A little smaller than a letter: signed and kept, it fits both sides of a sheet.
_BODY = style("agreed", fontSize=10.5, leading=13.7, spaceAfter=4.5)
_H2 = style(
    "agreed heading",
    "H2",
    fontSize=12,
    leading=15,
    spaceBefore=5,
    spaceAfter=2,
    **HEAD,
)
_SUM = style("rate", fontSize=10.5, leading=13.5, spaceAfter=0, alignment=2)
_OF_SECTION = re.compile(r"(?<=\d) (?=[a-h]\b)")
_WHAT = style("rated", fontSize=10.5, leading=13.5, spaceAfter=0)


def build(content: AgreementContent) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=content.own.texts("agreement", content.language)["file_title"],
        author=content.sender.municipality,
        reference=content.reference,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: AgreementContent, canvas: PaperCanvas) -> int:
    """Draw the agreement on ``canvas``; return how many pages it took."""
    words = content.own.texts("frame", content.language)
    frame = LetterFrame(
        reference=content.reference,
        revision=content.revision,
        language=content.language,
        sender=content.sender,
        unit=content.sender.running_unit,
        address=content.address,
        references=[(words["date"], long_date(content.made_on))],
        draft=content.draft,
        practice=content.practice,
    )
    return draw_letter(canvas, frame, _story(content))


def _story(content: AgreementContent) -> list[Flowable]:
    words = AgreementWords(content)
    story: list[Flowable] = [P(words.text("title"), H1)]
    story += [P(_glued(words.text("lead")), LEAD)]
    story += fact_box(words.facts, words.text("facts"))
    if content.goal:
        story += section(
            words.heading("goal"), *paragraphs(content.goal, _BODY), head=_H2
        )
    story += _said(words, "duties")
    story += _said(words, f"{content.employment.value}_status")
    story += _pay(words)
    for name in ("costs", "unused", "sheets", "secrecy_duty", "insurance"):
        story += _said(words, name)
    # Not a section: what is kept together inside another would never fit a page.
    ending = [P(words.heading("ending"), _H2), *_paragraphs(words, "ending")]
    return [*story, KeepTogether([*ending, *_sign(content, words)])]


def _said(words: AgreementWords, name: str) -> list[Flowable]:
    return section(words.heading(name), *_paragraphs(words, name), head=_H2)


def _paragraphs(words: AgreementWords, name: str) -> list[Flowable]:
    return [P(_glued(text), _BODY) for text in words.said(name)]


def _pay(words: AgreementWords) -> list[Flowable]:
    """Return how it is paid, with the rates by date in a small table."""
    rows = words.rates
    made = section(words.heading("pay"), *_paragraphs(words, "pay"), head=_H2)
    if not rows:
        return made
    cells = [
        [P(escape(what), _WHAT), P(_glued(first), FACT_LABEL), P(_glued(rate), _SUM)]
        for what, first, rate in rows
    ]
    widths = [COLUMN - 82 * mm, 44 * mm, 38 * mm]
    table = T(cells, widths, words.text("rates"))
    table.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 2.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ]
    )
    return [*made[:-1], KeepTogether([made[-1], table]), Spacer(0, 7)]


def _sign(content: AgreementContent, words: AgreementWords) -> list[Flowable]:
    """Return the lines to sign on, under their heading."""
    place = words.text("sign.place")
    who = [words.text("sign.by_contact")]
    if content.needs_guardian:
        who.append(words.text("sign.by_guardian"))
    who.append(words.text("sign.by_office"))
    return [
        P(words.heading("sign"), _H2),
        *_paragraphs(words, "sign"),
        Spacer(0, 2),
        *(_line(place, each) for each in who),
    ]


def _line(place: str, who: str) -> TwoLines:
    made = TwoLines([place, who])
    made.height = 16 * mm
    return made


def _glued(text: str) -> str:
    """Keep what belongs together on one line, "§§ 13 til 13 e" too."""
    return _OF_SECTION.sub("\u00a0", glued(text))
