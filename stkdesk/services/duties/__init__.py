"""What is to be done now: candidates found in the register, judged by their rules."""
