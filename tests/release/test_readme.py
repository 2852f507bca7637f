"""The README names what there is, and nothing that is not there."""

import re

import pytest

from stkdesk.cli.main import main
from stkdesk.configuration.keys import Key
from stkdesk.resources import resource
from stkdesk.storage import place_reasons
from stkdesk.storage.place_reasons import Reason
from tests.release.scripts import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
FOR_IT = resource("help/it.md").read_text(encoding="utf-8")
FOLDERS = (".ci", ".dev", ".github", "resources", "stkdesk", "tests")


def test_every_key_it_can_decide_is_named():
    assert [key for key in Key if f"`{key}`" not in README] == []


def test_every_errand_of_the_console_is_named(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    errands = re.findall(r"^    ([a-z-]+)(?= |$)", capsys.readouterr().out, re.M)
    assert len(errands) > 15
    assert [
        each for each in errands if not re.search(rf"^\|.*`{each}\b", README, re.M)
    ] == []


def test_every_number_of_a_refused_place_is_told_to_developers_and_to_it():
    reasons = [
        each for each in vars(place_reasons).values() if isinstance(each, Reason)
    ]
    numbers = {each.code.removeprefix("STK-") for each in reasons}
    assert len(numbers) == len(reasons) > 10
    table = README[README.index("| STK- |") :].partition("\n\n")[0]
    assert set(re.findall(r"\| (\d{3}) \|", table)) == numbers
    assert numbers - set(re.findall(r"\b1\d\d\b", FOR_IT)) == set()


def test_every_task_of_dev_is_named():
    script = (CHECKOUT / "dev").read_text(encoding="utf-8")
    tasks = re.findall(r"^#   \./dev (\S+)", script, re.M)
    assert len(tasks) > 10
    assert [task for task in tasks if f"./dev {task}" not in README] == []


def test_every_file_and_every_heading_it_points_at_is_there():
    headings = {
        re.sub(r"[^\w\s-]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", README, re.M)
    }
    links = re.findall(r"\]\(([^)]+)\)", README)
    named = re.findall(r"`([\w.]+/[\w./-]+)`", README)
    files = [each for each in links if not each.startswith("#")]
    files += [each for each in named if each.startswith(FOLDERS)]
    assert len(files) > 20
    assert [each for each in files if not (CHECKOUT / each).exists()] == []
    places = {each[1:] for each in links if each.startswith("#")}
    assert places - headings == set()
