"""Service levels for programs, split by noun."""
