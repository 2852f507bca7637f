"""The template IT loads into group policy: complete, and the same in both languages.

Source: Microsoft's schema of ADMX files, schemaVersion 1.0.
"""

import re

import pytest
from lxml import etree

from stkdesk.configuration.keys import (
    FOLDERS,
    LEVELS,
    LOCK_LEAST,
    LOCK_MOST,
    LONGEST_NOTICE,
    PRINTERS,
    Key,
)
from stkdesk.configuration.registry import POLICY
from stkdesk.resources import resource

SPACE = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}
LANGUAGES = ("nb-NO", "en-US")
POLICY_PARTS = ["parentCategory", "supportedOn", "elements"]  # in this order


def tree(name):
    return etree.parse(str(resource("policy") / name)).getroot()


def found(where, path):
    return where.xpath(path, namespaces=SPACE)


@pytest.fixture(scope="module")
def template():
    return tree("stkdesk.admx")


def tags(of):
    return [etree.QName(each).localname for each in of]


def test_every_key_has_one_policy_for_the_machine_and_there_is_no_other(template):
    policies = found(template, "p:policies/p:policy")
    assert [each.get("name") for each in policies] == [key.value for key in Key]
    for each in policies:
        assert (each.get("class"), each.get("key")) == ("Machine", POLICY)
        assert tags(each) == POLICY_PARTS
        (value,) = each.find("p:elements", SPACE)
        assert value.get("id") == value.get("valueName") == each.get("name")
        assert value.get("required") == "true"


def test_the_values_are_of_the_kind_the_program_reads(template):
    values = {each.get("id"): each for each in found(template, "//p:elements/*")}
    for key in Key:
        value, tag = values[key], etree.QName(values[key]).localname
        if key is Key.LOCK_MINUTES:
            limits = (value.get("minValue"), value.get("maxValue"))
            assert (tag, *limits) == ("decimal", str(LOCK_LEAST), str(LOCK_MOST))
        elif key is Key.LOG_LEVEL:
            levels = [each.text for each in found(value, "p:item/p:value/p:string")]
            assert (tag, tuple(levels)) == ("enum", LEVELS)
        else:
            assert tag == "text"
            is_filled_in = key in FOLDERS | PRINTERS
            assert (value.get("expandable") == "true") == is_filled_in
    assert values[Key.UPDATE_NOTICE].get("maxLength") == str(LONGEST_NOTICE)


def test_every_reference_inside_the_template_leads_somewhere(template):
    assert tags(template) == [
        "policyNamespaces",
        "resources",
        "supportedOn",
        "categories",
        "policies",
    ]
    categories = {each.get("name") for each in found(template, "//p:category")}
    supported = {each.get("name") for each in found(template, "//p:definition")}
    assert {e.get("ref") for e in found(template, "//p:parentCategory")} <= categories
    assert {
        each.get("ref") for each in found(template, "//p:policy/p:supportedOn")
    } == (supported)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_shown_has_a_text_and_no_text_is_left_over(template, language):
    words = tree(f"{language}/stkdesk.adml")
    assert tags(words) == ["displayName", "description", "resources"]
    texts = {each.get("id"): each.text for each in found(words, "//p:string")}
    wanted = re.findall(r"\$\(string\.(\w+)\)", etree.tostring(template).decode())
    assert set(texts) == set(wanted)
    assert all(text and text.strip() for text in texts.values())
    shown = found(words, "//p:presentation")
    assert [each.get("id") for each in shown] == [key.value for key in Key]
    kinds = {"text": "textBox", "enum": "dropdownList", "decimal": "decimalTextBox"}
    for each in shown:
        (control,) = each
        (value,) = found(template, f"//p:elements/*[@id='{each.get('id')}']")
        assert control.get("refId") == each.get("id")
        assert etree.QName(control).localname == kinds[etree.QName(value).localname]
        assert "".join(control.itertext()).strip().endswith(":")


def test_the_level_suggested_is_the_usual_one(template):
    for language in LANGUAGES:
        (shown,) = found(tree(f"{language}/stkdesk.adml"), "//p:dropdownList")
        assert LEVELS[int(shown.get("defaultItem"))] == "INFO"
