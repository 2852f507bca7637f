"""The front door of the console: one errand at a time, one line when it fails."""
