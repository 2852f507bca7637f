"""The first page: what the office should do today."""
