"""The practice office: a whole municipality of invented people to learn on."""

from stkdesk.services.practice.building import build_practice_office

__all__ = ["build_practice_office"]
