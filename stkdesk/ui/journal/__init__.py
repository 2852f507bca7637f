"""Dokumenter, the journal: what was sent and received, and the files with it."""
