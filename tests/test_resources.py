"""The files of resources/ are found, from a checkout and from an installed wheel."""

import csv
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from stkdesk import settings
from stkdesk.resources import resource

BY_SIDE = {"ChevronLeft", "ChevronRight"}  # a calendar asks for them by their side
CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory):
    """The program as pip puts it on a machine, far from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(CHECKOUT)).build(directory=str(folder / "dist"))
    installed = folder / "installert på æøå"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    return installed


def test_a_checkout_finds_its_icons_beside_the_package():
    assert resource("icons/House.svg") == CHECKOUT / "resources/icons/House.svg"


def test_an_installed_wheel_finds_its_icons_inside_the_package(unpacked_wheel):
    asked = "from stkdesk.resources import resource; print(resource('icons/House.svg'))"
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-I", "-c", _from_folder(unpacked_wheel, asked)],
        cwd=unpacked_wheel,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = Path(answer.stdout.strip())
    assert found.is_relative_to(unpacked_wheel / "stkdesk")
    assert found.read_bytes() == resource("icons/House.svg").read_bytes()


def test_a_wheel_carries_every_resource(unpacked_wheel):
    def names(folder):
        found = (each for each in folder.rglob("*") if each.is_file())
        return {
            each.relative_to(folder).as_posix()
            for each in found
            if each.parent.name != "__pycache__"  # a build was made here
        }

    assert names(unpacked_wheel / "stkdesk/_resources") == names(CHECKOUT / "resources")


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"icons/Nowhere\.svg"):
        resource("icons/Nowhere.svg")


def test_every_typeface_has_its_licence_beside_it():
    families = {path.name.split("-")[0] for path in resource("fonts").glob("*.ttf")}
    assert families == {"Inter", "SourceSans3"}
    for licence in ("inter.txt", "source-sans-3.md"):
        assert "SIL Open Font License" in resource(f"licences/{licence}").read_text(
            encoding="utf-8"
        )


def test_postal_codes_are_four_digits_with_a_place():
    with resource("postal_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {row["code"]: row["place"] for row in rows}
    assert len(places) == len(rows) > 5000
    assert all(len(code) == 4 and code.isdigit() for code in places)
    assert places["6518"] == "KRISTIANSUND N"


def test_postal_codes_name_their_source():
    text = resource("postal_codes.LICENSE.txt").read_text(encoding="utf-8")
    assert "Postal codes from Bring, NLOD" in text


def test_every_icon_is_named_somewhere():
    modules = (CHECKOUT / "stkdesk").rglob("*.py")
    code = "".join(module.read_text(encoding="utf-8") for module in modules)
    icons = {file.stem for file in resource("icons").glob("*.svg")}
    assert {name for name in icons if f'"{name}"' not in code} <= BY_SIDE


def test_the_register_lies_where_it_decides(monkeypatch, tmp_path):
    monkeypatch.setenv("STKDESK_DATA", str(tmp_path / "Støttekontakt"))
    assert settings.register_file() == tmp_path / "Støttekontakt" / "stkdesk.db"
    assert settings.practice_file() != settings.register_file()
    assert settings.log_folder().parent == tmp_path / "Støttekontakt"


def test_without_a_choice_the_register_lies_in_the_folder_of_the_person(monkeypatch):
    monkeypatch.delenv("STKDESK_DATA", raising=False)
    assert settings.data_folder().is_relative_to(Path.home())
    assert settings.register_file().parent.name == "stkdesk"


def _from_folder(folder, code):
    """Return code that sees this folder first, before an editable install does."""
    return f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"
