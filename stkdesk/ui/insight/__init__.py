"""Innsyn: from the question somebody asks to the bundle that answers it."""
