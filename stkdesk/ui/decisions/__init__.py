"""Decisions (vedtak) on the screen: the form with the letter beside it."""
