"""Complaints (klager) on the screen: the form, its verdict and the next steps."""
