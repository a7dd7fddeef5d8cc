"""Checks a receipt without Stoa: needs this file, Python and the package `cryptography`.

    python verification.py receipt.json --key PUBLIC_KEY [--content copy.json] [--list closing.json]

The key is the public half of the installation's signing key, 64 hexadecimal digits, from a source you trust.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class NotGenuine(ValueError):
    """The receipt, or what it is compared with, is not what was signed; the message is a sentence."""


def signed_bytes(statement: Any) -> bytes:
    """What is signed: canonical JSON, so that every reader gets the same bytes."""
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(statement: Any) -> str:
    """SHA-256 of canonical JSON; of a receipt it is the line of the list that is published at closing."""
    return hashlib.sha256(signed_bytes(statement)).hexdigest()


def check_receipt(receipt: Any, *, keys: Iterable[str]) -> dict[str, Any]:
    """The statement of a receipt that one of these public keys signed. Raises NotGenuine."""
    try:
        statement, signature = receipt["statement"], bytes.fromhex(receipt["signature"])
        if not isinstance(statement, dict) or statement.get("stoa") != "receipt":
            raise NotGenuine("This file is no receipt of Stoa.")
        signed = signed_bytes(statement)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, NotGenuine):
            raise
        raise NotGenuine("This file is no receipt of Stoa.") from error
    if not any(_is_signed_by(key, signature, signed) for key in keys):
        raise NotGenuine("The signature does not fit: the receipt was changed, or another installation signed it.")
    return statement


def check_content(statement: dict[str, Any], copy: Any) -> None:
    """Compares the copy of what was submitted with the receipt, envelope by envelope. Raises NotGenuine."""
    named = {name.removesuffix("_sha256") for name in statement if name in ("technical_sha256", "price_sha256")}
    if not isinstance(copy, dict) or not named or named != set(copy):
        raise NotGenuine("The copy does not hold the envelopes that this receipt names.")
    if any(digest_of(copy[part]) != statement[f"{part}_sha256"] for part in named):
        raise NotGenuine("The copy is not what was submitted with this receipt.")


def check_listed(statement: dict[str, Any], listed: Any) -> None:
    """Looks the receipt up in the list of digests published at closing. Raises NotGenuine."""
    digests = listed.get("digests") if isinstance(listed, dict) else listed
    if not isinstance(digests, list) or digest_of(statement) not in digests:
        raise NotGenuine("The list that was published at closing does not name this receipt.")


def _is_signed_by(key: str, signature: bytes, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Prints what the receipt says and returns 0, or the fault and 1."""
    parser = argparse.ArgumentParser(description="Checks a receipt of a bid without Stoa.")
    parser.add_argument("receipt", type=Path)
    parser.add_argument("--key", required=True, action="append", help="public half of the signing key, hexadecimal")
    parser.add_argument("--content", type=Path, help="the copy of what was submitted")
    parser.add_argument("--list", type=Path, help="the list of digests published at closing")
    given = parser.parse_args(arguments)
    try:
        statement = check_receipt(json.loads(given.receipt.read_bytes()), keys=given.key)
        if given.content:
            check_content(statement, json.loads(given.content.read_bytes()))
        if given.list:
            check_listed(statement, json.loads(given.list.read_bytes()))
    except (NotGenuine, OSError, ValueError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write("".join(f"{name}: {value}\n" for name, value in sorted(statement.items())))
    sys.stdout.write(f"The receipt is genuine. Its digest is {digest_of(statement)}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
