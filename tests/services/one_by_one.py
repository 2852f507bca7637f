"""What the long lists ought to show, by looking at the records one by one."""

from dataclasses import dataclass, field

from stkdesk.domain.names import search_words
from stkdesk.domain.paper import PaperState


@dataclass
class Known:
    """One assignment or paper, read one by one."""

    number: int
    key: str | None
    text: str
    case: str = ""
    sorts: dict = field(default_factory=dict)
    record: object = None

    def _repr_pretty_(self, printer, _cycle):
        """Be short in what hypothesis prints: it prints them all, for each example."""
        printer.text(str(self.number))


def ordered(rows, key, query):
    """Sort by ``key`` the way asked for, equal ones by what follows in it."""
    rows = sorted(rows, key=lambda row: key(row)[1:])

    def first(row):
        value = key(row)[0]
        return (value is not None, value if value is not None else "")

    return sorted(rows, key=first, reverse=query.descending)


def on_page(rows, query):
    return [row.number for row in rows[query.offset : query.offset + query.limit]]


def is_number(search, letter, number):
    """Whether a short number is typed, with its letter or without."""
    typed = search.strip().lower().removeprefix(letter).removeprefix("-")
    return typed.isdigit() and int(typed) == number


def is_written_out(search, letter):
    """Whether a short number is typed in full: ``O-12`` is that one, and no name."""
    before, dash, digits = search.strip().lower().partition("-")
    return bool(dash) and before == letter and digits.isdigit()


def meant(search, known, letter="o"):
    """Whether an assignment or a client is found, word by word."""
    if is_written_out(search, letter):
        return is_number(search, letter, known.number)
    return is_number(search, letter, known.number) or all(
        f" {word}" in known.text
        or (any(c.isdigit() for c in word) and known.case.startswith(word))
        for word in search_words(search)
    )


def of_paper(search, known):
    """Whether a paper is found: by its person, or by its reference."""
    if all(f" {word}" in known.text for word in search_words(search)):
        return True
    typed = "-".join(search.upper().split())
    letter, _, rest = typed.partition("-")
    if letter == "O" and rest.isdecimal():
        return known.record.assignment_number == int(rest)
    if letter.isdecimal() and len(letter) <= 6:
        return f"-{int(letter):06}-{rest}" in known.record.reference
    return typed in known.record.reference


def state_of(paper):
    """Where a paper is: the last thing that happened to it."""
    days = (
        (paper.returned_on, PaperState.RETURNED),
        (paper.mailed_on, PaperState.MAILED),
        (paper.printed_on, PaperState.PRINTED),
    )
    return next((state for day, state in days if day), PaperState.MADE)
