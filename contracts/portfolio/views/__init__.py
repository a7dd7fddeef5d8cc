"""The portfolio on screens."""
