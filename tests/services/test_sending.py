"""How letters leave: one place knows, and what it cannot send is not marked as sent."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Address
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.sending import PRINT, address_problems
from stkdesk.storage.tables import Paper
from tests.builders import a_client

HOME = Address("Åse Ødegård", ("Fjordgata 1",), "6509", "Byen")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Å" * 131}, "name"),
        ({"lines": ("Å" * 101,)}, "lines"),
        ({"lines": ("a", "b", "c", "d")}, "lines"),
        ({"postal_code": ""}, "postal_code"),
        ({"postal_code": "650"}, "postal_code"),
        ({"postal_code": "65O9"}, "postal_code"),
        ({"city": ""}, "city"),
        ({"city": "Å" * 81}, "city"),
    ],
)
def test_an_address_nothing_gets_to_is_told(change, field):
    found = address_problems(replace(HOME, **change))
    assert [problem.field for problem in found] == [field]


def test_the_longest_address_is_fine():
    longest = Address("Å" * 130, ("Å" * 100,) * 3, "0001", "Å" * 80)
    assert PRINT.problems(longest) == PRINT.problems(HOME) == ()


@pytest.fixture
def papers(database):
    with database.transaction() as session:
        client = a_client(session)
        return [
            keep_paper(
                session,
                f"B-2026-00000{place}-XX",
                PaperKind.LETTER,
                Language.BOKMAL,
                links=PaperLinks(client_number=client),
                today=date(2026, 11, 16),
                data=b"%PDF",
            )
            for place in (1, 2)
        ]


class ByPigeon:
    """Another way of sending; the pigeon is ill on some days."""

    label = "Brevdue"

    def __init__(self, *, ill=False):
        self.ill, self.carried = ill, []

    def problems(self, _address):
        return ()

    def hand_over(self, _session, papers):
        if self.ill:
            raise OfficeError("Duen er syk.", "Vent til i morgen.")
        self.carried += papers


def mailed(database):
    with database.reading() as session:
        return session.scalars(select(Paper.mailed_on)).all()


def test_another_way_gets_the_papers_before_they_are_marked(database, papers):
    pigeon, day = ByPigeon(), date(2026, 11, 17)
    with database.transaction() as session:
        mark(session, PaperAct.PRINTED, papers, on=day, sender=pigeon)
        assert pigeon.carried == []
        mark(session, PaperAct.MAILED, papers[:1], on=day, sender=pigeon)
        mark(session, PaperAct.MAILED, papers, on=day, sender=pigeon)
    assert pigeon.carried == papers  # each once
    assert mailed(database) == [day, day]


def test_what_could_not_be_sent_is_not_marked(database, papers):
    how = {"on": date(2026, 11, 17), "printed_too": True, "sender": ByPigeon(ill=True)}
    with pytest.raises(OfficeError, match="syk"), database.transaction() as session:
        mark(session, PaperAct.MAILED, papers, **how)
    assert mailed(database) == [None, None]
