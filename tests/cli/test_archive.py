"""Documents for the archive, from the console."""

import csv
import hashlib
from io import StringIO


def test_a_year_of_documents_is_handed_over(console, office, tmp_path):
    folder = tmp_path / "til arkivet"
    answer = console(
        *("export-archive", "--db", office, folder),
        *("--from", "2026-01-01", "--to", "2026-12-31"),
    )
    assert (answer.code, answer.err) == (0, "")
    assert "Mappen er ikke beskyttet." in answer.out
    text = (folder / "index.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert {line["journalposttype"] for line in lines} >= {"Utgående dokument"}
    with_files = [line for line in lines if line["fil"]]
    assert with_files
    for line in with_files:
        data = (folder / line["fil"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line["sjekksumSHA256"]


def test_a_folder_in_use_is_left_alone(console, office, tmp_path):
    (tmp_path / "mitt.txt").write_text("mitt")
    answer = console("export-archive", "--db", office, tmp_path, "--from", "2020-01-01")
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert "Mappen er ikke tom." in answer.err
    assert not (tmp_path / "index.csv").exists()


def test_everything_is_not_handed_over_by_a_slip(console, office, tmp_path):
    answer = console("export-archive", "--db", office, tmp_path / "arkiv")
    assert answer.code == 2
    assert "Si hvilke dokumenter det gjelder." in answer.err
    assert not (tmp_path / "arkiv").exists()
