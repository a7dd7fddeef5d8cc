"""Forms of market forums: shapes only; the rules are in actions/."""
