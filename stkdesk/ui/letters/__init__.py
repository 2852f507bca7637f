"""Letters of a case on the screen: the form with the letter beside it, and the pile."""
