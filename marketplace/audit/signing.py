"""The installation's signing key: it signs checkpoints of the trail, and receipts of bids."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def sign(text: bytes) -> str:
    """The signature with today's key, hexadecimal. Callers sign canonical JSON that says what it is."""
    return _signing_key().sign(text).hex()


def public_key() -> str:
    """The key, 64 hexadecimal digits, by which anybody can check what this installation signs today."""
    return _signing_key().public_key().public_bytes_raw().hex()


def known_keys() -> list[str]:
    """Today's public key, and those in use before."""
    return [public_key(), *settings.AUDIT_PUBLIC_KEYS_BEFORE]


def is_signed(text: bytes, signature: str) -> bool:
    """Whether today's key signed it, or one that was in use before."""
    return any(_is_signed_by(key, text, signature) for key in known_keys())


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.AUDIT_SIGNING_KEY))


def _is_signed_by(key: str, text: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True
