"""Screens of needs: stating and deciding, meeting two together, the public pipeline."""
