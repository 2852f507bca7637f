"""What is printed on a timesheet and on the report on its back."""

from dataclasses import replace
from datetime import date

from stkdesk.documents.print_file import build
from stkdesk.domain.timesheet import Visit
from tests.documents.reading import pages_of, runs, spoken, text_of
from tests.documents.samples import NN, a_timesheet, some_visits


def test_a_blank_form_holds_all_that_is_known_beforehand():
    front, back = pages_of(build(a_timesheet()))

    for said in (
        "Timeliste for støttekontakt",
        "Sølvi Ångstrøm Næss",
        "10482",
        "Oktober 2026",
        "ÅBØ · oppdrag 771",
        "17,75",
        "5. november 2026",
        "4480 FJORDVIK",
        "T-2026-004211-3Q",
        "Underskrift bruker eller foresatt",
        "Attestert",
        "Send til Fjordvik kommune, Postboks 124, 4481 Fjordvik",
        "Side 1 av 2",
    ):
        assert said in front, said
    for said in (
        "Månedsrapport",
        "ÅBØ · oppdrag 771",
        "Kjøring med egen bil",
        "skattebetalingsforskriften § 5-6-12",
        "Fjellveien 1, 4480 Fjordvik",
        "Side 2 av 2",
    ):
        assert said in back, said


def test_a_statement_of_driving_has_room_for_what_the_rule_asks():
    _, back = pages_of(build(a_timesheet(visits=some_visits(4))))

    for said in ("Ut, dato", "Hjem, dato", "Formål", "Rute", "Km", "Passasjer"):
        assert said in back
    assert "02.10.2026 02.10.2026 Kafé og biblioteket 7,5" in back


def test_a_filled_form_shows_every_visit_and_the_sums():
    visits = (
        Visit(date(2026, 10, 2), 16 * 60, 150, 12_500, 8_950, "Kino"),
        Visit(date(2026, 10, 9), 22 * 60, 180, 0, 0, "Nattetur"),
        Visit(date(2026, 10, 10), None, 45, 0, 0, "Telefon"),
    )
    front, _ = pages_of(build(a_timesheet(visits=visits)))

    assert "02.10.2026 16:00 18:30 2,5 Kino 12,5 89,50" in front
    assert "09.10.2026 22:00 01:00 3 Nattetur" in front
    assert "10.10.2026 0,75 Telefon" in front
    assert "Sum timer" in front
    assert " 6,25" in front


def test_forty_visits_go_on_to_more_pages_with_the_sums_on_the_last():
    visits = tuple(
        replace(visit, metres=0, activity=f"Besøk {number}")
        for number, visit in enumerate(some_visits(40))
    )
    *fronts, back = pages_of(build(a_timesheet(visits=visits)))

    assert len(fronts) == 3
    assert all(f"Besøk {number}" in " ".join(fronts) for number in range(40))
    assert "Fortsetter på neste side" in fronts[0]
    assert "Fortsetter på neste side" not in fronts[-1]
    assert "Side 3 av 4" in fronts[-1]
    assert "Side 4 av 4" in back


def test_many_trips_get_more_backs_and_one_sum():
    visits = tuple(replace(visit, metres=1000) for visit in some_visits(17))
    data = build(a_timesheet(visits=visits))

    assert len(pages_of(data)) == 4
    sums = [text for role, text in spoken(data) if text.startswith("Sum km")]
    assert sums == ["Sum km og utlegg 17 723,00", "Sum km", "Sum km", "Sum km 17"]


def test_a_period_that_is_no_month_shows_its_days():
    days = {"first_on": date(2026, 9, 21), "last_on": date(2026, 10, 20)}

    assert "21. sep.–20. okt. 2026" in text_of(build(a_timesheet(**days)))
    assert "–31. okt." not in text_of(build(a_timesheet()))


def test_a_long_activity_is_printed_whole_on_two_lines():
    activity = (
        "Handletur, matlaging og besøk hos tante i Nedre Sørgårdsbakken borettslag"
    )
    visit = Visit(date(2026, 10, 2), 16 * 60, 60, activity=activity)

    assert activity in text_of(build(a_timesheet(visits=(visit,))))


def test_nothing_runs_out_of_its_box_or_off_the_sheet():
    name = "Bjørn-Åge Kristoffer Alexander Wærøy-Sørgjærdet Tøllefsen av Gjerstad"
    form = a_timesheet(
        contact_name=name,
        client_label=name,
        employee_number="1234567890123456789012345",
        period_label="En ualminnelig lang benevnelse på en periode",
        visits=(Visit(date(2026, 10, 2), 960, 60, 123_456_000, 99_999_999, "M" * 300),),
    )
    found = runs(build(form))

    assert all(run.left >= 8 and run.right <= 194.3 for run in found)
    box = [
        run for run in found if run.page == 1 and run.text.startswith("Bjørn-Åge Kr")
    ]
    assert all(run.right <= 100 for run in box)


def test_the_practice_office_is_marked_on_every_page():
    found = runs(build(a_timesheet(practice=True, visits=some_visits(40))))

    assert {run.page for run in found if run.text == "ØVING"} == {
        run.page for run in found
    }


def test_a_nynorsk_form_is_nynorsk_all_through():
    text = text_of(build(a_timesheet(language=NN)))

    for said in (
        "Timar i perioden",
        "Frå kl.",
        "Månadsrapport",
        "Køyring med eigen bil",
    ):
        assert said in text
