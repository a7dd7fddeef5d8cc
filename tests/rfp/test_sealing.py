"""Envelopes open for one purpose and one key; pieces of a key make it again; receipts are checked without Stoa."""

import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from rfp.bids import verification
from rfp.bids.sealing import (
    Context,
    SealBroken,
    canonical,
    empty_box,
    fill_box,
    filled_up,
    new_private_key,
    public_key_of,
    seal,
    unseal,
)
from rfp.bids.splitting import combine, key_from, lock_new_key, new_secret, piece_from, split, unlock_key
from rfp.bids.verification import NotGenuine, check_content, check_listed, check_receipt, digest_of, signed_bytes

CONTEXT = Context(part="technical", solicitation="RFP-2026-0001", lot=1, bid="b-17", version=2)
ELSEWHERE = [
    replace(CONTEXT, part="price"),
    replace(CONTEXT, solicitation="RFP-2026-0002"),
    replace(CONTEXT, lot=2),
    replace(CONTEXT, bid="b-18"),
    replace(CONTEXT, version=1),
]
KEY, OTHER_KEY = new_private_key(), new_private_key()
CONTENT = b'{"answers": {"R1": "We answer within two minutes."}}'
ENVELOPE = seal(CONTENT, to=public_key_of(KEY), context=CONTEXT)
BOX = fill_box(CONTENT, context=CONTEXT)


class TestEnvelopes:
    def test_the_right_key_in_the_right_context_opens_it(self):
        assert unseal(ENVELOPE, private_key=KEY, context=CONTEXT) == CONTENT
        assert empty_box(BOX.sealed, key=BOX.key, context=CONTEXT) == CONTENT

    @pytest.mark.parametrize("context", ELSEWHERE, ids=lambda context: context.part + context.bid)
    def test_moved_to_another_context_nothing_opens(self, context):
        with pytest.raises(SealBroken):
            unseal(ENVELOPE, private_key=KEY, context=context)
        with pytest.raises(SealBroken):
            empty_box(BOX.sealed, key=BOX.key, context=context)

    def test_another_key_opens_nothing(self):
        with pytest.raises(SealBroken):
            unseal(ENVELOPE, private_key=OTHER_KEY, context=CONTEXT)
        with pytest.raises(SealBroken):
            empty_box(BOX.sealed, key=OTHER_KEY, context=CONTEXT)
        with pytest.raises(SealBroken):
            empty_box(BOX.sealed, key=b"short", context=CONTEXT)

    @pytest.mark.parametrize("sealed", [ENVELOPE, BOX.sealed], ids=["envelope", "box"])
    def test_cut_short_or_lengthened_nothing_opens(self, sealed):
        for changed in [*(sealed[:length] for length in range(len(sealed))), sealed + b"\x00", b"\x02" + sealed[1:]]:
            with pytest.raises(SealBroken):
                unseal(changed, private_key=KEY, context=CONTEXT)
            with pytest.raises(SealBroken):
                empty_box(changed, key=BOX.key, context=CONTEXT)

    def test_no_single_bit_can_be_flipped(self):
        for place in range(8 * len(ENVELOPE)):
            with pytest.raises(SealBroken):
                unseal(_flipped(ENVELOPE, place), private_key=KEY, context=CONTEXT)
        for place in range(8 * len(BOX.sealed)):
            with pytest.raises(SealBroken):
                empty_box(_flipped(BOX.sealed, place), key=BOX.key, context=CONTEXT)

    def test_the_context_is_the_same_bytes_for_every_writer(self):
        assert CONTEXT.info(use="envelope") == (
            b'{"bid":"b-17","format":1,"lot":1,"part":"technical","solicitation":"RFP-2026-0001",'
            b'"stoa":"envelope","version":2}'
        )

    def test_sizes_say_little(self):
        assert len(filled_up(b"1" * 3)) == len(filled_up(b"1" * 1024)) == 1024
        assert json.loads(filled_up(canonical({"a": 1}))) == {"a": 1}


class TestPieces:
    def test_any_k_make_the_secret_and_fewer_do_not(self):
        secret = new_secret()
        pieces = split(secret, needed=3, among=5)
        assert all(combine(chosen) == secret for chosen in combinations(pieces, 3))
        assert all(combine(chosen) != secret for chosen in combinations(pieces, 2))
        with pytest.raises(SealBroken):
            combine([pieces[0], pieces[0], pieces[1]])

    @settings(max_examples=25)
    @given(secret=st.binary(min_size=16, max_size=16), needed=st.integers(2, 4), more=st.integers(0, 5))
    def test_whatever_the_secret(self, secret, needed, more):
        chosen = split(secret, needed=needed, among=needed + more)[-needed:]
        assert combine([piece_from(piece.as_bytes()) for piece in chosen]) == secret

    @pytest.mark.parametrize(("needed", "among"), [(1, 3), (3, 2), (2, 10)])
    def test_one_alone_never_holds_the_key(self, needed, among):
        with pytest.raises(ValueError, match="at least 2"):
            split(new_secret(), needed=needed, among=among)

    @pytest.mark.parametrize("content", [b"", bytes(17), b"\x01" + bytes(15), b"\xff" + bytes(16)])
    def test_what_is_no_piece_is_refused(self, content):
        with pytest.raises(SealBroken):
            piece_from(content)

    def test_the_two_envelopes_have_keys_of_their_own(self):
        secret = new_secret()
        assert key_from(secret, context=CONTEXT) != key_from(secret, context=replace(CONTEXT, part="price"))

    def test_a_passphrase_opens_an_officer_s_key_and_another_does_not(self):
        context = Context(part="officer 7")
        made = lock_new_key("four words of mine", context=context)
        assert public_key_of(unlock_key(made.locked, "four words of mine ", context=context)) == made.public_key
        for phrase, where in (("four words of yours", context), ("four words of mine", Context(part="officer 8"))):
            with pytest.raises(SealBroken):
                unlock_key(made.locked, phrase, context=where)


class TestReceipts:
    COPY = {"technical": {"answers": {"R1": {"text": "Two minutes."}}, "salt": "00"}}
    SIGNER = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    KEYS = [SIGNER.public_key().public_bytes_raw().hex()]
    STATEMENT = {
        "stoa": "receipt",
        "solicitation": "RFP-2026-0001",
        "version": 2,
        "technical_sha256": digest_of(COPY["technical"]),
    }

    def receipt(self, **changes):
        statement = self.STATEMENT | changes
        return {"statement": statement, "signature": self.SIGNER.sign(signed_bytes(statement)).hex()}

    def test_what_was_signed_is_genuine(self):
        assert check_receipt(self.receipt(), keys=["00", *self.KEYS]) == self.STATEMENT

    @pytest.mark.parametrize(
        "broken",
        [
            {},
            [],
            {"statement": {}, "signature": ""},
            {"statement": {"stoa": "other"}, "signature": "00"},
            {"statement": {"stoa": "receipt"}, "signature": "no digits"},
        ],
    )
    def test_what_is_no_receipt_is_told_apart(self, broken):
        with pytest.raises(NotGenuine, match="no receipt"):
            check_receipt(broken, keys=self.KEYS)

    def test_a_changed_statement_or_another_key_is_found(self):
        changed = self.receipt()
        changed["statement"] = self.STATEMENT | {"version": 3}
        for receipt, keys in ((changed, self.KEYS), (self.receipt(), ["11" * 32])):
            with pytest.raises(NotGenuine, match="does not fit"):
                check_receipt(receipt, keys=keys)

    def test_the_copy_and_the_published_list_are_compared(self):
        statement = self.STATEMENT
        check_content(statement, self.COPY)
        check_listed(statement, {"digests": [digest_of(statement)]})
        changed = {"technical": {"answers": {"R1": {"text": "Two hours."}}, "salt": "00"}}
        for copy in ({}, [], changed, self.COPY | {"price": {}}):
            with pytest.raises(NotGenuine, match="copy"):
                check_content(statement, copy)
        for listed in ({"digests": []}, [], "", {"digests": "x"}):
            with pytest.raises(NotGenuine, match="does not name"):
                check_listed(statement, listed)

    def test_the_check_runs_without_stoa(self, tmp_path):
        path = tmp_path / "receipt.json"
        path.write_text(json.dumps(self.receipt()))
        program = [sys.executable, "-I", str(Path(verification.__file__)), str(path), "--key"]
        good = subprocess.run([*program, *self.KEYS], capture_output=True, text=True)
        assert (good.returncode, "The receipt is genuine" in good.stdout) == (0, True), good
        bad = subprocess.run([*program, "11" * 32], capture_output=True, text=True)
        assert (bad.returncode, "does not fit" in bad.stderr) == (1, True), bad


def _flipped(sealed: bytes, place: int) -> bytes:
    changed = bytearray(sealed)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)
