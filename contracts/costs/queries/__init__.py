"""What is read of costs."""
