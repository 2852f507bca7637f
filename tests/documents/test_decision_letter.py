"""What a decision says: everything the law asks for, in words a person understands."""

import json
from dataclasses import replace
from datetime import date

import pytest

from stkdesk.documents.decision_content import content_from_json, content_to_json
from stkdesk.documents.pictures import page_picture
from stkdesk.documents.print_file import build
from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import Relation
from stkdesk.domain.decision import GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.office import LawVersion
from tests.builders import individual
from tests.documents.reading import runs, text_of
from tests.documents.samples import (
    NN,
    OFFICE,
    a_decision,
    a_refusal,
)


def test_a_grant_says_what_how_much_how_long_and_how_to_appeal():
    text = text_of(build(a_decision(expense_cap_ore=30000, drive_cap_metres=100_000)))

    for said in (
        "Du får støttekontakt",
        "Vi har innvilget søknaden din av 12. februar 2026.",
        "Du får støttekontakt 4 timer i uken fra 1. april 2026.",
        "Åse Bjørnsdatter Ødegård, født 3. april 1988",
        "1. april 2026 – 31. mars 2027",
        "Individuell støttekontakt",
        "Inntil kr 300,00 i måneden",
        "Inntil 100 km i måneden",
        "Fakta A1.",
        "Grunn A1.",
        "Ynskje A1.",
        "Plan A1.",
        "Fristen for å klage er fire uker fra du mottok dette brevet.",
        "skriftlig og underskrevet",
        "Fjordvik kommune, Tjenestekontoret, Postboks 124, 4481 Fjordvik",
        "Statsforvalteren i Rogaland",
        "pasient- og brukerrettighetsloven §§ 7-2, 7-3 og 7-5",
        "se dokumentene i saken din (forvaltningsloven §§ 18 og 19)",
        "helse- og omsorgstjenesteloven § 3-2 første ledd nr. 6 bokstav b",
        "Bo og habilitering følger opp tjenesten.",
        "Marit Hægstad",
        "Unntatt offentlighet",
    ):
        assert said in text, said


def test_a_refusal_says_so_first_and_why():
    text = text_of(build(a_refusal()))

    for said in (
        "Vi har avslått søknaden din om støttekontakt",
        "Grunn A1.",
        "Fakta A1.",
        "Vi kan fortelle deg om andre tilbud",
        "fire uker",
        "forvaltningsloven §§ 23 til 25 og 27",
    ):
        assert said in text, said
    assert "Omfang" not in text
    assert "antall timer" not in text


def test_a_nynorsk_letter_names_the_governor_in_nynorsk():
    text = text_of(build(a_decision(language=NN)))

    assert "fire veker frå du fekk dette brevet" in text
    assert "Statsforvaltaren i Rogaland" in text
    assert "Du får støttekontakt 4 timar i veka frå 1. april 2026." in text


@pytest.mark.parametrize("act", LawVersion)
@pytest.mark.parametrize("paper", [a_decision, a_refusal])
def test_the_appeal_never_rests_on_the_wrong_rule(paper, act):
    text = text_of(build(paper(act=act)))

    assert "7-6" not in text
    assert "§ 29" not in text


def test_the_administration_act_of_2025_changes_only_what_it_rules():
    old = a_decision()
    new = replace(old, act=LawVersion.ACT_2025)
    before, after = text_of(build(old)), text_of(build(new))

    assert "forvaltningsloven §§ 57 og 59" in after
    assert "forvaltningsloven §§ 23 til 25" not in after
    assert "forvaltningsloven §§ 18 og 19" not in after
    assert "pasient- og brukerrettighetsloven §§ 7-2, 7-3 og 7-5" in after
    assert "Kåre Næss Sørbø" in after
    assert "Marit Hægstad" in after
    changed = set(before.split()) ^ set(after.split())
    assert not {word for word in changed if word.startswith("fire")}


def test_an_open_end_gives_a_day_for_looking_at_it_again():
    text = text_of(build(a_decision(valid_to=None, review_on=date(2027, 2, 1))))

    assert "Fra 1. april 2026 og inntil videre" in text
    assert "på nytt innen 1. februar 2027, og da kan vi endre vedtaket" in text


def test_one_hour_is_one_hour_and_a_month_is_a_month():
    text = text_of(build(a_decision(items=individual(60), hours_unit=HoursUnit.MONTH)))

    assert "1 time i måneden" in text


def test_a_parent_is_told_who_the_letter_is_about():
    text = text_of(build(a_decision(recipient=Relation.PARENT)))

    assert "Brevet er sendt til deg som foresatt." in text
    assert "«Du» i brevet er Åse Bjørnsdatter Ødegård." in text


def test_a_letter_is_signed_by_hand_or_approved_never_both():
    by_hand, approved = (
        text_of(build(a_decision())),
        text_of(build(a_decision(signed_by_hand=False))),
    )

    assert "elektronisk godkjent" not in by_hand
    assert "Dokumentet er elektronisk godkjent" in approved


def test_what_is_typed_is_printed_as_it_is():
    typed = 'Regel <b>"én"</b> & «to»'

    assert typed in text_of(build(a_decision(facts=typed)))


def test_a_heading_never_stands_last_on_a_page():
    for lines in range(0, 30, 3):
        content = a_decision(grounds="\n\n".join(["Grunn."] * (lines + 1)))
        pieces = [run for run in runs(build(content)) if 28 < run.top < 267]
        for number in {run.page for run in pieces}:
            last = max(
                (run for run in pieces if run.page == number), key=lambda r: r.top
            )
            assert last.size != 12.5, f"{last.text} with {lines} lines"


def test_every_page_has_its_number_and_the_reference():
    content = a_decision(facts="\n\n".join(["Noen ord om saken. " * 30] * 12))
    found = runs(build(content))
    pages = max(run.page for run in found)

    assert pages > 3
    for number in range(1, pages + 1):
        text = " ".join(run.text for run in found if run.page == number)
        assert f"Side {number} av {pages}" in text
        assert "V-2026-000118-7K" in text
        if number > 1:
            assert "Til Åse Bjørnsdatter Ødegård · Saksnr. 2026/1187" in text


def test_a_letter_says_it_is_withheld_when_the_journal_does():
    public = a_decision(is_withheld=False)

    assert "offentleglova § 13, jf. forvaltningsloven § 13" in text_of(
        build(a_decision())
    )
    assert "offentl" not in text_of(build(public)).casefold()


def test_the_office_chooses_whether_there_is_a_fold_mark():
    def dark_signs_at_the_fold(content):
        picture = page_picture(build(content), 0, 4, grey=True)
        rows = range(picture.height // 2 - 4, picture.height // 2 + 4)
        edge = [
            picture.pixels[row * picture.stride : row * picture.stride + 110]
            for row in rows
        ]
        return any(min(row) < 250 for row in edge)

    assert dark_signs_at_the_fold(a_decision())
    assert not dark_signs_at_the_fold(
        a_decision(sender=replace(OFFICE, fold_marks=False))
    )


def test_what_belongs_together_stays_on_one_line():
    words = "Vi viser til § 3-1 bokstav b og møtet 12. februar 2026 om 4 timer. " * 40
    lines = {run.text.strip() for run in runs(build(a_decision(facts=words)))}

    assert not [line for line in lines if line.endswith(("§", " 12.", "bokstav", " 4"))]
    assert not [line for line in lines if line.endswith(" februar")]


def test_a_draft_is_marked_on_every_page():
    found = runs(build(a_decision(draft=True)))

    assert {run.page for run in found if run.text == "UTKAST"} == {
        run.page for run in found
    }


def test_a_frozen_decision_is_read_back_equal():
    content = a_decision(
        items=(GrantItem(Solution.GROUP, 240),),
        recipient=Relation.GUARDIAN,
        enclosures=("Skjema for klage", "Kart"),
    )
    text = content_to_json(content)

    assert content_from_json(text) == content
    assert content_to_json(content_from_json(text)) == text
    assert build(content_from_json(text)) == build(content)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 1}', "nei"])
def test_other_text_is_not_a_frozen_decision(text):
    with pytest.raises(ValueError, match=r".*"):
        content_from_json(text)


def test_a_letter_frozen_with_one_solution_is_still_read_and_drawn():
    """Until step 0003 a letter had one solution, and the sender chose the act."""
    content = a_decision(
        items=(GrantItem(Solution.GROUP, 240),), act=LawVersion.ACT_2025
    )
    stored = json.loads(content_to_json(content))
    since = ("items", "act", "own", "changed", "corrected", "is_withheld", "is_copy")
    old = {key: value for key, value in stored.items() if key not in since}
    old |= {"solution": "activity_group", "granted_minutes": 240}
    kept = {"law_version", "municipality", "case_officer", "leader", "withheld_line"}
    sender = {**stored["sender"], "law_version": "2025"}
    old["sender"] = {key: value for key, value in sender.items() if key in kept}

    read = content_from_json(json.dumps(old))

    assert read.items == content.items
    assert read.act is LawVersion.ACT_2025
    assert "4 timer i uken" in text_of(build(read))
    assert "forvaltningsloven §§ 57 og 59" in text_of(build(read))
