"""What is shipped: all that is opened by name, nothing under the GPL, every licence."""

import ast
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

from stkdesk import __version__

HOUSE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOUSE / "resources/installer"))

import licences  # noqa: E402  (the scripts of the installer are no package)
import parts  # noqa: E402
import version_resource  # noqa: E402

QT = "PySide6/Qt/"


def imported_names():
    """Every module that stkdesk imports, at its top or inside a function."""
    for file in sorted((HOUSE / "stkdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_all_that_is_opened_by_name_exists():
    import psycopg  # noqa: F401  (its other half refuses to come first)

    for name in (*parts.OPENED_BY_NAME, *parts.ALSO_NEEDED):
        assert find_spec(name), name


def test_nothing_the_program_imports_is_left_behind():
    left = {
        name
        for name in imported_names()
        if any(name == out or name.startswith(f"{out}.") for out in parts.LEFT_BEHIND)
    }
    assert left == set()


@pytest.mark.parametrize(
    "file",
    [
        f"{QT}plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        r"PySide6\plugins\platforminputcontexts\qtvirtualkeyboardplugin.dll",
        r"PySide6\Qt6VirtualKeyboard.dll",
        r"PySide6\opengl32sw.dll",
        r"PySide6\Qt6Quick.dll",
        r"PySide6\translations\qtbase_nn.qm",
        r"PySide6\plugins\platforms\qdirect2d.dll",
        f"{QT}plugins/platformthemes/libqgtk3.so",
        f"{QT}lib/libQt6Qml.so.6",
        r"tzdata\zoneinfo\Africa\Cairo",
    ],
)
def test_gpl_and_idle_parts_stay_out(file):
    assert not parts.is_used(file)


@pytest.mark.parametrize(
    "file",
    [
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\platforms\qoffscreen.dll",  # the self-test
        r"PySide6\plugins\styles\qmodernwindowsstyle.dll",
        r"PySide6\plugins\iconengines\qsvgicon.dll",
        r"PySide6\plugins\imageformats\qjpeg.dll",
        r"PySide6\Qt6Network.dll",
        r"PySide6\Qt6PrintSupport.dll",
        f"{QT}plugins/platforms/libqxcb.so",
        r"tzdata\zoneinfo\Europe\Oslo",
        "stkdesk/_resources/i18n/qtbase_nb.qm",
        "stkdesk/storage/migrations/env.py",
    ],
)
def test_what_the_window_needs_comes_along(file):
    assert parts.is_used(file)


def test_resources_come_along_but_not_what_makes_the_installer():
    files = parts.resource_files(HOUSE)
    places = {f"{folder}/{Path(file).name}" for file, folder in files}
    assert "stkdesk/_resources/postal_codes.csv" in places
    assert "stkdesk/_resources/licences/lgpl-3.txt" in places
    assert not [place for place in places if "installer" in place]
    assert len(files) == len(places)


def test_every_step_of_the_register_comes_along_as_a_file():
    steps = HOUSE / "stkdesk/storage/migrations/versions"
    found = {Path(file) for file, _folder in parts.migration_files(HOUSE)}
    assert found >= set(steps.glob("*.py"))
    assert {folder for _file, folder in parts.migration_files(HOUSE)} == {
        "stkdesk/storage/migrations",
        "stkdesk/storage/migrations/versions",
    }


def test_every_package_that_is_shipped_carries_its_licence(tmp_path):
    shipped = licences.shipped_packages(HOUSE)
    assert {"pyside6-essentials", "psycopg-binary", "pycparser"} <= set(shipped)
    assert "pytest" not in shipped
    written = licences.write_licences(HOUSE, tmp_path / "licences")
    texts = {Path(file).stem: Path(file).read_text("utf-8") for file, _ in written}
    assert set(texts) == {*shipped, "python"}
    assert "Apache License" in texts["cryptography"]
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in texts["python"]


def test_what_is_shipped_is_locked():
    lock = (HOUSE / "requirements.txt").read_text(encoding="utf-8")
    for package in licences.shipped_packages(HOUSE):
        assert f"\n{package}==" in f"\n{lock}", package


def test_a_licence_told_elsewhere_is_there():
    for name in licences.TOLD_ELSEWHERE.values():
        text = (HOUSE / "resources/licences" / name).read_text(encoding="utf-8")
        assert "Lesser" in text
        assert version("PySide6-Essentials") in text  # where its source is
        assert "bytter du ut" in text  # as the licence asks: how to replace the library


def test_a_package_without_a_licence_stops_the_build(tmp_path, monkeypatch):
    nameless = tmp_path / "unknown-1.0.dist-info"
    nameless.mkdir()
    (nameless / "METADATA").write_text("Name: unknown\nVersion: 1.0\n")
    (nameless / "RECORD").write_text("unknown-1.0.dist-info/METADATA,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(LookupError, match="unknown"):
        licences.licence_texts("unknown")


def test_windows_is_told_the_version_of_the_program():
    text = version_resource.version_resource(__version__, "stkdesk-cli", "Ærender")
    assert text.count(repr(__version__)) == 2
    assert repr("stkdesk-cli.exe") in text
    assert repr("041404B0") in text  # bokmål
    compile(text, "version", "eval")  # PyInstaller reads it as Python


def test_the_four_numbers_of_windows():
    assert version_resource.version_numbers("0.9.0") == (0, 9, 0, 0)
    assert version_resource.version_numbers("1.12.3rc1") == (1, 12, 3, 0)
    with pytest.raises(ValueError, match="three numbers"):
        version_resource.version_numbers("1.2")
