"""Backups as a person sees them: the line at the foot, the settings, getting back."""
