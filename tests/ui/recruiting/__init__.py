"""Tests of Rekruttering: the board and the forms of its steps."""
