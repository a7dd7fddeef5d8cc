"""Contracts on screens, split by what happens to them."""
