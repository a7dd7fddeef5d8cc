"""The public API at /api/v1/: composed in `routes`, refused in `problems`, limited in `middleware`."""
