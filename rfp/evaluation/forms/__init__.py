"""Forms of evaluations: shapes only; the rules are in actions/."""
