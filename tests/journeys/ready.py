"""Papers of the main job, read back as they are ready to leave the office."""

from stkdesk.domain.paper import PageCode


def the_sheet_is_ready_for_its_envelope(sheet):
    assert sheet.pages == 2  # the monthly report is on the back
    assert "Timeliste for støttekontakt" in sheet.text(1)
    for known in ("10483", "November 2026", "7. desember 2026", "oppdrag 1"):
        assert known in sheet.text(1)
    assert "Månedsrapport" in sheet.text(2)
    assert "Ødegård" not in sheet.text(1)  # initials only, as the office has chosen
    assert sheet.window_text(1).splitlines() == [
        "Bjørn-Åge Kjærstad",
        "Fjellveien 2",
        "6507 KRISTIANSUND N",
    ]
    assert sheet.unembedded_fonts() == []
    codes = [PageCode.read(text) for text in sheet.codes()]
    assert [(code.page, code.pages) for code in codes] == [(1, 2), (2, 2)]
    assert codes[0].reference in sheet.text(1)


def the_declaration_is_ready_to_sign(paper):
    assert "Taushetserklæring" in paper.text(1)
    assert "helse- og omsorgstjenesteloven § 12-1" in paper.everything()
    assert "foresatt" not in paper.everything()  # of age: no guardian signs
    assert paper.window_text(1).startswith("Bjørn-Åge Kjærstad")
    assert paper.unembedded_fonts() == []
    assert "Kjærstad" not in paper.metadata()


def the_decision_has_what_the_law_asks(paper):
    text = paper.everything()
    for wanted in (
        "Du får støttekontakt 4 timer i uken fra 1. september 2026",
        "fire uker",
        "Slik kan du klage",
        "Innsyn i saken",
        "§ 3-2 første ledd nr. 6 bokstav b",
        "Du har lite kontakt med andre",
        "Unntatt offentlighet",
        "Tjenestekontoret",
        "Side 1 av",
    ):
        assert wanted in text
    assert "§ 7-6" not in text
    assert "UTKAST" not in text
    assert paper.window_text(1).splitlines() == [
        "Åse Ødegård",
        "Øvre Strandgate 14 B",
        "6518 KRISTIANSUND N",
    ]
    assert paper.unembedded_fonts() == []
    assert "Ødegård" not in paper.metadata()
    assert len(paper.codes()) == paper.pages


def the_agreement_is_ready_to_sign(paper):
    text = paper.everything()
    for wanted in ("Oppdragsavtale", "16 timer i måneden", "10483", "ÅØ (O-1)"):
        assert wanted in text
    assert "Ødegård" not in text
    assert paper.window_text(1).startswith("Bjørn-Åge Kjærstad")
    assert paper.unembedded_fonts() == []
    assert "Kjærstad" not in paper.metadata()
