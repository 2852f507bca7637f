"""The console itself: practice, check, version, and how it says no."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stkdesk import __version__
from stkdesk.domain.errors import CannotSaveError
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import unlock_register
from tests.program_log import written_log

CHECKOUT = Path(__file__).parents[2]


def changed(office, *statements):
    key = unlock_register(office, PRACTICE_PASSWORD).key.database_key
    connection = connect(office, key, foreign_keys=False)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_practice_office_is_made_and_found_in_order(console, tmp_path):
    file = tmp_path / "ny mappe" / "oving.db"
    answer = console(
        "practice", "--db", file, "--clients", 12, "--seed", 3, "--years", 1
    )
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"{file}: øvingskontor med 12 brukere.\n"
    answer = console("check", "--db", file)
    assert (answer.code, answer.out) == (0, "Registeret er i orden.\n")


def test_a_practice_office_is_not_made_on_top_of_a_register(console, office):
    before = office.read_bytes()
    answer = console("practice", "--db", office)
    assert answer.code == 2
    assert "Det ligger et register der fra før." in answer.err
    assert office.read_bytes() == before


def test_a_full_disk_leaves_no_half_office(console, tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise CannotSaveError("Disken er full.", "Rydd plass.")

    monkeypatch.setattr("stkdesk.services.practice.building.issue_decision", full)
    answer = console("practice", "--db", tmp_path / "oving.db", "--clients", 9)
    assert (answer.code, answer.err) == (
        2,
        "stkdesk-cli: Disken er full. Rydd plass.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_an_office_that_is_stopped_is_not_left_half(console, tmp_path, monkeypatch):
    def stopped(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("stkdesk.services.practice.building.issue_decision", stopped)
    answer = console("practice", "--db", tmp_path / "oving.db", "--clients", 9)
    assert answer.code == 130
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_add_up_stands_on_a_line_each(console, office):
    changed(
        office,
        "UPDATE timesheets SET minutes = minutes + 15 WHERE number = 3",
        "UPDATE counters SET next = 1 WHERE name = 'V-2026'",
    )
    answer = console("check", "--db", office)
    assert answer.code == 1
    assert answer.out.splitlines() == [
        "Timeliste 3: summene er ikke summen av besøkene.",
        "Nummerserien V-2026: neste nummer er alt brukt.",
        "2 ting stemmer ikke.",
    ]


def test_references_to_nothing_are_found(console, office):
    changed(office, "DELETE FROM contacts WHERE number = 1")
    answer = console("check", "--db", office)
    assert answer.code == 1
    assert "Tabell assignments: " in answer.out
    assert "viser til noe som ikke finnes." in answer.out


def test_tables_of_another_shape_are_found(console, office):
    changed(office, "ALTER TABLE contacts ADD COLUMN shoe_size INTEGER")
    answer = console("check", "--db", office)
    assert answer.code == 1
    assert "Tabellene er ikke de programmet har." in answer.out


def test_a_damaged_page_is_found(console, office):
    content = bytearray(office.read_bytes())
    content[len(content) // 2] ^= 0xFF
    office.write_bytes(content)
    answer = console("check", "--db", office)
    assert answer.code == 1
    assert answer.out.startswith("Filen: 1 side er skadet.")


def test_the_version_is_told(console):
    assert console("version").out == f"stkdesk {__version__}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Mangler ÆREND."),
        (["prnt"], "Ukjent: prnt."),
        (["print"], "Mangler ÆREND."),
        (["check"], "Mangler --db."),
        (["check", "--db"], "--db mangler en verdi."),
        (["check", "--db", "a", "b"], "Ukjent: b."),
        (
            ["practice", "--db", "a", "--clients", "0"],
            "«0» er ikke et helt tall fra 1.",
        ),
        (
            ["practice", "--db", "a", "--clients", "²"],
            "«²» er ikke et helt tall fra 1.",
        ),
        (
            ["export-person", "--db", "a", "--id", "B-3", "--out", "a"],
            "«B-3» har en bokstav foran. Skriv tallet alene: 3.",
        ),
        (
            ["export-archive", "--db", "a", "x", "--from", "31.01.2026"],
            "«31.01.2026» er ikke en dato. Skriv 2026-01-31.",
        ),
        (
            ["export-archive", "--db", "a", "x", "--case", "14"],
            "«14» er ikke et saksnummer. Skriv 2026/14.",
        ),
        (["export-archive", "--db", "a"], "Mangler MAPPE."),
        (["practice", "--db", "a", "--seed", "-1"], "«-1» er ikke et helt tall."),
        (["practice", "--db", "a", "--seed", "x"], "«x» er ikke et helt tall."),
        (
            ["print", "month", "--db", "a", "--out", "b", "--period", "oktober"],
            "«oktober» er ikke en periode. Skriv for eksempel 2026-10.",
        ),
        (
            ["print", "month", "--db", "a", "--out", "b", "--lang", "en"],
            "«en» er ikke nb eller nn.",
        ),
        (
            ["print", "document", "--db", "a", "--kind", "kvittering"],
            "«kvittering» er ikke timeliste, taushetserklaering, vedtak eller brev.",
        ),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_one_line(console, words, told):
    answer = console(*words)
    assert answer.code == 2
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert answer.err.endswith("--help.\n")
    assert answer.out == ""


def test_help_is_norwegian_and_explains_the_exit_codes(capsys):
    from stkdesk.cli.main import main

    with pytest.raises(SystemExit) as end:
        main(["--help"])
    shown = capsys.readouterr().out
    assert end.value.code == 0
    assert shown.startswith("bruk: stkdesk-cli")
    for word in ("ærender:", "valg:", "avslutningskoder:", "STKDESK_PASSPHRASE"):
        assert word in shown
    assert "usage" not in shown
    assert "options" not in shown


def test_a_fault_of_the_program_gets_a_reference_and_names_nobody(
    console, office, monkeypatch
):
    def broken(*_arguments, **_options):
        raise ValueError("Åse Ødegård")

    monkeypatch.setattr("stkdesk.services.register_check.summary", broken)
    answer = console("check", "--db", office)
    assert answer.code == 3
    assert answer.err.count("\n") == 1
    assert "Åse" not in answer.err
    reference = answer.err.split("referansen ")[1].split(";")[0]
    log = written_log()
    assert f"fault {reference}" in log
    assert "ValueError" in log
    assert "Åse" not in log


def test_a_fault_is_told_also_where_no_log_can_be_written(
    console, office, monkeypatch, tmp_path
):
    def broken(*_arguments, **_options):
        raise ValueError

    occupied = tmp_path / "fil"
    occupied.write_text("")
    monkeypatch.setenv("STKDESK_DATA", str(occupied))
    monkeypatch.setattr("stkdesk.services.register_check.summary", broken)
    answer = console("check", "--db", office)
    assert answer.code == 3
    assert "ingen logg" in answer.err


def run(*words, code=None):
    command = ["-c", code] if code else ["-m", "stkdesk.cli", *map(str, words)]
    return subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},  # as Windows has it
        check=False,
    )


def test_the_console_starts_by_itself_and_answers_with_its_code(office):
    answer = run("check", "--db", office)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "Registeret er i orden.\n"
    assert run("check", "--db", office.parent / "borte.db").returncode == 2


def test_no_errand_loads_the_window(office, tmp_path):
    out = tmp_path / "ut.pdf"
    answer = run(
        code=f"""
import sys
from stkdesk.cli.main import main
codes = [
    main(["practice", "--db", r"{tmp_path / "ny.db"}", "--clients", "3"]),
    main(["check", "--db", r"{office}"]),
    main(["print", "document", "--db", r"{office}", "--kind", "vedtak", "--id", "1",
          "--out", r"{out}"]),
]
loaded = [name for name in sys.modules if name.startswith(("PySide6", "stkdesk.ui"))]
print(codes, loaded)
"""
    )
    assert answer.stdout.splitlines()[-1] == "[0, 0, 0] []"


def test_help_and_version_come_without_loading_the_register(office):
    answer = run(
        code="""
import sys
from stkdesk.cli.main import main
main(["version"])
print([name for name in ("sqlalchemy", "alembic", "reportlab") if name in sys.modules])
"""
    )
    assert answer.stdout.splitlines()[-1] == "[]"


def test_a_quiet_check_says_only_what_is_wrong(console, office):
    assert console("check", "--db", office, "--quiet").out == ""


def test_who_has_heard_enough_may_leave_before_the_end():
    reader, writer = os.pipe()
    os.close(reader)
    answer = subprocess.run(
        [sys.executable, "-m", "stkdesk.cli", "show-config"],
        cwd=CHECKOUT,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (answer.returncode, answer.stderr) == (130, "")
