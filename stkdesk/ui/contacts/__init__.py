"""Støttekontakter: the register of support contacts, their card and their form."""
