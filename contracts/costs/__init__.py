"""What services cost and why: rate cards with their parts, charges, budgets, the vendors' returns of the levy."""
