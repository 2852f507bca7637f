"""Agreements at the front desk: making one, and writing down that it is signed."""
