"""Tests of the forms and the card of support contacts."""
