"""Lets ``python -m stkdesk``, and the frozen program, open the window.

What goes wrong before there is a window to tell it in is told here: the box of
PyInstaller is in English, and shows the text of the error, which may name a person.
"""

from stkdesk import logs
from stkdesk.ui.app import main
from stkdesk.ui.start.arguments import say_and_end

FAULT = 3


def run() -> int:
    """Open the window and stay until it is closed; return how it went."""
    try:
        return main()
    except Exception as error:
        reference = logs.note(error)
        say_and_end(
            "Programmet kunne ikke åpnes. "
            f"Oppgi referansen {reference} til brukerstøtte.",
            FAULT,
        )


if __name__ == "__main__":
    raise SystemExit(run())
