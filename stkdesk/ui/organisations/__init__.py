"""Voluntary organisations: their agreements, and the attendance they report."""
