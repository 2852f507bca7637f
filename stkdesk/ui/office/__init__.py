"""Innstillinger: the office, its papers, periods and rates, and this program."""
