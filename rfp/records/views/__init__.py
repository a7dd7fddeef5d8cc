"""Screens of records: schedule and holds, requests to see bids."""
