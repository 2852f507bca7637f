"""The room of applications: what came in, and by when it must be answered."""
