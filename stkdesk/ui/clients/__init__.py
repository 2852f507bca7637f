"""Brukere: the register of clients, their card and their form."""
