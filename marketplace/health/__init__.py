"""Whether Stoa is alive and ready, and the recovery of what a killed worker left."""
