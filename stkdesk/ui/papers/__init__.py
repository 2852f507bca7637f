"""Papers on the screen: the list, the preview, the month's run, the printer."""
