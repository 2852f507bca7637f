"""Settings of the letters: the office's own texts and legal references."""
