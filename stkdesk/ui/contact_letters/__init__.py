"""Letters to support contacts."""
