"""Where a letter goes on to the next page: no heading last, no signature alone."""

from dataclasses import replace
from itertools import cycle, islice

import pytest

from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.print_file import build
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.letter import LetterKind
from tests.documents.contact_letter_samples import a_contact_letter
from tests.documents.decisions import decision_of
from tests.documents.letter_samples import a_letter
from tests.documents.reading import runs
from tests.documents.samples import CLIENT, CONTACT, NB, NN, OFFICE, a_decision

HEADING = 12.5  # points
FOOT, HEAD = 267, 29  # mm from the top: the text lies between them
#: Those with something of the office's own in them; the purpose letter has nothing.
SIGNED = [
    k for k in ContactLetterKind if k is not ContactLetterKind.CERTIFICATE_REQUEST
]
WORDS = "Noen ord om hva saken gjelder og hva som er viktig for deg. "
KINDS = [*DecisionKind, *LetterKind, *SIGNED]
LENGTHS = range(40)


def letter_of(kind, length, language=NB):
    """Return a letter with ``length`` sentences in its longest text."""
    text = _paragraphs(length)
    if isinstance(kind, DecisionKind):
        letter = decision_of(kind, language, grounds=text)
        return replace(letter, enclosures=("Skjema",) * (length % 4))
    if isinstance(kind, ContactLetterKind):
        fields = {"note": text}
        return a_contact_letter(kind, OFFICE, CONTACT, language, fields=fields)
    fields = dict.fromkeys(("reasons", "reason", "why", "note", "assessment"), text)
    return a_letter(kind, OFFICE, CLIENT, language, fields=fields)


def _paragraphs(length):
    """Return sentences in paragraphs of one to six of them."""
    left, parts = length + 1, []
    for size in islice(cycle((3, 6, 1, 4)), length + 1):
        if left > 0:
            parts.append(WORDS * min(size, left))
            left -= size
    return "\n\n".join(parts)


def lines_on(found, page):
    """Return the lines of text of a page, from above; pieces side by side are one."""
    top = 83 if page == 1 else HEAD
    lines = {}
    for run in found:
        if run.page == page and top < run.top < FOOT and run.text.strip():
            lines.setdefault(round(run.bottom), []).append(run)
    return [lines[at] for at in sorted(lines)]


@pytest.mark.parametrize("length", LENGTHS)
def test_no_heading_is_last_and_no_signature_alone(length):
    language = NN if length % 2 else NB
    for kind in islice(cycle(KINDS), length * 3, length * 3 + 3):
        letter = letter_of(kind, length, language)
        found = runs(build(letter))
        pages = max(run.page for run in found)
        for page in range(1, pages + 1):
            lines = lines_on(found, page)
            last = lines[-1]
            assert all(run.size != HEADING for run in last), (kind, page, last)
            assert len(lines) > 4 or page < pages
        closing = "Med vennlig hilsen" if language is NB else "Venleg helsing"
        last = lines_on(found, pages)
        at = next(
            n for n, line in enumerate(last) if closing in "".join(r.text for r in line)
        )
        assert at >= 2, (kind, length)
        signed = " ".join(run.text for line in last[at + 1 :] for run in line)
        assert OFFICE.leader in signed


@pytest.mark.parametrize("kind", [DecisionKind.GRANTED, DecisionKind.REFUSED])
def test_a_paragraph_leaves_two_lines_on_each_page(kind):
    for length in range(0, 40, 2):
        found = runs(build(decision_of(kind, grounds=WORDS * (length + 2))))
        for page in (1, 2):
            here, there = lines_on(found, page), lines_on(found, page + 1)
            if there and _is_split(here[-1], there[0]):
                assert _is_split(here[-2], here[-1])
                assert _is_split(there[0], there[1])


def _is_split(above, below):
    """Tell whether the two lines are of the long paragraph."""
    words = WORDS.split()
    return all(
        word in words for line in (above, below) for word in line[0].text.split()
    )


@pytest.mark.parametrize("language", [NB, NN])
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_with_little_to_say_is_at_most_two_pages(kind, language):
    assert max(run.page for run in runs(build(letter_of(kind, 0, language)))) <= 2


@pytest.mark.parametrize("language", [NB, NN])
def test_an_ordinary_grant_is_two_pages(language):
    letter = a_decision(language=language, enclosures=("Skjema",))
    assert {run.page for run in runs(build(letter))} == {1, 2}


@pytest.mark.parametrize("language", [NB, NN])
def test_a_receipt_is_one_page_and_a_long_decision_four(language):
    receipt = a_letter(
        LetterKind.RECEIPT, OFFICE, CLIENT, language, fields={"note": ""}
    )
    assert {run.page for run in runs(build(receipt))} == {1}

    long = decision_of(DecisionKind.GRANTED, language, grounds=_paragraphs(75))
    assert isinstance(long, DecisionContent)
    found = runs(build(long))
    assert {run.page for run in found} == {1, 2, 3, 4}
    text = " ".join(run.text for run in found if run.page == 4)
    assert "Side 4 av 4" in text
