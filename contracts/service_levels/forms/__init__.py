"""Forms of service levels, split by noun: shapes only; the rules are in actions/."""
