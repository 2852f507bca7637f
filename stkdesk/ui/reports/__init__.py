"""Monthly reports: the list, the card, and the form of one."""
