"""Envelopes that open for one purpose alone: HPKE (RFC 9180) to a public key, AES-256-GCM for what is long.

Every envelope is bound to its context: which solicitation, lot, bid, version and part it belongs to. An envelope that
was moved, cut short or changed in one bit does not open. Pure functions over bytes; keys come from keys.py.
"""

import json
import secrets
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
FORMAT = b"\x01"
NONCE = 12
STEP = 1024  # contents are filled up to a multiple, so that their sizes say little


class SealBroken(ValueError):
    """The envelope was changed, cut short, made for another purpose, or sealed to another key."""


@dataclass(frozen=True)
class Context:
    """What an envelope belongs to. `part` says what lies in it: "technical", "price", "draft answer-R1", …"""

    part: str
    solicitation: str = ""
    lot: int = 0
    bid: str = ""
    version: int = 0

    def info(self, *, use: str) -> bytes:
        """The context as canonical JSON, the same bytes whoever writes it."""
        return canonical({"format": 1, "stoa": use, **vars(self)})


class Box(NamedTuple):
    """A long content under a key of its own; the key is wrapped for each who may open it."""

    sealed: bytes
    key: bytes


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def new_private_key() -> bytes:
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def fingerprint(public_key: bytes) -> str:
    """Sixteen hexadecimal digits that name a public key."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(public_key)
    return digest.finalize().hex()[:16]


def seal(content: bytes, *, to: bytes, context: Context) -> bytes:
    """An envelope that only the private half of the public key `to` opens, in this context."""
    sealed = SUITE.encrypt(content, X25519PublicKey.from_public_bytes(to), info=context.info(use="envelope"))
    return FORMAT + sealed


def unseal(envelope: bytes, *, private_key: bytes, context: Context) -> bytes:
    """What lies in an envelope. Raises SealBroken."""
    if envelope[:1] != FORMAT:
        raise SealBroken("This is no envelope of a format that is known here.")
    key = X25519PrivateKey.from_private_bytes(private_key)
    try:
        return SUITE.decrypt(envelope[1:], key, info=context.info(use="envelope"))
    except (InvalidTag, ValueError) as error:
        raise SealBroken("The envelope does not open: changed, cut short, or not made for this.") from error


def fill_box(content: bytes, *, context: Context, key: bytes | None = None) -> Box:
    """The content under a fresh key of 256 bits, bound to its context."""
    key = key or secrets.token_bytes(32)
    nonce = secrets.token_bytes(NONCE)
    return Box(FORMAT + nonce + AESGCM(key).encrypt(nonce, content, context.info(use="box")), key)


def empty_box(sealed: bytes, *, key: bytes, context: Context) -> bytes:
    """What lies in a box. Raises SealBroken."""
    if sealed[:1] != FORMAT or len(sealed) < len(FORMAT) + NONCE + 16 or len(key) != 32:
        raise SealBroken("This is no box of a format that is known here.")
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, rest, context.info(use="box"))
    except InvalidTag as error:
        raise SealBroken("The box does not open: changed, cut short, or not made for this.") from error


def filled_up(content: bytes) -> bytes:
    """JSON with blanks behind it, up to the next full step."""
    return content + b" " * (-len(content) % STEP)
