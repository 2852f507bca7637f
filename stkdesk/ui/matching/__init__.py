"""Matching in the window: who may suit a client, and whom a contact may help."""
