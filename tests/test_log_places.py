"""What a log tells of a path: the part that belongs to the program, and no more."""

import sys
from types import ModuleType

import pytest

from stkdesk.logs import discreet


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (r"C:\Users\Kari\AppData\Local\Programs\stkdesk\_internal\re\_parser.py",
         "re/_parser.py"),
        ("/home/kari/venv/lib/python3.11/site-packages/sqlalchemy/orm/session.py",
         "sqlalchemy/orm/session.py"),
        ("stkdesk\\ui\\page.py", "stkdesk/ui/page.py"),
        ("sqlalchemy/orm/session.py", "sqlalchemy/orm/session.py"),
        ("/home/kari/notes/oslo.py", "?"),
        (r"C:\Users\Kari Moe.py", "?"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>"),
        ("", "?"),
    ],
)  # fmt: skip
def test_of_a_path_only_what_belongs_to_the_program_is_told(file, told):
    assert discreet.place(file) == told


def test_of_a_module_that_lies_elsewhere_only_its_name_is_told(tmp_path, monkeypatch):
    file = tmp_path / "lies_elsewhere.py"
    module = ModuleType("lies_elsewhere")
    module.__file__ = str(file)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert discreet.place(str(file)) == file.name
