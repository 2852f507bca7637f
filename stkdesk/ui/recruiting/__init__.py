"""Rekruttering: applicants on a board, a column for each step, and their form."""
