"""What vendors write is found nowhere before the opening: not in the database, files, mail, logs, queue, caches, nor in
any answer to anybody else. And whatever is moved, cut short or changed does not open."""

import logging

import pytest
from django.urls import reverse
from django.utils import timezone

from marketplace.permissions import SYSTEM, Role
from rfp.bids.actions import keep_unsaved, open_prices
from rfp.bids.keys import private_key_of_solicitation
from rfp.bids.models import Bid, SolicitationKey, Wrap
from rfp.bids.reading import unsealed_content
from rfp.bids.sealing import SealBroken
from rfp.records.actions import destroy_bids
from rfp.solicitations.actions import cancel_solicitation
from tests.counts import at_a_desk, in_turn
from tests.factories.bids import (
    DAY,
    PDF,
    added_file,
    bidder,
    filled_in_bid,
    opened,
    save,
    submitted,
    submitted_bid,
)
from tests.factories.marketplace import person
from tests.factories.records import enacted_schedule
from tests.factories.solicitations import BODY, block, published_solicitation
from tests.faults.sweeping import places_with

CANARIES = {
    "answer": "Canary-Answer-4711",
    "draft": "Canary-Draft-4712",
    "typed": "Canary-Typed-4713",
    "file": "Canary-File-4714",
    "name": "Canary-Name-4715",
    "reason": "Canary-Reason-4716",
    "price": "8472913.55",
}
FILE_ASKED = block("requirement", text="Your plan as a document.", must=True, answer_kind="file")
BIDDER_PAGES = ("bid_page", "bid_submit", "bid_withdraw", "bid_addenda", "bid_copy")


def planted_bid(solicitation) -> Bid:
    """Submitted with a canary in every place, and a newer draft with some more."""
    clerk, at = bidder(), timezone.now()
    bid = filled_in_bid(solicitation, by=clerk, at=at, price=CANARIES["price"], text=CANARIES["answer"])
    for requirement in bid.lot.requirements.all():
        key, kind = f"answer-{requirement.code}", requirement.answer_kind
        if kind == "file":
            content = PDF + CANARIES["file"].encode()
            file = added_file(bid, by=clerk, name=f"{CANARIES['name']}.pdf", content=content, at=at)
            save(bid, key, {"file": str(file.code)}, by=clerk, at=at)
        elif kind == "text":
            secret = {"confidential": "yes", "reason": CANARIES["reason"], "redacted": "Withheld."}
            save(bid, key, {"text": CANARIES["answer"], **secret}, by=clerk, at=at)
            written = key
    submitted(bid, at=at)
    save(bid, written, {"text": CANARIES["draft"]}, by=clerk, at=at)
    keep_unsaved(bid=bid, key=written, texts={"text": CANARIES["typed"]}, number=9, by=clerk, now=lambda: at)
    return Bid.objects.get(pk=bid.pk)


@pytest.fixture
def solicitation(storage, db):
    """Open now, by the clock of the machine as well: screens read it."""
    return published_solicitation(at=timezone.now() - DAY, body=[*BODY, FILE_ASKED])


@pytest.fixture
def bid(solicitation, settings, caplog):
    caplog.set_level(logging.DEBUG)
    return planted_bid(solicitation)


def addresses(bid: Bid) -> list[str]:
    """Pages where something of a bid could show through."""
    reference = bid.solicitation.reference
    part = bid.parts.exclude(key="salt").first().key
    found = [reverse(name, args=[bid.code]) for name in BIDDER_PAGES]
    found += [reverse("bid_part", args=[bid.code, part]), reverse("bid_receipt", args=[bid.code, 1])]
    found += [reverse("bid_file", args=[bid.code, bid.files.first().code])]
    found += [reverse(name, args=[reference]) for name in ("opportunity_page", "opening_page", "closing_list")]
    found += [f"{reverse('bid_copy', args=[bid.code])}?draft", reverse("bid_list"), reverse("opportunity_list")]
    return [*found, "/workspace/", "/audit/", "/audit/export.csv", "/notices/", "/catalogue/?q=canary"]


def test_before_the_opening_no_canary_is_found_anywhere_it_could_lie(bid, storage, caplog):
    found = {word: places_with(word, folder=storage, log=caplog.text) for word in CANARIES.values()}
    assert found == dict.fromkeys(CANARIES.values(), [])


@pytest.mark.parametrize("name", ["reference", "title"])
def test_the_sweep_finds_what_is_there(bid, storage, name):
    assert len(places_with(getattr(bid.solicitation, name), folder=storage)) > 3


def readers() -> list[list[Role]]:
    """A visitor, and each role alone."""
    return [[], *([role] for role in Role)]


def test_nobody_but_the_vendor_is_shown_any_of_it(client, bid):
    """At a desk each reader is shown two of the pages in turn."""
    own, pages = {reverse("bid_list")}, addresses(bid)
    for turn, roles in enumerate(readers()):
        if roles:
            client.force_login(person(*roles))
        for address in in_turn(pages, 2 * turn, 2) if at_a_desk() else pages:
            answer = client.get(address, follow=True)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert not any(word.encode() in content for word in CANARIES.values()), (roles, address)
            assert str(bid.vendor).encode() not in content or address not in own, (roles, address)
            if roles and str(bid.code) in address:
                assert answer.status_code == 404, (roles, address)


def test_the_vendor_s_own_people_read_it_and_after_the_opening_it_is_there(client, bid, storage):
    client.force_login(bid.started_by)
    assert CANARIES["typed"] in client.get(addresses(bid)[5]).content.decode()
    assert CANARIES["price"] in client.get(reverse("bid_copy", args=[bid.code])).content.decode()
    solicitation = opened(bid.solicitation)
    assert places_with(CANARIES["answer"], folder=storage) == ["public.rfp_openedenvelope"]
    assert places_with(CANARIES["price"], folder=storage) == []
    at = solicitation.bids_due_at
    officer = person(Role.PROCUREMENT_OFFICER)
    open_prices(lot=bid.lot, past_gate=[bid], by=officer, now=lambda: at)
    assert places_with(CANARIES["price"], folder=storage) == ["public.rfp_openedenvelope"]
    assert places_with(CANARIES["draft"], folder=storage) == places_with(CANARIES["file"], folder=storage) == []


def test_once_their_time_of_keeping_is_over_no_canary_is_left_anywhere(
    bid, storage, django_capture_on_commit_callbacks
):
    enacted_schedule()
    solicitation = opened(bid.solicitation)
    at, officer = solicitation.bids_due_at, person(Role.PROCUREMENT_OFFICER)
    open_prices(lot=bid.lot, past_gate=[bid], by=officer, now=lambda: at)
    told = {"code": "no_need", "reason": "Gone.", "by": officer, "now": lambda: at}
    cancel_solicitation(solicitation=solicitation, **told)
    assert files_in(storage)
    day = at.replace(year=at.year + 3)
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_bids(solicitation=solicitation, by=SYSTEM, now=lambda: day) == 1
    found = {word: places_with(word, folder=storage) for word in CANARIES.values()}
    assert found == dict.fromkeys(CANARIES.values(), [])
    assert files_in(storage) == []
    assert not Wrap.objects.exists()
    assert not SolicitationKey.objects.exclude(held=None).exists()
    assert bid.receipts.exists()


def files_in(folder):
    """Boxes of bids."""
    return [path for path in (folder / "bids").rglob("*") if path.is_file()]


class TestTampering:
    """With the right key in hand, as somebody who holds the whole database and the platform's key."""

    @pytest.fixture
    def parts(self, solicitation):
        at = timezone.now()
        first, second = submitted_bid(solicitation, at=at), submitted_bid(solicitation, at=at)
        submitted(first, at=at)
        keys = {key.part: private_key_of_solicitation(key) for key in SolicitationKey.objects.all()}
        return first, second, keys

    @staticmethod
    def wrap_of(bid, part="technical", number=1):
        return Wrap.objects.get(version__bid=bid, version__number=number, part=part, holder="opening")

    def test_each_opens_where_it_belongs(self, parts):
        first, second, keys = parts
        for bid, number in ((first, 1), (first, 2), (second, 1)):
            for part in ("technical", "price"):
                wrap = self.wrap_of(bid, part, number)
                assert unsealed_content(wrap.version, wrap, keys[part])

    def test_moved_to_another_bid_version_or_envelope_nothing_opens(self, parts):
        first, second, keys = parts
        home = self.wrap_of(first)
        for other in (self.wrap_of(second), self.wrap_of(first, number=2), self.wrap_of(first, "price")):
            moved = Wrap(version=home.version, part=home.part, holder="opening", wrapped=bytes(other.wrapped))
            with pytest.raises(SealBroken):
                unsealed_content(home.version, moved, keys[other.part])
            version = home.version
            kept, version.technical = version.technical, other.version.sealed(other.part)
            with pytest.raises(SealBroken):
                unsealed_content(version, home, keys["technical"])
            version.technical = kept

    def test_cut_short_or_changed_in_any_bit_nothing_opens(self, parts):
        first, _, keys = parts
        home = self.wrap_of(first)
        box, wrapped = bytes(home.version.technical), bytes(home.wrapped)
        for place in range(0, 8 * len(box), 97):
            home.version.technical = _flipped(box, place)
            with pytest.raises(SealBroken):
                unsealed_content(home.version, home, keys["technical"])
        home.version.technical = box
        for place in range(8 * len(wrapped)):
            home.wrapped = _flipped(wrapped, place)
            with pytest.raises(SealBroken):
                unsealed_content(home.version, home, keys["technical"])
        for length in (0, 1, 40, len(wrapped) - 1):
            home.wrapped = wrapped[:length]
            with pytest.raises(SealBroken):
                unsealed_content(home.version, home, keys["technical"])


def _flipped(sealed: bytes, place: int) -> bytes:
    changed = bytearray(sealed)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)
