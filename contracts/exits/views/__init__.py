"""Screens of a contract that stands still or ends early, split by what happens to it."""
