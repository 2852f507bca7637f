"""Oppdrag: who helps whom, how much, and what has come of it."""
