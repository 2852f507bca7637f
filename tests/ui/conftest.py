"""What tests of the windows may ask for."""

from dataclasses import dataclass

import pytest

from stkdesk.domain.listing import ListPage


@dataclass(frozen=True)
class Thing:
    """A row for lists of no room in particular."""

    number: int
    name: str
    place: str = "Byen"
    used: int = 60
    of: int = 120


class Shelf:
    """A source of rows for a list, which remembers what was asked of it."""

    def __init__(self, count):
        self.things = [
            Thing(number, f"Navn {number:05}", f"Sted {number % 7}")
            for number in range(1, count + 1)
        ]
        self.asked = []

    def page(self, query):
        """Return the page of ``query``, as a service does."""
        self.asked.append(query)
        words = query.search.casefold().split()
        found = [
            thing
            for thing in self.things
            if all(word in thing.name.casefold() for word in words)
            and (not query.chip or thing.place == query.chip)
        ]
        if query.sort:
            found.sort(key=lambda thing: getattr(thing, query.sort))
        if query.descending:
            found.reverse()
        rows = found[query.offset : query.offset + query.limit]
        chips = {"": len(self.things), "Sted 1": 1}
        return ListPage(tuple(rows), len(found), len(self.things), chips)


@pytest.fixture
def shelf():
    """A thousand things: more than three pages."""
    return Shelf(1000)
