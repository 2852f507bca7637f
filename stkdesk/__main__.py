"""Lets ``python -m stkdesk``, and the frozen program, open the window."""

from stkdesk.ui.app import main

if __name__ == "__main__":
    raise SystemExit(main())
