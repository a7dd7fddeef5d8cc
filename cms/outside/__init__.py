"""What search engines and link previews of the world are told: the public's addresses, and which to leave alone."""
