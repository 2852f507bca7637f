"""Lets ``python -m stkdesk.cli`` do an errand without the installed command."""

from stkdesk.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
