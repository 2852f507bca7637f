"""One page for the telephone: an assignment, and nothing that tells whose it is.

Kept nowhere, without a number, a name, a birth date, an address or a case number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.letter import LEFT, RIGHT, bullets, fact_box, glued, section
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.theme import H1, H2, LEAD, R_ACCENT, R_MUTED, RULE
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import WEEKDAYS, hours_text
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

REFERENCE = "TELEFONARK"  # it has no number: it is not kept
TOP, LOW = HEIGHT - 46 * mm, 22 * mm
LINES, LINE = 7, 9 * mm  # to write on
DAYS = 7


@dataclass(frozen=True, slots=True)
class AnonymousCase:
    """Everything printed; nothing is looked up while printing."""

    language: Language
    sender: OfficeDraft
    age: str  # a band: "13–15"; "" when not known
    areas: str  # "" when not known, or not to be told
    minutes: int  # a week or a month
    unit: HoursUnit
    weekdays: int  # bit 0 Monday; 0: not said
    interests: str
    languages: str
    needs_car: bool | None
    age_from: int | None
    age_to: int | None
    made_on: date
    practice: bool = False  # prints ØVING across the page


def build(content: AnonymousCase) -> bytes:
    """Return the file; the same content always gives the same bytes."""
    out = BytesIO()
    words = texts("anonymous_case", content.language)
    facts = Facts(
        title=words["file_title"],
        author=content.sender.municipality,
        reference=REFERENCE,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    _draw(content, words, canvas)
    canvas.save()
    return out.getvalue()


def _draw(content: AnonymousCase, words: Texts, canvas: PaperCanvas) -> None:
    frame = Frame(LEFT, LOW, RIGHT - LEFT, TOP - LOW, 0, 0, 0, 0)

    def _around(*_page: object) -> None:
        word = paper_word(content.language, draft=False, practice=content.practice)
        draw_watermark(canvas, word)
        _draw_head(canvas, content.sender)

    template = BaseDocTemplate(
        BytesIO(),
        pagesize=(WIDTH, HEIGHT),
        pageTemplates=[PageTemplate("page", [frame], onPage=_around)],
    )
    template._doSave = 0  # type: ignore[attr-defined]  # the caller saves
    template.build(
        list(_story(content, words)), canvasmaker=lambda *_all, **_options: canvas
    )

    def _finish(page: PaperCanvas, _number: int, _count: int) -> None:
        page.put(LEFT, 15 * mm, words["shred"], REGULAR, 8.6, R_MUTED)

    canvas.finish_paper(_finish)


def _draw_head(canvas: PaperCanvas, sender: OfficeDraft) -> None:
    low = HEIGHT - 29 * mm
    alt = f"Kommunevåpenet til {sender.municipality}"
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
    with canvas.tag("P"):
        x, line = LEFT + wide + 3.6 * mm, HEIGHT - 19.4 * mm
        canvas.put(x, line, sender.municipality, SEMIBOLD, 15, R_ACCENT)


def _story(content: AnonymousCase, words: Texts) -> Iterator[Flowable]:
    yield P(words["title"], H1)
    yield P(glued(words["lead"]), LEAD)
    yield from fact_box(_facts(content, words), words["facts"])
    yield from section(words["ask_title"], *bullets(list(words.many("ask"))))
    yield Spacer(1, 3 * mm)
    yield P(words["notes"], H2)
    for _line in range(LINES):
        yield _Line()


def _facts(content: AnonymousCase, words: Texts) -> list[tuple[str, str]]:
    unknown = words["unknown"]
    age = words["years"].format(band=content.age) if content.age else unknown
    unit = "week" if content.unit is HoursUnit.WEEK else "month"
    found = [
        (words["age"], age),
        (words["area"], content.areas or unknown),
        (words["hours"], words[unit].format(hours=hours_text(content.minutes))),
        (words["weekdays"], _days(content) or unknown),
        (words["interests"], content.interests or unknown),
    ]
    if content.languages:
        found.append((words["languages"], content.languages))
    if content.needs_car:
        found.append((words["car"], words["car_yes"]))
    if wished := _wished_age(content, words):
        found.append((words["wished_age"], wished))
    return found


def _days(content: AnonymousCase) -> str:
    names = WEEKDAYS[content.language]
    return ", ".join(names[at] for at in range(DAYS) if content.weekdays >> at & 1)


def _wished_age(content: AnonymousCase, words: Texts) -> str:
    low, high = content.age_from, content.age_to
    if low is not None and high is not None:
        return words["between"].format(low=low, high=high)
    if low is not None:
        return words["at_least"].format(low=low)
    return words["at_most"].format(high=high) if high is not None else ""


class _Line(Flowable):
    """A line to write on."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._width = width
        return width, LINE

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.line(0, 0, self._width, 0)
