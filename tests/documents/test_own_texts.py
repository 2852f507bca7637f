"""The office's own words on paper: each where it belongs, and exactly as typed."""

import re
from dataclasses import replace
from datetime import date

import pytest

from stkdesk.documents.decision_content import content_from_json, content_to_json
from stkdesk.documents.decision_words import DecisionWords
from stkdesk.documents.example_letters import examples_of, printed_in
from stkdesk.documents.laws import standard_laws
from stkdesk.documents.own_words import OwnWords
from stkdesk.documents.paragraphs import every_paragraph, paragraphs_of
from stkdesk.documents.print_file import build
from stkdesk.documents.texts import texts
from stkdesk.domain.citation import Citation
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.letter_papers import DECISION, PAPERS, Part
from stkdesk.domain.merge_fields import FIELDS
from stkdesk.domain.office import LawVersion
from stkdesk.domain.wording import wording_problems
from tests.documents.reading import text_of
from tests.documents.samples import NB, NN, OFFICE, a_decision

DAY = date(2026, 11, 24)
SIGNS = "&\u00a0Æ\u00a0<ny>\u00a03\u00a0<\u00a04"  # no markup, and on one line


def examples(paper, language=NB):
    """Return the invented letters of a kind, with everything said in one of them."""
    return list(examples_of(paper, OFFICE, language, DAY))


def shown_in(paper):
    """Return paragraphs of a kind of letter, by the example each is printed in."""
    letters, left = examples(paper), list(paragraphs_of(paper))
    found = []
    for letter in letters:
        names = printed_in(letter)
        here = [each for each in left if each.name in names]
        if here:
            found.append((letter, here))
            left = [each for each in left if each not in here]
    return found, left


@pytest.mark.parametrize("paper", [each.key for each in PAPERS])
def test_every_text_the_office_may_edit_is_printed_as_it_is_typed(paper):
    found, never_shown = shown_in(paper)
    assert never_shown == []
    for letter, paragraphs in found:
        marked = {each.name: f"Merke{n}" for n, each in enumerate(paragraphs)}
        own = OwnWords(
            tuple(
                (each.name, f"{each.bokmal} {marked[each.name]}\u00a0{SIGNS}")
                for each in paragraphs
            )
        )
        said = " ".join(text_of(build(replace(letter, own=own))).split())
        for each in paragraphs:
            typed = f"{marked[each.name]} {SIGNS}".replace("\u00a0", " ")
            assert typed in said, each.name


def test_every_field_of_the_letters_has_a_name_of_its_own():
    for paper in PAPERS:
        allowed = set().union(*(each.allowed for each in paragraphs_of(paper.key)))
        assert allowed <= FIELDS.keys(), paper.key


def test_every_standard_text_keeps_the_rules_of_a_wording():
    for each in every_paragraph().values():
        for language in (NB, NN):
            standard = each.standard(language)
            assert wording_problems(standard.body, standard) == (), each.name


def test_bold_is_bold_and_a_text_may_have_more_paragraphs():
    own = OwnWords((("decision/granted.next", "Vi <b>ringer</b> deg.\n\nTo.\n\nTre."),))
    words = DecisionWords(a_decision(own=own))

    assert words.next_steps[-2:] == ["To.", "Tre."]
    assert words.next_steps[-3].endswith("Vi <b>ringer</b> deg.")


def test_the_standard_is_shared_and_stays_as_it_is():
    before = texts("decision", NB)["granted.title"]
    own = {"decision/granted.title": "Vår egen tittel"}

    assert texts("decision", NB, own)["granted.title"] == "Vår egen tittel"
    assert texts("decision", NB)["granted.title"] == before
    assert texts("decision", NN, {})["granted.title"] == before


def test_what_was_used_is_frozen_with_the_letter():
    citation = Citation("appeal", "", DAY, None, "loven § 1", "lova § 1", "a", "b")
    own = OwnWords((("decision/granted.title", "Ja & ja"),), (citation,))
    letter = a_decision(own=own)

    again = content_from_json(content_to_json(letter))
    assert again == letter
    assert build(again) == build(letter)
    said = text_of(build(again))
    assert "Ja & ja" in said
    assert "loven § 1" in said.replace("\u00a0", " ")


def sentences(letter):
    """Return what a letter says, paragraph by paragraph, and the rules it lists."""
    words = DecisionWords(letter)
    parts = (
        *("lead", "notes", "decided", "no_grounds", "basis", "next_steps", "appeal"),
        *("suspension", "costs", "rights", "insight", "questions", "rules"),
    )
    return [line for part in parts for line in getattr(words, part)]


#: Every reference as its own name, the same under both acts.
NAMED = OwnWords(
    citations=tuple(
        replace(each, bokmal=f"[{each.key}]", nynorsk=f"[{each.key}]")
        for each in standard_laws()
    )
)


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("language", [NB, NN])
def test_a_case_before_and_after_the_new_act_differs_in_what_is_cited(kind, language):
    old = next(each for each in examples(DECISION, language) if each.kind is kind)
    assert old.act is LawVersion.ACT_1967
    new = replace(old, act=LawVersion.ACT_2025)
    words = DecisionWords(new)
    extra = len(words.rights) + len(words.questions) - 1
    before, after = sentences(old), sentences(new)

    assert extra, "nothing of what the new act asks for"
    assert len(after) == len(before) + extra
    added = [*words.rights, *words.questions[1:]]
    same = [line for line in after if line not in added]
    changed = [n for n, line in enumerate(before) if line != same[n]]
    named = [sentences(replace(each, own=NAMED)) for each in (old, new)]
    shared = [line for line in named[1] if line not in _added(new)]
    for at in changed:
        keys = re.findall(r"\[(\w+)\]", named[0][at])
        assert keys, before[at]
        assert keys == re.findall(r"\[(\w+)\]", shared[at])
    assert changed
    for at in set(range(len(before))) - set(changed):
        assert named[0][at] == shared[at]


def _added(letter):
    words = DecisionWords(replace(letter, own=NAMED))
    return [*words.rights, *words.questions[1:]]


@pytest.mark.parametrize("language", [NB, NN])
def test_after_the_new_act_two_names_are_printed(language):
    sender = replace(OFFICE, case_officer="Kåre Næss", leader="Marit Hægstad")
    letter = next(examples_of(DECISION, sender, language, DAY))
    told = {}
    for act in LawVersion:
        lines = " ".join(DecisionWords(replace(letter, act=act)).questions)
        told[act] = ("Kåre Næss" in lines, "Marit Hægstad" in lines)

    assert told[LawVersion.ACT_2025] == (True, True)
    assert told[LawVersion.ACT_1967][1] is False


def test_headings_take_no_fields_and_single_texts_only_sure_ones():
    for each in every_paragraph().values():
        if each.part is Part.HEADING:
            assert each.allowed == frozenset(), each.name
