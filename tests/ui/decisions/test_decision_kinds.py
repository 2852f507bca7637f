"""The seven kinds of a decision, and what each is begun with."""

from datetime import date

import pytest

from stkdesk.domain.assessment import AssessmentDraft
from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import (
    ChangeBasis,
    DecisionDraft,
    DecisionKind,
    DecisionState,
    GrantItem,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.services.assessments import register_assessment
from stkdesk.services.decisions import register_decision
from tests import person
from tests.ui.decisions.deciding import (
    TODAY,
    WHOLE,
    apply,
    approve,
    hours,
    in_register,
    issued,
    letter,
    letter_drawn,
    missing,
    opened,
    register,
    shown,
)
from tests.ui.registers import wait_for


def assess(database, client, **what):
    with database.transaction() as session:
        told = {"functions": "Klarer seg godt.", "network": "Få venner.", **what}
        draft = AssessmentDraft(
            client_number=client,
            assessed_on=date(2026, 11, 5),
            goals="Komme seg ut.",
            own_wishes="Vil gå på kino.",
            **told,
        )
        register_assessment(session, draft, today=TODAY)


def text(form, label):
    return person.field(form, label).toPlainText()


def test_nothing_that_is_known_is_typed_twice(qtbot, page, database):
    client = register(database)
    apply(database, client, 360, hours_unit=HoursUnit.WEEK)
    assess(database, client)
    form = opened(qtbot, page, client)
    assert text(form, "Opplysninger vedtaket bygger på") == (
        "Klarer seg godt.\n\nFå venner."
    )
    assert text(form, "Hva brukeren selv mener") == "Vil gå på kino."
    assert text(form, "Målet med tjenesten") == "Komme seg ut."
    assert person.says(form, "Fra kartleggingen 05.11.2026.")
    assert person.field(form, "Søkt").text() == "02.11.2026"
    assert person.says(form, "Fra søknaden 02.11.2026.")
    assert form.draft().items == (GrantItem(Solution.INDIVIDUAL, 360),)
    assert missing(form) == ["Skriv begrunnelsen."]

    person.write(qtbot, form, "Målet med tjenesten", "Noe annet.")
    hints = person.texts(form.fields["goal"])
    assert not any("kartleggingen" in each for each in hints)


def test_another_kind_shows_its_fields_and_loses_nothing_typed(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    hours(qtbot, form, "4")
    person.write(qtbot, form, "Målet med tjenesten", "Svømming.")
    person.press(qtbot, form, "Avslag")
    assert not form.fields["items"].isVisible()
    wait_for(qtbot, form, "Skriv hvilket vilkår som ikke er oppfylt.")
    person.write(qtbot, form, "Vilkåret som ikke er oppfylt", "Behovet er dekket.")
    qtbot.waitUntil(form._resting.isActive)
    letter_drawn(qtbot, form)
    assert "avslått" in letter(qtbot, form)
    assert "Svømming" not in letter(qtbot, form)

    person.key(qtbot, form, "Ctrl+S")  # and closed
    form = opened(qtbot, page, form._client, 1)
    person.press(qtbot, form, "Velg et annet")
    person.press(qtbot, form, "Delvis innvilgelse")
    assert form.inputs.items.rows[0].hours.text() == "4"
    assert text(form, "Målet med tjenesten") == "Svømming."
    assert text(form, "Hvorfor resten er avslått") == "Behovet er dekket."


def test_arrows_choose_the_kind(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.key(qtbot, form, "Alt+U")
    for keys, kind in (("Down", DecisionKind.REFUSED), ("Right", DecisionKind.CHANGED)):
        person.key(qtbot, form, keys)
        assert form.inputs.kind.value() is kind


def test_several_solutions_are_added_by_keyboard_and_summed(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.key(qtbot, form, "Alt+T")
    qtbot.keyClicks(form.focusWidget(), "3")
    add = person.button(form, "Legg til en løsning")
    add.setFocus()
    person.key(qtbot, form, "Return")
    qtbot.keyClicks(form.focusWidget(), "1,5")
    assert form.inputs.items.sum.text() == (
        "I alt 4,5 t per uke, om lag 19,5 t per måned.\nI KPR: 4,5 t per uke."
    )
    person.choose(form, "Regnet", "per måned")
    assert form.inputs.items.sum.text() == (
        "I alt 4,5 t per måned, om lag 1 t per uke.\nI KPR: 1,1 t per uke."
    )
    assert form.draft().items == (
        GrantItem(Solution.INDIVIDUAL, 180),
        GrantItem(Solution.GROUP, 90),
    )
    remove = form.inputs.items.rows[0].remove
    remove.setFocus()
    person.key(qtbot, form, "Return")
    assert form.draft().items == (GrantItem(Solution.GROUP, 90),)
    person.key(qtbot, form, "Alt+M")
    person.key(qtbot, form, "Alt+T")
    assert form.focusWidget() is form.inputs.items.rows[0].hours


@pytest.mark.parametrize(
    ("typed", "told"),
    [("169", "En uke har bare 168 timer."), ("0", "Skriv hvor mange timer")],
)
def test_impossible_hours_are_told_while_they_are_typed(
    qtbot, page, database, typed, told
):
    form = opened(qtbot, page, register(database))
    hours(qtbot, form, typed)
    assert any(each.startswith(told) for each in missing(form))


def test_an_end_before_the_beginning_is_told_by_the_field(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.write(qtbot, form, "Til og med", "1.1.26")
    person.key(qtbot, form, "Ctrl+S")
    assert form.isVisible()
    told = "Vedtaket kan ikke slutte før det begynner."
    assert told in person.texts(form.fields["valid_to"])
    person.write(qtbot, form, "Til og med", "31.2.27")
    assert "Skriv datoen som dag.måned.år, for eksempel 24.11.2026." in missing(form)


def test_a_decision_that_overlaps_another_names_it(qtbot, page, database):
    client = register(database)
    issued(database, client)
    form = opened(qtbot, page, client, kind=DecisionKind.GRANTED)
    assert person.field(form, "Gjelder fra").text() == "01.01.2027"  # the day after
    assert not any("2026/1-1" in each for each in missing(form))
    person.write(qtbot, form, "Gjelder fra", "1.12.26")
    assert any("2026/1-1 gjelder til" in each for each in missing(form))


def test_a_full_grant_nobody_is_dissatisfied_with_needs_no_grounds(
    qtbot, page, database
):
    client = register(database)
    apply(database, client)
    assess(database, client)
    form = opened(qtbot, page, client)
    tick = form.inputs.ticks["no_grounds"]
    person.press(qtbot, form, tick.text().replace("&", ""))
    assert not form.fields["grounds"].isVisible()
    assert missing(form) == []
    approve(qtbot, form)
    assert in_register(database).draft.no_grounds


def test_a_reduction_shows_old_and_new_and_asks_for_notice(qtbot, page, database):
    client = register(database)
    number = issued(database, client)
    form = opened(qtbot, page, client, kind=DecisionKind.CHANGED)
    assert form.draft().changes_number == number
    assert form.draft().items == (GrantItem(Solution.INDIVIDUAL, 240),)
    assert not form.fields["notice_exception"].isVisible()
    hours(qtbot, form, "2")
    wait_for(qtbot, form, "Før: 2026/1-1")
    assert {"4 t per uke", "2 t per uke"} <= person.texts(form.compare)
    assert person.says(form, "Brukeren skal varsles og få uttale seg.")
    assert any("Send forhåndsvarsel" in each for each in missing(form))
    assert "Velg hva som gir dere rett til å endre vedtaket." in missing(form)
    person.choose(form, "Grunnlag for endringen", ChangeBasis.FROM_DECISION.label)
    person.choose(
        form,
        "Når forhåndsvarsel ikke sendes",
        "Adressen er ukjent, og det ville krevd for mye å finne den",
    )
    person.write(qtbot, form, "Opplysninger vedtaket bygger på", "Nytt behov.")
    person.write(qtbot, form, "Begrunnelse", "To timer er nok.")
    assert missing(form) == []


def test_one_who_asks_to_stop_needs_neither_notice_nor_basis(qtbot, page, database):
    client = register(database)
    issued(database, client)
    form = opened(qtbot, page, client, kind=DecisionKind.ENDED)
    assert person.field(form, "Første dag uten støttekontakt").text() == "01.12.2026"
    person.key(qtbot, form, "Alt+K")
    wait_for(qtbot, form, "Forhåndsvarsel trengs ikke.")
    assert not form.fields["change_basis"].isVisible()
    person.write(qtbot, form, "Opplysninger vedtaket bygger på", "Ringte selv.")
    person.write(qtbot, form, "Begrunnelse", "Etter eget ønske.")
    assert missing(form) == []
    approve(qtbot, form)
    assert in_register(database, 2).state is DecisionState.ISSUED


def test_the_advance_notice_is_made_from_the_form_and_the_draft_waits(
    qtbot, page, database
):
    client = register(database)
    number = issued(database, client)
    form = opened(qtbot, page, client, kind=DecisionKind.CHANGED)
    hours(qtbot, form, "2")
    wait_for(qtbot, form.notice, "Brukeren skal varsles")
    person.press(qtbot, form.notice, "Lag forhåndsvarsel")
    notice = person.wait_for_window(qtbot, "Forhåndsvarsel")
    assert not form.isVisible()
    assert notice.draft().decision_number == number
    assert in_register(database, 2).draft.items == (
        GrantItem(Solution.INDIVIDUAL, 120),
    )
    notice.discard()


def test_a_correction_is_a_new_decision_that_says_what_was_wrong(qtbot, page, database):
    client = register(database)
    number = issued(database, client, goal="Svømming.")
    from stkdesk.ui.decisions.form import open_decision

    open_decision(page, page.workspace, client, number)
    reference = in_register(database, number).papers[0].reference
    window = person.wait_for_window(qtbot, f"Vedtak {reference}")
    person.press(qtbot, window, "Lag rettelse …")
    form = shown(page)
    letter_drawn(qtbot, form)
    assert form.windowTitle() == "Rettelse av vedtak"
    assert text(form, "Målet med tjenesten") == "Svømming."
    assert text(form, "Begrunnelse") == WHOLE["grounds"]
    label = "Hva som var feil, og hva som er rettet"
    assert "Skriv hva som var feil, og hva som er rettet." in missing(form)
    person.write(qtbot, form, label, "Feil timetall.")
    approve(qtbot, form)
    assert in_register(database, 2).draft.corrects_number == number


def test_a_draft_of_an_earlier_day_is_decided_today(qtbot, page, database):
    client = register(database)
    draft = DecisionDraft(client_number=client, decided_on=date(2026, 11, 2))
    with database.transaction() as session:
        number = register_decision(session, draft)
    form = opened(qtbot, page, client, number)
    assert person.field(form, "Vedtaksdato").text() == "16.11.2026"
    assert person.says(form, "I dag. I kladden sto 02.11.2026.")
