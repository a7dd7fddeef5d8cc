"""The arithmetic of service levels: pure functions on intervals, Decimal and UTC. No database, no clock."""
