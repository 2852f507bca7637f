"""The list of what the program is made of: all that goes along, and nothing else."""

import json
import re
from datetime import UTC, datetime

import pytest

from stkdesk import __version__
from tests.release.scripts import CHECKOUT, script

SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
DAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def maker():
    return script("sbom")


@pytest.fixture(scope="module")
def text(maker):
    return maker.bill_of_materials(DAY)


@pytest.fixture(scope="module")
def parts(text):
    return {part["name"].lower(): part for part in json.loads(text)["components"]}


def test_it_names_this_version_and_the_day_of_the_commit(text):
    told = json.loads(text)["metadata"]
    assert told["component"]["version"] == __version__
    assert told["timestamp"].startswith("2026-11-22T12:00")


def test_the_same_commit_gives_the_same_bytes_and_another_does_not(maker, text):
    assert maker.bill_of_materials(DAY) == text
    later = json.loads(maker.bill_of_materials(DAY.replace(hour=13)))
    assert later["serialNumber"] != json.loads(text)["serialNumber"]


def test_what_people_run_is_in_it_and_what_we_test_with_is_not(parts):
    assert {"pyside6_essentials", "sqlcipher3", "reportlab", "python"} <= set(parts)
    assert not {"pytest", "ruff", "hypothesis", "cyclonedx-python-lib"} & set(parts)


def test_each_package_says_its_licence_and_the_checksums_of_the_lock(parts):
    lock = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")
    for name, part in parts.items():
        assert part["version"]
        assert part["licenses"][0]["expression"]
        if name == "python":
            continue
        (where,) = part["externalReferences"]
        assert where["hashes"]
        assert all(f"sha256:{each['content']}" in lock for each in where["hashes"])


def test_a_package_that_is_not_in_the_lock_stops_the_release(maker):
    with pytest.raises(LookupError, match=r"reportlab .* requirements\.txt"):
        maker._package("reportlab", {})


def test_a_licence_nobody_can_look_up_stops_the_release(maker, monkeypatch):
    monkeypatch.setitem(maker.SAID, "reportlab", "BSD license (see the file)")
    with pytest.raises(LookupError, match="reportlab"):
        maker.bill_of_materials(DAY)


def test_the_only_address_in_it_is_of_what_it_is_written_in(text):
    assert set(re.findall(r"https?://[^\"]+", text)) == {SCHEMA}
