"""The two pages for IT say what the program and its installer do, and no less."""

import re

import pytest

from stkdesk.configuration.keys import Key
from stkdesk.resources import resource
from tests.release.scripts import CHECKOUT

PAGE = resource("help/it.md").read_text(encoding="utf-8")
INSTALLER = CHECKOUT / "resources/installer"


@pytest.mark.parametrize("key", Key)
def test_every_key_of_policy_is_explained(key):
    assert re.search(rf"^\|.*`{key}`.*\| \w", PAGE, re.MULTILINE)


def test_every_code_the_installer_ends_with_is_explained():
    script = "\n".join(
        path.read_text(encoding="utf-8") for path in INSTALLER.glob("*.ns?")
    )
    told = re.compile(
        r"\$\{Refuse\} (\d)|SetErrorLevel (\d)|StrCpy \$ExitCode (\d)|sluttkode (\d)"
    )
    ends = {code for codes in told.findall(script) for code in codes if code}
    explained = set(re.findall(r"\| (\d) \| \w", PAGE))
    assert ends >= set("02345678")
    assert ends <= explained


@pytest.mark.parametrize("switch", ["/S", "/AllUsers", "/CurrentUser", "/PURGEDATA=1"])
def test_every_switch_one_needs_is_named_as_the_installer_has_it(switch):
    assert switch in PAGE
    assert switch in (INSTALLER / "installer.nsi").read_text(encoding="utf-8")


def test_it_stays_true_when_a_new_version_comes():
    assert re.findall(r"\d+\.\d+\.\d+", PAGE) == []
