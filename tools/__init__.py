"""What `./stoa` runs: databases, services, checks and the demonstration's supervisor. The product never imports it."""
