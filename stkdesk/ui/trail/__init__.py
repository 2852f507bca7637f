"""The log on the screen: who has read and done what."""
