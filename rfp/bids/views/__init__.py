"""Screens of bids: the vendor's own, and the officers' opening."""
