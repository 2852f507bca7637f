"""Whatever does not add up in a register is found and told by number, not by name."""

import pytest

from stkdesk.services.register_check import MOST, check_register, summary
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import unlock_register


@pytest.fixture
def register(practice_offices, tmp_path):
    """A small practice office in which everything adds up."""
    return practice_offices.copy(tmp_path, clients=20, years=1)


def found_after(file, *statements):
    """Return what the check finds when ``statements`` were done behind its back."""
    unlocked = unlock_register(file, PRACTICE_PASSWORD)
    connection = connect(file, unlocked.key.database_key, foreign_keys=False)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    database = unlocked.database()
    with database.reading() as session:
        steps = check_register(session)
        try:
            while True:
                next(steps)
        except StopIteration as end:
            findings = end.value
    database.close()
    return findings


def test_a_register_that_adds_up_is_in_order(register):
    findings = found_after(register)
    assert findings == ()
    assert summary(findings) == "Registeret er i orden."


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (
            "UPDATE agreements SET content = '{' WHERE number = 2",
            "Avtale 2: innholdet kan ikke leses.",
        ),
        (
            "UPDATE agreements SET minutes = minutes + 60 WHERE number = 3",
            "Avtale 3: avtalen sier noe annet enn registeret.",
        ),
        (
            "UPDATE agreements SET goal = 'Annet' WHERE number = 1",
            "Avtale 1: avtalen sier noe annet enn registeret.",
        ),
        (
            "INSERT INTO agreements (number, assignment_number, state, valid_from,"
            " valid_to, minutes, made_on, signed_on, content, employment, language,"
            " hours_unit, version, changed_at, goal, contact_person,"
            " contact_person_phone, has_respite, renews) SELECT 9000, 1, 'signed',"
            " valid_from, valid_to, minutes, made_on, signed_on, content, employment,"
            " language, hours_unit, 1, changed_at, goal, contact_person,"
            " contact_person_phone, 0, 0 FROM agreements WHERE assignment_number = 1"
            " LIMIT 1",
            "Oppdrag 1: to signerte avtaler gjelder de samme dagene.",
        ),
        (
            "UPDATE contact_letters SET content = 'x' WHERE number = 1",
            "Brev til støttekontakt 1: innholdet kan ikke leses.",
        ),
        (
            "UPDATE contact_letters SET issued_on = '2026-01-01' WHERE number = 1",
            "Brev til støttekontakt 1: brevet sier noe annet enn registeret.",
        ),
        (
            "UPDATE contact_letters SET assignment_number = 1 WHERE number = 1",
            "Brev til støttekontakt 1: det står ikke hvilket oppdrag det gjelder, "
            "eller for mye.",
        ),
        (
            "UPDATE contacts SET declaration_signed_on = '2020-01-01' WHERE number = 1",
            "Støttekontakt 1: dagen for taushetserklæringen stemmer ikke.",
        ),
        (
            "UPDATE police_certificates SET issued_on = '2001-01-01' WHERE number = 1",
            "Politiattest 1: var eldre enn tre måneder da den ble vist.",
        ),
        (
            "DELETE FROM contact_words WHERE contact_number = 2",
            "Støttekontakt 2: ordene for søk etter match stemmer ikke.",
        ),
        (
            "INSERT INTO client_words (client_number, kind, word)"
            " VALUES (1, 'interest', 'sjakk')",
            "Bruker 1: ordene for søk etter match stemmer ikke.",
        ),
        (
            "UPDATE attendances SET minutes = 999 WHERE number = (SELECT max(number)"
            " FROM attendances WHERE presence = 'came'"
            " AND meeting_number IS NOT NULL)",
            "Oppmøte ",
        ),
        (
            "UPDATE contacts SET merged_into = 1 WHERE number = 3",
            "Støttekontakt 3: er bare halvveis slått sammen med en annen.",
        ),
        (
            "UPDATE timesheets SET minutes = minutes + 15 WHERE number = 3",
            "Timeliste 3: summene er ikke summen av besøkene.",
        ),
        (
            "UPDATE timesheets SET expense_ore = expense_ore + 1 WHERE number = 4",
            "Timeliste 4: summene er ikke summen av besøkene.",
        ),
        (
            "UPDATE timesheets SET metres = 1 WHERE number = 5",
            "Timeliste 5: summene er ikke summen av besøkene.",
        ),
        (
            "UPDATE timesheets SET approved_at = NULL WHERE number = 1",
            "Timeliste 1: er utbetalt, men dagen mangler.",
        ),
        (
            "UPDATE timesheets SET paid_on = NULL WHERE number = 1",
            "Timeliste 1: er utbetalt, men dagen mangler.",
        ),
        (
            "UPDATE pay_lines SET sum_ore = sum_ore + 1 WHERE sheet_number = 3",
            "Timeliste 3: lønnslinjene er ikke det den er ført med.",
        ),
        (
            "DELETE FROM pay_lines WHERE sheet_number = 4",
            "Timeliste 4: lønnslinjene er ikke det den er ført med.",
        ),
        (
            "DELETE FROM pay_lines WHERE leader_sheet_number = 1",
            "Lederliste 1: lønnslinjene er ikke det den er ført med.",
        ),
        (
            "UPDATE timesheets SET pay_ore = pay_ore + 1 WHERE number = 3",
            "Timeliste 3: er ført med noe annet enn kjøringen betalte.",
        ),
        (
            "UPDATE timesheets SET serial = 4 WHERE serial = 2",
            "nummereringen av rettelsene har hull.",
        ),
        (
            "UPDATE timesheets SET corrects_number = 1 WHERE serial = 2",
            "retter ikke den første listen for perioden.",
        ),
        (
            "UPDATE timesheets SET minutes = -90000 WHERE serial = 2",
            "rettelsene tar bort mer enn det var.",
        ),
        (
            "UPDATE timesheets SET run_number = NULL WHERE number = 3",
            "Timeliste 3: er utbetalt, men ligger ikke i noen lønnskjøring.",
        ),
        (
            "UPDATE timesheets SET run_number = NULL WHERE state = 'sent'",
            "er til lønn, men ligger ikke i noen lønnskjøring.",
        ),
        (
            "UPDATE timesheets SET state = 'approved' WHERE number = 3",
            "Timeliste 3: er godkjent, men kjøringen er bekreftet av lønn.",
        ),
        (
            "UPDATE pay_runs SET state = 'reversed', reversed_at = made_at"
            " WHERE state = 'sent'",
            "er til lønn, men kjøringen er tilbakeført.",
        ),
        (
            "UPDATE leader_sheets SET run_number = run_number + 2 WHERE number = 1",
            "Lederliste 1: ligger i en lønnskjøring som ikke har den med.",
        ),
        (
            "INSERT INTO pay_run_sheets (run_number, sheet_number, sum_ore)"
            " SELECT max(number), 3, 0 FROM pay_runs",
            "Timeliste 3: er med i to lønnskjøringer.",
        ),
        (
            "UPDATE pay_runs SET sum_ore = sum_ore + 1 WHERE number = 1",
            "Lønnskjøring 2026-01-1: summen er ikke summen av timelistene.",
        ),
        (
            "DELETE FROM pay_run_sheets WHERE number = 1",
            "Lønnskjøring 2026-01-1: det er ikke så mange timelister i den som den"
            " sier.",
        ),
        (
            "UPDATE periods SET closed_at = (SELECT max(closed_at) FROM periods)"
            " WHERE code = '2026-10'",
            "Periode 2026-10: er lukket, men ",
        ),
        (
            "UPDATE pay_runs SET period_number = 1, serial = 9 WHERE state = 'sent'",
            "ligger i en kjøring for en tidligere periode.",
        ),
        (
            "UPDATE pay_run_files SET data = zeroblob(size) WHERE kind = 'payroll'",
            "lønnsfil er endret etterpå.",
        ),
        (
            "UPDATE timesheet_lines SET work_on = '2026-12-24' WHERE number = 1",
            "et besøk er utenfor perioden.",
        ),
        (
            "UPDATE assignments SET start_on = '2026-11-01', end_on = NULL"
            " WHERE number = 1",
            "et besøk er utenfor oppdraget.",
        ),
        (
            "UPDATE periods SET last_on = '2026-03-30' WHERE code = '2026-03'",
            "Periode 2026-04: dagene fra 31.03.2026 hører ikke til noen periode.",
        ),
        (
            "UPDATE periods SET last_on = '2026-04-01' WHERE code = '2026-03'",
            "Periode 2026-04: overlapper 2026-03.",
        ),
        (
            "UPDATE periods SET last_on = '2027-01-01' WHERE code = '2026-12'",
            "Periode 2026-12: går over to kalenderår.",
        ),
        (
            "UPDATE periods SET code = '2025-12' WHERE code = '2026-12'",
            "Periode 2025-12: ligger i 2026.",
        ),
        (
            "UPDATE periods SET due_on = last_on WHERE code = '2026-05'",
            "Periode 2026-05: fristen er før perioden er slutt.",
        ),
        (
            "UPDATE papers SET reference = 'T-2026-000001-00' WHERE number = 1",
            "Papir 1: referansen T-2026-000001-00 har feil kontrolltegn.",
        ),
        (
            "UPDATE papers SET kind = 'declaration' WHERE number = 1",
            "er ikke en taushetserklæring.",
        ),
        (
            "UPDATE decisions SET reference = '2026-1' WHERE number = 1",
            "Vedtak 1: 2026-1 er ikke et saksnummer.",
        ),
        (
            "UPDATE decisions SET content = '{}' WHERE number = 1",
            "Vedtak 1: brevet kan ikke leses.",
        ),
        (
            "UPDATE decisions SET granted_minutes = granted_minutes + 60"
            " WHERE number = 1",
            "Vedtak 1: brevet sier noe annet enn registeret.",
        ),
        (
            "UPDATE counters SET next = 1 WHERE name = 'V-2026'",
            "Nummerserien V-2026: neste nummer er alt brukt.",
        ),
        (
            "UPDATE letters SET content = '{}' WHERE state = 'issued'",
            "innholdet kan ikke leses.",
        ),
        (
            "UPDATE letters SET issued_on = '2020-01-01' WHERE state = 'issued'",
            "brevet sier noe annet enn registeret.",
        ),
        (
            "DELETE FROM counters WHERE name = 'case-2026'",
            "Saker: neste nummer i serien case-2026 er alt brukt.",
        ),
        (
            "UPDATE cases SET reference = 'ingen' WHERE number = 1",
            "Saker: ingen er ikke et saksnummer.",
        ),
        (
            "DELETE FROM journal_entries WHERE document = 'application'",
            "mangler det et dokument.",
        ),
        (
            "UPDATE decisions SET is_withheld = NOT is_withheld",
            "står ikke slik i journalen.",
        ),
        (
            "DELETE FROM journal_entries WHERE letter_number IS NOT NULL",
            "står ikke i journalen.",
        ),
        (
            "UPDATE applications SET client_number = client_number % 3 + 1",
            "viser til saken til en annen bruker.",
        ),
        (
            "UPDATE complaints SET client_number = client_number % 20 + 1",
            "Klage 1: viser til saken til en annen bruker.",
        ),
        (
            "DELETE FROM counters WHERE name = 'case-2026'",
            "Nummerserien case-2026: neste nummer er alt brukt.",
        ),
        (
            "UPDATE paper_files SET data = zeroblob(size)",
            "Papirer: et lagret papir er endret",
        ),
        (
            "DELETE FROM papers WHERE sha256 IS NOT NULL",
            "Papirer: et lagret papir hører ikke til noe",
        ),
        (
            "UPDATE people SET search_text = '' WHERE number = 5",
            "Personer: nøklene for søk stemmer ikke for person 5.",
        ),
        (
            "UPDATE people SET sort_key = 'a' WHERE number = 6",
            "Personer: nøklene for søk stemmer ikke for person 6.",
        ),
        (
            "DELETE FROM client_relations WHERE number = 1",
            "er ikke bruker, støttekontakt eller pårørende.",
        ),
        (
            "UPDATE assignment_names SET search_text = 'z' WHERE assignment_number = 2",
            "Navn: oppdrag 2 finnes ikke under navnene i det.",
        ),
        (
            "UPDATE assignment_names SET provider_key = 'z'"
            " WHERE assignment_number = 3",
            "Navn: oppdrag 3 finnes ikke under navnene i det.",
        ),
        (
            "DELETE FROM assignment_names WHERE assignment_number = 4",
            "Navn: oppdrag 4 finnes ikke under navnene i det.",
        ),
        (
            "UPDATE client_names SET sort_key = 'z' WHERE client_number = 7",
            "Navn: bruker 7 finnes ikke under navn og saksnummer.",
        ),
        (
            "DELETE FROM contact_names WHERE contact_number = 8",
            "Navn: støttekontakt 8 finnes ikke under navn og nummer.",
        ),
        (
            "UPDATE paper_names SET reference = 'T' WHERE paper_number = 5",
            "Navn: papir 5 finnes ikke under navn og referanse.",
        ),
        (
            "DELETE FROM paper_names WHERE paper_number = 6",
            "Navn: papir 6 finnes ikke under navn og referanse.",
        ),
        ("DELETE FROM office", "Kontoret: er ikke satt opp."),
        ("DELETE FROM period_rules", "Perioder: det finnes ingen regel"),
    ],
)
def test_what_does_not_add_up_is_told(register, harm, told):
    findings = found_after(register, harm)
    assert any(told in finding for finding in findings), findings


def test_very_many_of_a_kind_are_counted_rather_than_listed(register):
    findings = found_after(
        register, "UPDATE timesheets SET minutes = minutes + 1 WHERE state <> 'nothing'"
    )
    told = [finding for finding in findings if finding.startswith("Timeliste ")]
    assert len(told) == MOST
    assert findings[len(told)].startswith("Summer: og ")
    assert summary(findings) == f"{len(findings)} ting stemmer ikke."


def test_no_finding_names_a_person(register):
    findings = found_after(
        register,
        "UPDATE people SET given_name = 'Xerxes', search_text = 'y'",
        "UPDATE decisions SET facts = 'Xerxes'",
        "UPDATE timesheets SET metres = 7",
    )
    assert len(findings) > MOST
    assert not any("Xerxes" in finding for finding in findings)
