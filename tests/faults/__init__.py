"""What the register survives: kills, full disks, damage, and any input at all."""
