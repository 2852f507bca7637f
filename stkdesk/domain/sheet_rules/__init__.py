"""The rules of a timesheet, one idea in each file; ``sheet_checks`` asks them all."""
