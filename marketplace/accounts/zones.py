"""The time zones that somebody may choose."""

import zoneinfo

# Looked up once: that walks through hundreds of files.
ZONES = frozenset(zoneinfo.available_timezones())
