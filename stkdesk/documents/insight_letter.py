"""The answer to a request for access: letter, facts in plain words, list of papers."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from stkdesk.documents.insight_content import InsightContent, ListedPaper
from stkdesk.documents.laws import cited, law
from stkdesk.documents.letter import (
    LEFT,
    RIGHT,
    LetterFrame,
    SignatureLines,
    bullets,
    draw_letter,
    fact_box,
    glued,
    section,
)
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.theme import BODY, H1, H2, LEAD, SMALL, style
from stkdesk.domain.formats import long_date, phone_text
from stkdesk.domain.insight import Part

_GREETING = style("insight greeting", spaceBefore=6, spaceAfter=2 * mm)
_BREAK_AFTER = 400  # letters of a value that stands as text and not in a box


@dataclass(frozen=True, slots=True)
class Pages:
    """Where things begin in the bundle, and how long it is; 0 while it is not known."""

    whole: int = 0
    data: int = 0
    listed: int = 0
    papers: tuple[int, ...] = ()  # of those enclosed, in order
    log: int = 0


class Mark(Flowable):
    """Remembers the page it stands on."""

    def __init__(self) -> None:
        """Take no room."""
        super().__init__()
        self.width = self.height = 0
        self._ZEROSIZE = 1
        self.page = 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no size."""
        return 0, 0

    def draw(self) -> None:
        """Note where this is."""
        self.page = self.canv.getPageNumber()


def build(content: InsightContent, pages: Pages) -> tuple[bytes, Pages]:
    """Return the archive file, and the pages on which its own parts begin.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=texts("insight", content.language)["file_title"],
        author=content.sender.municipality,
        reference=content.reference,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    data, listed = Mark(), Mark()
    whole = draw_letter(canvas, _frame(content), _story(content, pages, data, listed))
    canvas.save()
    return out.getvalue(), Pages(whole, data.page, listed.page)


def _frame(content: InsightContent) -> LetterFrame:
    words, sender = texts("frame", content.language), content.sender
    references = [
        (words["date"], long_date(content.made_on)),
        (words["officer"], sender.case_officer),
        (words["phone"], phone_text(sender.case_officer_phone)),
    ]
    withheld = ""
    if sender.withheld_line:
        rule = law("withheld", sender.act_on(content.made_on), content.made_on)
        withheld = rule.reference[content.language]
    return LetterFrame(
        reference=content.reference,
        revision=content.revision,
        language=content.language,
        sender=sender,
        unit=sender.running_unit,
        address=content.address,
        references=[(label, value) for label, value in references if value],
        withheld=withheld,
        practice=content.practice,
    )


def _story(
    content: InsightContent, pages: Pages, data: Mark, listed: Mark
) -> list[Flowable]:
    words = texts("insight", content.language)
    story: list[Flowable] = [P(words["title"], H1), P(words["lead"], LEAD)]
    if content.on_behalf:
        note = words["on_behalf"].format(name=escape(content.person_name))
        story += [P(note, SMALL), Spacer(0, 6)]
    story += fact_box(_facts(content, words, pages), words["summary"])
    story += _contents(content, words, pages)
    story += _withheld(content, words)
    who = "contact" if content.of_contact else "client"
    story += section(words["left_out.title"], *bullets(words.many(f"left_out.{who}")))
    story += section(words["meaning.title"], *bullets(words.many("meaning.items")))
    story += section(words["wrong.title"], P(words["wrong.text"], BODY))
    story += section(words["questions.title"], P(_questions(content, words), BODY))
    story += _rules(content, words)
    story.append(_signature(content))
    if Part.DATA in content.parts:
        story += [PageBreak(), data, *_data(content, words)]
    if Part.DOCUMENTS in content.parts:
        story += [PageBreak(), listed, *_papers(content, words, pages)]
    return story


def _facts(
    content: InsightContent, words: Texts, pages: Pages
) -> list[tuple[str, str]]:
    asked = ", ".join(words[f"parts.{p.value}"] for p in Part if p in content.parts)
    rows = [
        (words["asked"], asked),
        (words["received"], long_date(content.received_on)),
        (words["due"], long_date(content.due_on)),
        (words["period"], _period(content, words)),
        (words["pages"], str(pages.whole or 10)),
    ]
    return [(label, value) for label, value in rows if value]


def _period(content: InsightContent, words: Texts) -> str:
    first, last = content.first_on, content.last_on
    if first is None and last is None:
        return ""
    shape = "from_until" if first and last else "from_only" if first else "until_only"
    return words[shape].format(
        first=long_date(first) if first else "", last=long_date(last) if last else ""
    )


def _contents(content: InsightContent, words: Texts, pages: Pages) -> list[Flowable]:
    found = [
        ("data", pages.data, Part.DATA in content.parts),
        ("documents", pages.listed, Part.DOCUMENTS in content.parts),
        ("papers", pages.papers[0] if pages.papers else 0, bool(pages.papers)),
        ("log", pages.log, Part.LOG in content.parts),
    ]
    lines = [
        words[f"contents.{name}"].format(page=at) for name, at, yes in found if yes
    ]
    return section(words["contents.title"], *bullets(lines))


def _withheld(content: InsightContent, words: Texts) -> list[Flowable]:
    kept = [paper for paper in content.papers if paper.withheld]
    if not kept:
        return []
    act, day = content.sender.act_on(content.made_on), content.made_on
    rule = law(content.basis.withholding, act, day).reference[content.language]
    lines = [
        words["withheld.item"].format(
            document=f"{paper.title} {paper.reference}", reason=paper.withheld
        )
        for paper in kept
    ]
    return section(
        words["withheld.title"],
        P(glued(words["withheld.text"].format(rule=rule)), BODY),
        *bullets(lines),
        P(words["withheld.appeal"], BODY),
    )


def _questions(content: InsightContent, words: Texts) -> str:
    officer = content.sender.case_officer.strip()
    phone = phone_text(content.sender.case_officer_phone)
    if not officer or not phone:
        return words["questions.write"]
    return words["questions.call"].format(officer=escape(officer), phone=phone)


def _rules(content: InsightContent, words: Texts) -> list[Flowable]:
    day, language = content.made_on, content.language
    act = content.sender.act_on(day)
    rule = law(content.basis.value, act, day)
    assert rule.key in cited(language, act, day)
    line = f"{rule.reference[language]} ({rule.about[language]})"
    return section(words["laws.title"], *bullets([line]))


def _signature(content: InsightContent) -> KeepTogether:
    words, sender = texts("frame", content.language), content.sender
    names = [
        (sender.leader, sender.leader_title or words["leader_title"]),
        (sender.case_officer, words["officer_title"]),
    ]
    lines = SignatureLines(
        [(name, title) for name, title in names if name.strip()],
        RIGHT - LEFT,
        drawn=False,
    )
    return KeepTogether(
        [P(words["signed_by"], _GREETING), lines, P(words["approved"], SMALL)]
    )


def _data(content: InsightContent, words: Texts) -> list[Flowable]:
    story: list[Flowable] = [P(words["data.title"], H1)]
    for part in content.sections:
        short = [row for row in part.rows if len(row[1]) <= _BREAK_AFTER]
        story.append(P(escape(part.title), H2))
        if short:
            story += fact_box(short, part.title)
        for label, value in part.rows:
            if len(value) > _BREAK_AFTER:
                text = escape(value).replace("\n", "<br/>")
                story.append(P(glued(f"<b>{escape(label)}</b><br/>{text}"), BODY))
    if not content.sections:
        story.append(P(words["data.none"], BODY))
    return story


def _papers(content: InsightContent, words: Texts, pages: Pages) -> list[Flowable]:
    story: list[Flowable] = [P(words["papers.title"], H1)]
    if not content.papers:
        return [*story, P(words["papers.none"], BODY)]
    starts = iter(pages.papers)
    rows = [(paper.title, _where(paper, words, starts)) for paper in content.papers]
    return [*story, *fact_box(rows, words["papers.summary"])]


def _where(paper: ListedPaper, words: Texts, starts: object) -> str:
    made = long_date(paper.made_on)
    if not paper.is_enclosed:
        reason = words[f"papers.{paper.left_out}"]
        return words["papers.left"].format(
            made=made, reference=paper.reference, reason=reason
        )
    page = next(starts, 10)  # type: ignore[call-overload]
    return words["papers.enclosed"].format(
        made=made, reference=paper.reference, page=page
    )
