"""Files that come from outside are shown to a scanner for malware, where one is named: clamd, over a socket.

The protocol is clamd's INSTREAM: chunks with their length before them, an empty one at the end, and one line back.
"""

import socket
import struct
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from marketplace.errors import DomainError

CHUNK = 1 << 16
SECONDS = 30
LONGEST_ANSWER = 4096
log = structlog.get_logger(__name__)


class MalwareFound(DomainError):
    status = 422
    sentence = (
        "The scanner found malware in this file, so it was not kept. Nothing was changed. Check the computer that it "
        "comes from, and add a clean copy."
    )


class ScannerSilent(DomainError):
    status = 503
    sentence = (
        "Files cannot be checked for malware at the moment, so this one was not taken. Nothing was changed. Try again "
        "in some minutes; if the deadline is near, tell the office at once."
    )


def refuse_malware(content: bytes) -> None:
    """Does nothing where no scanner is named. Raises MalwareFound, and ScannerSilent where no verdict comes."""
    if not settings.MALWARE_SCANNER:
        return
    try:
        answer = _ask(content)
    except OSError as error:
        log.warning("malware_scanner_silent", error=str(error))
        raise ScannerSilent from error
    if answer.endswith("OK"):
        return
    if answer.endswith("FOUND"):
        log.warning("malware_found", verdict=answer)
        raise MalwareFound
    log.warning("malware_scanner_silent", error=answer)
    raise ScannerSilent


def _ask(content: bytes) -> str:
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
            answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected() -> socket.socket:
    """Raises OSError."""
    named = urlsplit(settings.MALWARE_SCANNER)
    if named.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(named.path)
        return line
    return socket.create_connection((named.hostname or "localhost", named.port or 3310), timeout=SECONDS)
