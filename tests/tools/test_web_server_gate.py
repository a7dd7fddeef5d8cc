"""The first web server of a demonstration loads its code beside the data and waits at a gate for them."""

import os

import pytest

from tools import gunicorn_settings


class Left(Exception):
    """The process would have ended here."""


@pytest.fixture
def handle(monkeypatch):
    """The end of the pipe that whoever starts the web server holds."""
    gate, handle = os.pipe()

    def leave(code):
        raise Left(code)

    monkeypatch.setattr(gunicorn_settings, "_leave", leave)
    monkeypatch.setenv("STOA_GATE", str(gate))
    yield handle
    os.close(gate)


def test_a_byte_lets_it_go_on_once(handle):
    os.write(handle, b".")
    os.close(handle)
    gunicorn_settings._wait_at_gate()
    gunicorn_settings._wait_at_gate()  # the variable is gone: a later reload does not wait


def test_it_ends_where_whoever_held_the_gate_ended(handle):
    os.close(handle)
    with pytest.raises(Left, match="0"):
        gunicorn_settings._wait_at_gate()


def test_without_a_gate_it_does_not_wait(monkeypatch):
    monkeypatch.delenv("STOA_GATE", raising=False)
    gunicorn_settings._wait_at_gate()
