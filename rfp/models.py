"""Gathers the slices' models for Django."""

from .needs.models import Need

__all__ = ["Need"]
