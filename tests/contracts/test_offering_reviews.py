"""Reviews of offerings: by who has or had a contract, two ratings apart, one reply, averages from five on."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from contracts.models import OfferingReview
from contracts.relationships.actions.reviewing import (
    NoSuchContract,
    RepliedAlready,
    ReviewedAlready,
    put_review_back,
    reply_to_review,
    review_offering,
    take_review_off,
)
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.world import trade
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def parties():
    return trade()


@world
def contract(parties):
    return under_contract(parties)


@world
def editor():
    return person(Role.CATALOGUE_EDITOR, of=OrganisationFactory(broker=True))


def under_contract(parties, *, agency=None):
    """A contract on the offering."""
    agency, offering = agency or parties.agency, parties.offering
    given = {"offering": offering, "offering_revision": offering.latest_revision, "levels": ()}
    return signed_contract(agency=agency, vendor=parties.vendor, **given)


def written(parties, contract, *, by=None, service=4, ordering=3, words="Quick.") -> OfferingReview:
    by = by or person(Role.REQUESTER, of=contract.agency)
    given = {"service_rating": service, "ordering_rating": ordering, "words": words}
    return review_offering(offering=parties.offering, contract=contract, by=by, **given)


def test_only_who_has_or_had_it_under_contract_reviews_it(parties, contract):
    written(parties, contract, by=parties.requester)
    other = signed_contract(agency=parties.agency, vendor=parties.vendor, levels=())
    with pytest.raises(NoSuchContract):
        written(parties, other)
    for who in (person(Role.REQUESTER), parties.signatory):
        with pytest.raises(PermissionDenied):
            written(parties, contract, by=who)
    with pytest.raises(ReviewedAlready):
        written(parties, contract, by=parties.requester)
    assert OfferingReview.objects.count() == 1


@pytest.mark.parametrize(("service", "ordering"), [(0, 3), (6, 3), (3, 0), (3, 6)])
def test_both_ratings_are_of_five(parties, contract, service, ordering):
    with pytest.raises(InvalidInput):
        written(parties, contract, service=service, ordering=ordering)
    assert not OfferingReview.objects.exists()


def test_under_five_there_is_no_average_and_from_five_on_one_with_its_counts(parties, contract):
    page, offering = client_of(None), parties.offering
    for number in range(4):
        written(parties, contract, service=5 - number % 2, ordering=2)
    facts = offering.facts
    facts.refresh_from_db()
    assert (facts.review_count, facts.review_agencies, facts.service_rating) == (4, 1, Decimal("4.50"))
    shown = page.get(offering.get_absolute_url()).text
    assert ("4 reviews by agencies" in shown, "too few" in shown, "4.5 of 5" in shown) == (True, True, False)
    written(parties, under_contract(parties, agency=OrganisationFactory()), service=5, ordering=3)
    shown = page.get(offering.get_absolute_url()).text
    assert "4.6 of 5</b> for the service and 2.2 of 5 for getting it, from 5 reviews of 2 agencies" in shown


def test_the_vendor_replies_once_and_it_stands(parties, contract):
    review = written(parties, contract, by=parties.requester)
    for who in (parties.requester, person(Role.VENDOR_ADMIN)):
        with pytest.raises(PermissionDenied):
            reply_to_review(review=review, words="Thanks.", by=who)
    with pytest.raises(InvalidInput):
        reply_to_review(review=review, words=" ", by=parties.signatory)
    reply_to_review(review=review, words="Thanks.", by=parties.signatory)
    with pytest.raises(RepliedAlready):
        reply_to_review(review=review, words="More.", by=parties.signatory)
    for change in ({"reply": "More."}, {"words": "Other."}, {"service_rating": 5}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            OfferingReview.objects.filter(pk=review.pk).update(**change)
    assert Notification.objects.filter(recipient=parties.requester, body="Thanks.").exists()


def test_taken_off_with_a_reason_it_is_neither_shown_nor_counted(parties, contract, editor):
    review = written(parties, contract, by=parties.requester)
    with pytest.raises(InvalidInput):
        take_review_off(review=review, reason=" ", by=editor)
    with pytest.raises(PermissionDenied):
        take_review_off(review=review, reason="We differ.", by=parties.signatory)
    take_review_off(review=review, reason="It names a person.", by=editor)
    with pytest.raises(MoveRefused):
        take_review_off(review=review, reason="Again.", by=editor)
    parties.offering.facts.refresh_from_db()
    assert (parties.offering.facts.review_count, parties.offering.facts.service_rating) == (0, None)
    address = reverse("offering_reviews", args=[parties.offering.slug])
    seen = {who: "Quick." in client_of(reader).get(address).text for who, reader in readers(parties, editor).items()}
    assert seen == {"public": False, "author": True, "vendor": True, "editor": True}
    put_review_back(review=review, reason="The name is gone.", by=editor)
    parties.offering.facts.refresh_from_db()
    assert parties.offering.facts.review_count == 1
    with pytest.raises(IntegrityError, match="with_a_reason"), transaction.atomic():
        OfferingReview.objects.update(status="hidden", reason="")


def readers(parties, editor):
    return {"public": None, "author": parties.requester, "vendor": parties.signatory, "editor": editor}


def test_on_screen_from_the_review_to_the_reply(parties, contract):
    ours, theirs = client_of(parties.requester), client_of(parties.signatory)
    listed = reverse("offering_reviews", args=[parties.offering.slug])
    assert "Write a review" in ours.get(listed).text
    new = reverse("offering_review_write", args=[parties.offering.slug])
    form = {"contract": contract.reference, "service_rating": "5", "ordering_rating": "2", "words": "Slow to get."}
    assert ours.post(new, form | {"ordering_rating": ""}).status_code == 422
    assert ours.post(new, form).status_code == 302
    assert ours.get(new).status_code == 404  # once a contract
    review = OfferingReview.objects.get()
    reply = reverse("offering_review_reply", args=[parties.offering.slug, review.pk])
    assert [theirs.post(reply, {"words": "We hire."}).status_code for _ in range(2)] == [302, 409]
    shown = client_of(None).get(listed).text
    for words in ("Slow to get.", "We hire.", "2 of 5 for getting it", parties.agency.name, "too few for an average"):
        assert words in shown
    assert str(parties.requester) not in shown
