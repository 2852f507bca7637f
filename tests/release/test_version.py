"""One place says the version, and the list of changes knows it."""

import pytest

from stkdesk import __version__
from stkdesk.resources import resource
from tests.release.scripts import script

CHANGES = """# Endringer

## 1.2.0

- Nytt.

### Mer

- Også nytt.

## 1.1.0

- Gammelt.

## 1.0.0
"""


@pytest.mark.parametrize(
    ("tags", "code"), [([], 0), ([f"v{__version__}"], 0), (["v0.0.1"], 1)]
)
def test_a_tag_of_another_version_is_refused(tags, code, capsys):
    assert script("version").main(tags) == code
    assert (capsys.readouterr().out == f"{__version__}\n") is (code == 0)


def test_what_is_new_in_this_version_is_written():
    assert script("changes").section(__version__).startswith("- ")


def test_a_version_is_told_without_its_neighbours():
    told = script("changes").section("1.2.0", CHANGES)
    assert told == "- Nytt.\n\n## Mer\n\n- Også nytt.\n"


@pytest.mark.parametrize("version", ["1.0.0", "1.3.0", "1.1"])
def test_a_version_nobody_has_written_of_is_not_released(version):
    with pytest.raises(LookupError, match=version):
        script("changes").section(version, CHANGES)


def test_every_version_has_its_own_section_the_newest_first():
    text = resource("help/changes.md").read_text(encoding="utf-8")
    told = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    numbers = [tuple(int(part) for part in each.split(".")) for each in told]
    assert told[0] == __version__
    assert numbers == sorted(set(numbers), reverse=True)
