"""Checks of the program as it is shipped: scripts, and a few quick tests."""
