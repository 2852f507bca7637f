"""Oppbevaring og sletting, among the settings: rules, proposals, holds, receipts."""
