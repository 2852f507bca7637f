"""The waiting list in the window."""
