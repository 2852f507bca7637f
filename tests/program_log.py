"""What the programs of a test have written in their logs and reports."""

from datetime import datetime

from stkdesk.logs.files import recent


def written_log():
    """Return all of it, the newest file first."""
    now = datetime.now().astimezone()
    return "\n".join(file.read_text("utf-8") for file in recent(30, now))
