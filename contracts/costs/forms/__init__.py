"""Forms of costs: shapes only; the rules are in actions."""
