"""Who has something like it already: the rule, the answer that a request needs, and who reads it."""

import datetime
import re
import uuid

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.models import Order
from contracts.orders.actions import DuplicateUnanswered, NotThereToJoin, return_order, submit_order
from contracts.orders.duplicates import Answer, similar_uses
from marketplace.audit.models import AuditEvent
from tests.factories.catalog import AgencyUseFactory, OfferingFactory, TopicFactory
from tests.factories.contracts import MONDAY_NOON, approved_order, funded_order, signed_contract, trade
from tests.factories.marketplace import OrganisationFactory
from tests.worlds import world

pytestmark = pytest.mark.django_db
TODAY = MONDAY_NOON.date()
DAY = datetime.timedelta(days=1)


@world
def topics():
    return [TopicFactory(name=name, slug=name.lower()) for name in ("Calls", "Chats", "Letters")]


@world
def parties(topics):
    return trade(topics=topics, name="Harborline Calls", slug="harborline-calls")


@world
def labor():
    return OrganisationFactory(name="Department of Labor", slug="labor")


def like_it(shared, **details):
    return OfferingFactory(**({"name": "Kestrel Calls", "slug": "kestrel-calls", "topics": shared[:2]} | details))


def found_by(parties):
    return [str(use) for use in similar_uses(offering=parties.offering, agency=parties.agency, on=TODAY)]


def submit(order, parties, answer=None):
    return submit_order(
        order=order, version=order.version, answer=answer, by=parties.requester, now=lambda: MONDAY_NOON
    )


class TestWhatCounts:
    def test_the_same_offering_comes_first_then_more_topics_in_common(self, parties, topics, labor):
        AgencyUseFactory(offering=like_it(topics), agency=labor)
        AgencyUseFactory(offering=like_it(topics, name="All Three", slug="all-three", topics=topics), agency=labor)
        AgencyUseFactory(offering=parties.offering, agency=labor)
        uses = similar_uses(offering=parties.offering, agency=parties.agency, on=TODAY)
        assert [(use.offering, use.same, use.topics) for use in uses] == [
            ("Harborline Calls", True, ["Calls", "Chats", "Letters"]),
            ("All Three", False, ["Calls", "Chats", "Letters"]),
            ("Kestrel Calls", False, ["Calls", "Chats"]),
        ]

    def test_one_topic_in_common_is_too_little(self, parties, topics, labor):
        AgencyUseFactory(offering=like_it(topics, topics=topics[:1]), agency=labor)
        assert found_by(parties) == []

    def test_one_topic_is_enough_for_what_has_only_one(self, topics, labor):
        AgencyUseFactory(offering=like_it(topics), agency=labor)
        assert found_by(trade(topics=topics[:1])) == ["Department of Labor: Kestrel Calls"]

    def test_without_topics_nothing_is_alike(self, labor):
        AgencyUseFactory(offering=like_it([]), agency=labor)
        assert found_by(trade()) == []

    def test_another_lot_is_another_thing_unless_the_state_provides_it(self, parties, topics, labor):
        AgencyUseFactory(offering=like_it(topics, service_models=["iaas"]), agency=labor)
        assert found_by(parties) == []
        office = OrganisationFactory(broker=True)
        AgencyUseFactory(offering=like_it(topics, name="State Line", slug="state-line", vendor=office), agency=labor)
        assert found_by(parties) == ["Department of Labor: State Line"]

    def test_a_contract_in_force_counts_and_names_itself_instead_of_the_authorisation(self, parties, topics, labor):
        other = like_it(topics)
        AgencyUseFactory(offering=other, agency=labor)
        contract = signed_contract(offering=other, agency=labor)
        assert found_by(parties) == [f"Department of Labor: Kestrel Calls, contract {contract.reference}"]

    @pytest.mark.parametrize(
        "over", [{"expires_on": TODAY}, {"ato_on": TODAY + DAY}], ids=["has run out", "has not begun"]
    )
    def test_an_authorisation_outside_its_days_does_not_count(self, parties, topics, labor, over):
        AgencyUseFactory(offering=like_it(topics), agency=labor, **over)
        assert found_by(parties) == []

    def test_a_contract_that_has_ended_does_not_count(self, parties, topics, labor):
        signed_contract(offering=like_it(topics), agency=labor, ends_on=TODAY)
        assert found_by(parties) == []

    def test_what_the_reader_may_not_see_does_not_come_out(self, parties, topics, labor):
        AgencyUseFactory(offering=like_it(topics, live=False), agency=labor)
        hidden = OrganisationFactory(vendor=True, status="suspended")
        AgencyUseFactory(offering=like_it(topics, slug="of-hidden", vendor=hidden), agency=labor)
        assert found_by(parties) == []

    def test_a_federal_agency_s_use_cannot_be_joined(self, parties, topics):
        AgencyUseFactory(offering=like_it(topics), agency=OrganisationFactory(level="federal"))
        assert found_by(parties) == []

    def test_one_s_own_use_of_the_very_offering_is_more_of_the_same_of_another_one_it_counts(self, parties, topics):
        AgencyUseFactory(offering=parties.offering, agency=parties.agency)
        assert found_by(parties) == []
        AgencyUseFactory(offering=like_it(topics), agency=parties.agency)
        assert found_by(parties) == [f"{parties.agency}: Kestrel Calls"]

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_many_there_are(self, parties, topics, count, django_assert_num_queries):
        for number in range(count):
            AgencyUseFactory(offering=like_it(topics, slug=f"like-it-{number}"))
            AgencyUseFactory(offering=parties.offering)
        with django_assert_num_queries(6):
            assert len(found_by(parties)) == 2 * count


def test_a_request_that_others_have_already_joins_or_says_why_not(parties, topics, labor):
    AgencyUseFactory(offering=like_it(topics), agency=labor)
    order = funded_order(parties)
    before = Order.objects.values().get(), AuditEvent.objects.count()
    for answer, error in [
        (None, DuplicateUnanswered),
        (Answer(apart=" \n"), DuplicateUnanswered),
        (Answer(join="labor/harborline-calls"), NotThereToJoin),
    ]:
        with pytest.raises(error, match="Nothing was submitted"), transaction.atomic():
            submit(order, parties, answer)
        assert (Order.objects.values().get(), AuditEvent.objects.count()) == before
    order = submit(order, parties, Answer(join="labor/kestrel-calls"))
    assert (order.similar_answer, order.similar_words) == ("join", "Department of Labor: Kestrel Calls")


def test_the_refusal_says_how_many_and_names_three(parties, topics):
    for number in range(4):
        agency = OrganisationFactory(name=f"Agency {number}")
        AgencyUseFactory(offering=parties.offering, agency=agency)
    with pytest.raises(DuplicateUnanswered, match=r"^4 agencies already have .*Agency 2: Harborline Calls; and others"):
        submit(funded_order(parties), parties)


def test_where_nobody_has_it_nothing_is_asked(parties):
    order = submit(funded_order(parties), parties, Answer(apart="Not asked for"))
    assert (order.similar_agencies, order.similar_uses, order.similar_answer, order.similar_words) == (0, [], "", "")


def test_list_and_answer_stand_as_they_were_when_it_was_sent(parties, topics, labor):
    use = AgencyUseFactory(offering=like_it(topics), agency=labor)
    order = submit(funded_order(parties), parties, Answer(apart=" Theirs has no chats. "))
    use.delete()
    order.refresh_from_db()
    assert (order.similar_agencies, order.similar_words) == (1, "Theirs has no chats.")
    assert order.similar_uses == [
        {
            "agency": "Department of Labor",
            "agency_slug": "labor",
            "offering": "Kestrel Calls",
            "offering_slug": "kestrel-calls",
            "contract": "",
            "same": False,
            "topics": ["Calls", "Chats"],
            "words": "",
        }
    ]
    for changes in ({"similar_words": "Something else"}, {"similar_uses": []}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Order.objects.update(**changes)


class TestScreens:
    def check(self, client, order, **typed):
        address = reverse("order_check", args=[order.reference])
        return client.post(address, {"version": order.version, **typed}) if typed else client.get(address)

    @pytest.fixture
    def order(self, parties, topics, labor):
        AgencyUseFactory(offering=like_it(topics), agency=labor)
        return funded_order(parties, at=timezone.now())

    def test_the_last_step_shows_who_has_it_and_keeps_what_was_typed(self, client, parties, order):
        client.force_login(parties.requester)
        page = self.check(client, order).content.decode()
        assert "1 agency already has this or something like it" in page
        assert "Department of Labor" in page
        refused = self.check(client, order, apart="Theirs <b>")
        assert (refused.status_code, "Theirs &lt;b&gt;" in refused.content.decode()) == (422, True)
        assert "Say whether you ask to join, or why not" in refused.content.decode()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"similar": "join"}, "Choose whose you ask to join"),
            ({"similar": "apart", "apart": " "}, "Say why you do not join"),
            ({"similar": "join", "join": "nobody/nothing"}, "Select a valid choice"),
        ],
    )
    def test_half_an_answer_is_asked_for_the_rest(self, client, parties, order, typed, words):
        client.force_login(parties.requester)
        refused = self.check(client, order, **typed)
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
        assert Order.objects.get().status == "draft"

    def test_the_approver_reads_list_and_answer_where_it_is_decided(self, client, parties, order):
        client.force_login(parties.requester)
        assert self.check(client, order, similar="apart", apart="Theirs has no chats").status_code == 302
        client.force_login(parties.approver)
        for address in (reverse("order_approve", args=[order.reference]), order.get_absolute_url()):
            page = client.get(address).content.decode()
            assert "does not join, because" in page
            assert "Theirs has no chats" in page
            assert "Department of Labor" in page

    def test_the_request_to_join_names_whose(self, client, parties, order):
        client.force_login(parties.requester)
        assert self.check(client, order, similar="join", join="labor/kestrel-calls").status_code == 302
        page = re.sub(r"\s+", " ", client.get(order.get_absolute_url()).content.decode())
        assert "The request asks to join" in page
        assert "Department of Labor: Kestrel Calls" in page

    def test_the_vendor_does_not_read_why(self, client, parties, topics, labor):
        AgencyUseFactory(offering=like_it(topics), agency=labor)
        order = approved_order(parties, answer=Answer(apart="Theirs has no chats"))
        client.force_login(parties.signatory)
        for address in (order.get_absolute_url(), reverse("order_accept", args=[order.reference])):
            page = client.get(address)
            assert (page.status_code, b"Theirs has no chats" in page.content) == (200, False)

    def test_a_returned_request_keeps_its_reason(self, client, parties, order):
        order = submit(order, parties, Answer(apart="Theirs has no chats"))
        order = return_order(order=order, reason="Fewer", version=order.version, by=parties.approver)
        client.force_login(parties.requester)
        assert "Theirs has no chats</textarea>" in self.check(client, order).content.decode()


@pytest.mark.parametrize(
    ("answer", "status", "kept"),
    [
        ({}, 409, None),
        ({"join": "labor/harborline-calls"}, 201, "join"),
        ({"not_joining_because": "Theirs has no chats"}, 201, "apart"),
    ],
)
def test_a_program_answers_too(client, parties, labor, answer, status, kept):
    AgencyUseFactory(offering=parties.offering, agency=labor)
    client.force_login(parties.requester)
    sent = {
        "key": str(uuid.uuid4()),
        "offering": parties.offering.slug,
        "plan_code": str(parties.plan.code),
        "quantity": 100,
        "months": 12,
        "wanted_from": str(timezone.localdate() + 30 * DAY),
        "justification": "Callers wait.",
        "funding": [{"source": "General fund", "percent": "100"}],
        "award_grounds": "only_one",
        "award_words": "Nobody else has it.",
    }
    response = client.post("/api/v1/orders", sent | answer, content_type="application/json")
    assert response.status_code == status
    assert list(Order.objects.values_list("similar_answer", flat=True)) == ([kept] if kept else [])
