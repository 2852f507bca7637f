"""IT asks what is in force on a machine, and who has said so."""

import json

from stkdesk import settings
from stkdesk.cli.show_config import HEADS
from stkdesk.configuration.keys import Key
from tests.configured import NOBODY, ROOT, say

SECRET = "hemmelig"


def test_every_key_is_told_with_its_value_and_who_has_said_it(console):
    say({"LockMinutes": "5"}, {"LogLevel": "debug"}, {"PrinterLists": "Gang 2"})
    answer = console("show-config")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    starts = [lines[0].index(head) for head in HEADS]
    cells = [[line[at:].split("  ")[0] for at in starts] for line in lines]
    assert [key for key, _value, _source in cells] == ["NØKKEL", *Key]
    rows = {key: (value, source) for key, value, source in cells}
    assert rows["LockMinutes"] == ("5", "maskinpolicy")
    assert rows["LogLevel"] == ("DEBUG", "maskinfil")
    assert rows["PrinterLists"] == ("Gang 2", "egen fil")
    assert rows["BackupFolder"] == ("–", "kontorets valg i registeret")
    folder = str(settings.data_folder())
    assert rows["DataFolder"] == (folder, "miljøvariabelen STKDESK_DATA")


def test_what_could_not_be_read_is_told_with_the_reason_and_never_the_value(console):
    url = f"postgresql://kari:{SECRET}@server/stk"
    say({"DatabaseUrl": url, "LockMinutes": SECRET}, own={"BackupFolder": f"{ROOT}x"})
    answer = console("show-config")
    assert answer.code == 1
    assert "maskinpolicy, DatabaseUrl: adressen har et passord i seg" in answer.out
    assert "maskinpolicy, LockMinutes: skal være et helt tall" in answer.out
    assert "egen fil, BackupFolder: bestemmes av IT" in answer.out
    assert "DatabaseUrl: IT har skrevet noe annet" in answer.out
    assert SECRET not in answer.out + answer.err


def test_a_program_gets_the_same_as_json(console):
    say({"LogFolder": f"{ROOT}logg", "Tull": "1"}, variables=NOBODY)
    answer = console("show-config", "--json")
    told = json.loads(answer.out)
    assert answer.code == 1
    values = {each["key"]: each for each in told["values"]}
    assert list(values) == list(Key)
    assert values["LogFolder"] == {
        "key": "LogFolder",
        "value": f"{ROOT}logg",
        "source": "maskinpolicy",
        "is_managed": True,
        "is_lost": False,
    }
    [problem] = told["problems"]
    assert (problem["source"], problem["name"]) == ("maskinpolicy", "Tull")


def test_where_the_person_has_put_the_register_is_told(console, tmp_path):
    settings.remember_server("postgresql://min/stk")
    assert "postgresql://min/stk" in console("show-config").out
    settings.remember_server(f"postgresql://kari:{SECRET}@min/stk")  # by hand
    assert SECRET not in console("show-config").out
    settings.remember_register(tmp_path / "annet.db")
    assert "filen er valgt i programmet" in console("show-config").out
