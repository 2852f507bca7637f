"""What support contacts tell of how it goes, on the back of their sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from stkdesk.domain.language import Language
from stkdesk.domain.month_report import USUAL_TOPICS
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.sheets import InventedSheet

Row = dict[str, Any]
TOLD = {  # by topic: some answers
    Language.BOKMAL: (
        (
            "Vi har vært mest ute på tur, og to ganger på kafé.",
            "Svømming hver uke, og én kveld på kino.",
            "Vi har laget middag sammen og øvd på å ta bussen.",
        ),
        (
            "Det går fint. Vi avtaler fra gang til gang.",
            "Godt samarbeid med foreldrene. De gir beskjed i god tid.",
            "Bra, men det hender at avtaler må flyttes.",
        ),
        (
            "Trives bedre og tør mer blant folk enn i høst.",
            "Målet om én fast aktivitet i uken er nådd.",
            "Litt sliten denne måneden, ellers som før.",
        ),
    ),
    Language.NYNORSK: (
        (
            "Vi har vore mest ute på tur, og to gonger på kafé.",
            "Symjing kvar veke, og éin kveld på kino.",
            "Vi har laga middag saman og øvd på å ta bussen.",
        ),
        (
            "Det går fint. Vi avtaler frå gong til gong.",
            "Godt samarbeid med foreldra. Dei gir beskjed i god tid.",
            "Bra, men det hender at avtaler må flyttast.",
        ),
        (
            "Trivst betre og tør meir mellom folk enn i haust.",
            "Målet om éin fast aktivitet i veka er nådd.",
            "Litt sliten denne månaden, elles som før.",
        ),
    ),
}
WORRY = {
    Language.BOKMAL: "Har vært alene hjemme mye og spist dårlig i det siste. Jeg "
    "vil gjerne at dere ringer meg.",
    Language.NYNORSK: "Har vore mykje åleine heime og ete dårleg i det siste. Eg vil "
    "gjerne at de ringjer meg.",
}
CHANGE = {
    Language.BOKMAL: "Ønsker tirsdag i stedet for torsdag fra nyttår.",
    Language.NYNORSK: "Ønskjer tysdag i staden for torsdag frå nyttår.",
}
KEYS = tuple(topic.key for topic in USUAL_TOPICS)
COMES = 3  # of four sheets, so many have a report
READS = timedelta(days=3)
LATELY = timedelta(days=4)  # ago: the concern came then


class MonthReports:
    """Invents the reports of one period after another."""

    def __init__(self, today: date, stamp: Row, reader: int | None) -> None:
        """Let the reports stand as they would on ``today``."""
        self._today, self._stamp, self._reader = today, stamp, reader
        self._numbers = count(1)

    def of_period(
        self, sheets: Sequence[InventedSheet], period: int, *, is_newest: bool
    ) -> Iterator[tuple[Row, list[Row]]]:
        """Yield each report with its answers.

        Of the newest period the first is a concern nobody has met, the second asks for
        a change, and every other is not read.
        """
        came = [one for one in sheets if one.visits and one.stint.number % 4 < COMES]
        for place, sheet in enumerate(came):
            number = next(self._numbers)
            worries, changes = is_newest and place == 0, is_newest and place == 1
            is_read = not is_newest or (place > 1 and place % 2 == 0)
            read_on = min(sheet.received_on + READS, self._today) if is_read else None
            row = {
                "number": number,
                "assignment_number": sheet.stint.number,
                "period_number": period,
                "received_on": max(sheet.received_on, self._today - LATELY)
                if worries
                else sheet.received_on,
                "read_on": read_on,
                "read_by": self._reader if is_read else None,
                "is_concern": worries,
                "wants_change": changes,
                **self._stamp,
            }
            answers = _answers(sheet.stint, number, worries=worries, changes=changes)
            yield row, list(answers)


def _answers(
    stint: Stint, report: int, *, worries: bool, changes: bool
) -> Iterator[Row]:
    assert stint.helper is not None
    language = stint.helper.draft.language
    said = [answers[report % len(answers)] for answers in TOLD[language]]
    said.append(WORRY[language] if worries else "")
    said.append(CHANGE[language] if changes else "")
    for place, (key, text) in enumerate(zip(KEYS, said, strict=True), 1):
        if text:
            yield {
                "report_number": report,
                "topic_key": key,
                "place": place,
                "text": text,
            }
