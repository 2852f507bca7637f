"""Activity groups: who is in them, when they meet, and who came."""
