"""Keys that several officers hold together: any k of n pieces make the secret, fewer say nothing about it.

Each piece is sealed to an officer's own key, whose private half opens with the officer's passphrase alone.
"""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from Crypto.Protocol.SecretSharing import Shamir  # nosec B413 pycryptodome, not what stood under this name before
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .sealing import Context, SealBroken, empty_box, fill_box, new_private_key, public_key_of

SECRET = 16  # bytes; as strong as the curve of the envelopes
SALT = 16
FEWEST, MOST = 2, 9
SHORTEST_PASSPHRASE = 16


class Piece(NamedTuple):
    """One officer's part of a secret."""

    number: int
    value: bytes

    def as_bytes(self) -> bytes:
        return bytes([self.number]) + self.value


class LockedKey(NamedTuple):
    """A key pair whose private half a passphrase opens."""

    public_key: bytes
    locked: bytes


def piece_from(content: bytes) -> Piece:
    """A piece as it was kept. Raises SealBroken for anything else."""
    if len(content) != 1 + SECRET or not 1 <= content[0] <= MOST:
        raise SealBroken("This is no piece of a key.")
    return Piece(content[0], content[1:])


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET)


def split(secret: bytes, *, needed: int, among: int) -> list[Piece]:
    """The secret in pieces, of which any `needed` make it again."""
    if not FEWEST <= needed <= among <= MOST:
        raise ValueError(f"A key is split among {FEWEST} to {MOST} officers, at least {FEWEST} of whom are needed.")
    return [Piece(number, bytes(value)) for number, value in Shamir.split(needed, among, secret)]


def combine(pieces: Sequence[Piece]) -> bytes:
    """The secret, where these are the pieces of one and as many as it needs; other bytes otherwise: who asks compares
    a public key. Raises SealBroken for a piece that is there twice."""
    try:
        return bytes(Shamir.combine([(piece.number, piece.value) for piece in pieces]))
    except ValueError as error:
        raise SealBroken("A piece of the key is there twice.") from error


def key_from(secret: bytes, *, context: Context) -> bytes:
    """256 bits for one purpose out of the secret that is split."""
    return HKDF(hashes.SHA256(), length=32, salt=None, info=context.info(use="split")).derive(secret)


def lock_new_key(passphrase: str, *, context: Context) -> LockedKey:
    """A fresh key pair, its private half under the passphrase."""
    private_key, salt = new_private_key(), secrets.token_bytes(SALT)
    box = fill_box(private_key, context=context, key=_stretched(passphrase, salt))
    return LockedKey(public_key_of(private_key), salt + box.sealed)


def unlock_key(locked: bytes, passphrase: str, *, context: Context) -> bytes:
    """The private half. Raises SealBroken for another passphrase."""
    return empty_box(locked[SALT:], key=_stretched(passphrase, locked[:SALT]), context=context)


def lock_key_anew(locked: bytes, passphrase: str, new: str, *, context: Context) -> bytes:
    """The same private half under another passphrase. Raises SealBroken where the first one does not open it."""
    private_key, salt = unlock_key(locked, passphrase, context=context), secrets.token_bytes(SALT)
    return salt + fill_box(private_key, context=context, key=_stretched(new, salt)).sealed


def _stretched(passphrase: str, salt: bytes) -> bytes:
    # The second recommendation of RFC 9106: three rounds over 64 MiB.
    stretch = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    return stretch.derive(passphrase.strip().encode())
