"""Månedsrapporter: the month grid, and entry of one timesheet."""
