"""The one exception whose text is meant for the person at the terminal."""


class Refusal(Exception):
    """A verb cannot go on; the text says what happened and what to do next."""
