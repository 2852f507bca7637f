"""Legal references: data with dates, one act or the other."""

from datetime import date

import pytest

from stkdesk.documents.laws import cited, law, usual_basis
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion
from tests.documents.samples import NB, NN

OLD, NEW = LawVersion.ACT_1967, LawVersion.ACT_2025
DAY = date(2026, 11, 24)


def test_the_appeal_rests_on_the_patients_rights_act_with_four_weeks():
    for act in LawVersion:
        rule = law("appeal", act, DAY)
        assert (
            rule.reference[NB] == "pasient- og brukerrettighetsloven §§ 7-2, 7-3 og 7-5"
        )
        assert "fire uker" in rule.about[NB]
        assert "fire veker" in rule.about[NN]


def test_the_switch_changes_the_administration_act_only():
    old, new = cited(NB, OLD, DAY), cited(NB, NEW, DAY)

    assert old.keys() == new.keys()
    changed = {key for key in old if old[key] != new[key]}
    assert changed == {
        *("procedure", "insight", "costs", "withheld", "secrecy"),
        *("insight_case", "withhold_case", "interim", "investigation", "notice"),
        *("assistance", "change", "forwarding", "correcting", "guidance"),
        *("suspension", "reasons"),
    }
    assert all("forvaltningsloven" in new[key] for key in changed)


def test_a_reference_is_not_used_before_its_day():
    with pytest.raises(KeyError):
        law("procedure", NEW, date(2025, 6, 19))
    with pytest.raises(KeyError):
        law("no such rule", OLD, DAY)


@pytest.mark.parametrize("language", Language)
def test_a_new_decision_starts_with_the_rules_of_the_service(language):
    lines = usual_basis(DecisionKind.GRANTED, language, OLD, DAY).splitlines()

    assert len(lines) == 3
    assert "§ 3-2 første ledd nr. 6 bokstav b" in lines[0]
    assert "§ 2-1 a andre ledd" in lines[1]
    assert "§ 3-1" in lines[2]


def test_every_reference_exists_in_both_languages():
    for act in LawVersion:
        assert cited(NB, act, DAY).keys() == cited(NN, act, DAY).keys()
