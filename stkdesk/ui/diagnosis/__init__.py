"""Lag diagnosepakke: seen through before it leaves; and offered after a crash."""
