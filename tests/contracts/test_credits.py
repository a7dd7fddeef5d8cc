"""What a missed month owes: several misses together, two people for large sums, the office's claim on its vendor."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.models import PeriodResult, ServiceCredit
from contracts.service_levels.actions import (
    ClaimSettled,
    ClaimTooLate,
    NothingToAnswer,
    TwoPeopleNeeded,
    answer_claim,
    file_claim,
    grant_credit,
    load_measurements,
    release_credit,
)
from contracts.service_levels.arithmetic.settlement import Combine, shares
from contracts.service_levels.models.credits import ServiceCreditQuerySet
from contracts.service_levels.readings import Count
from contracts.service_levels.tasks import grant_final_credits
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import CLOSED_AT, closed, june, order_under
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

NOON = CLOSED_AT + timedelta(hours=2)
amounts = st.lists(st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100), max_size=5)


@given(amounts, st.sampled_from(Combine), st.integers(0, 2000).map(Decimal), st.randoms(use_true_random=False))
def test_shares_come_to_the_sum_or_the_largest_in_any_order(credits, rule, cap, random):
    found = shares(credits, rule, cap)
    together = sum(credits, Decimal()) if rule is Combine.SUM else max(credits, default=Decimal())
    assert sum(found, Decimal()) == min(together, cap)
    assert all(0 <= share <= credit for share, credit in zip(found, credits, strict=True))
    assert sum(shares(random.sample(credits, len(credits)), rule, cap)) == sum(found)


def missed_month(*, rule: str = "sum", fee: str = "12400.00", mode: str = "brokered", parts=((99, 100), (98, 100))):
    """Deliveries and user-minutes of June, by default missed by 99.0 and 98.0 of 99.9: 10% and 25% of the fee."""
    kinds = ("user_minutes", "delivery")
    levels = [PromisedLevel(kind.replace("_", "-"), kind, Decimal("99.9"), kind=kind) for kind in kinds]
    broker = OrganisationFactory(broker=True)
    contract = signed_contract(levels=levels, time_zone="UTC", misses_combine=rule, delivery_mode=mode, broker=broker)
    order_under(contract, monthly_fee=fee)
    terms = list(contract.service_level_terms.order_by("pk"))
    for term, (good, total) in zip(terms, parts, strict=True):
        rows = [Count(1, "desk", june(3), good, total)]
        load_measurements(term=term, readings=rows, by=SYSTEM, now=lambda: CLOSED_AT)
    return contract, terms


def owed(contract, kind="credit") -> list[Decimal]:
    found = ServiceCredit.objects.standing().filter(result__term__contract=contract, kind=kind)
    return list(found.order_by("result__term_id").values_list("amount", flat=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
class TestSeveralMisses:
    """One month, two missed service levels."""

    @pytest.mark.parametrize("turned", [False, True])
    @pytest.mark.parametrize(
        ("rule", "parts", "amounts"),
        [
            ("sum", ((99, 100), (98, 100)), ["1240.00", "3100.00"]),
            ("largest", ((99, 100), (98, 100)), ["1240.00", "1860.00"]),
            ("largest", ((98, 100), (99, 100)), ["3100.00"]),
            ("sum", ((90, 100), (98, 100)), ["12400.00"]),
        ],
    )
    def test_whichever_is_closed_first_the_month_owes_the_same(self, rule, parts, amounts, turned):
        contract, terms = missed_month(rule=rule, parts=parts)
        for term in terms[::-1] if turned else terms:
            closed(term)
        assert owed(contract) == list(map(Decimal, amounts))

    def test_late_evidence_settles_the_whole_month_anew(self):
        contract, terms = missed_month(rule="largest", parts=((98, 100), (99, 100)))
        for term in terms:
            closed(term)
        rows = [Count(1, "desk", june(9), 99_900, 99_900)]
        load_measurements(term=terms[0], readings=rows, by=SYSTEM, now=lambda: CLOSED_AT)
        assert closed(terms[0]).verdict == "met"
        assert owed(contract) == [Decimal("1240.00")]


@world
def large_credit():
    """A credit of 12,400.00 that the vendor owes."""
    contract, terms = missed_month(parts=((90, 100), (100, 100)))
    closed(terms[0])
    return ServiceCredit.objects.get(result__term__contract=contract)


@pytest.fixture
def large(storage, large_credit):
    return large_credit


def binding(credit):
    return person(Role.SIGNATORY, of=credit.debtor)


def granted(credit, by):
    return grant_credit(credit=credit, by=by, now=lambda: NOON)


def test_a_large_credit_needs_two_people(large):
    first, second = binding(large), binding(large)
    for nobody in (first, second):
        with pytest.raises(TwoPeopleNeeded):
            granted(large, nobody)
    release_credit(credit=large, by=first, now=lambda: NOON)
    with pytest.raises(TwoPeopleNeeded):
        granted(large, first)
    assert granted(large, second).status == "granted"
    with pytest.raises(MoveRefused):
        release_credit(credit=large, by=first, now=lambda: NOON)


def test_a_large_credit_is_never_granted_by_itself_and_a_small_one_is(large):
    final = large.result.dispute_ends_at
    assert large in ServiceCredit.objects.owed(at=final)
    assert large not in ServiceCredit.objects.granted_by_itself(at=final)
    with pytest.raises(TwoPeopleNeeded):
        grant_credit(credit=large, by=SYSTEM, now=lambda: final)
    contract, terms = missed_month(fee="100.00")
    small = closed(terms[1]).service_credits.get()
    assert small in ServiceCredit.objects.granted_by_itself(at=final)
    assert grant_final_credits is not None
    assert contract.pk == small.result.term.contract_id


def test_the_database_refuses_one_person_in_both_roles(large):
    one = binding(large)
    by_one = {"status": "granted", "granted_at": NOON, "released_at": NOON, "released_by": one, "granted_by": one}
    for change in (by_one, by_one | {"released_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceCredit.objects.filter(pk=large.pk).update(**change)
    large.refresh_from_db()
    assert large.status == "proposed"


@world
def drafted_claim():
    """The office's claim on its vendor for a managed service."""
    contract, terms = missed_month(mode="managed", parts=((99, 100), (100, 100)))
    closed(terms[0])
    return ServiceCredit.objects.get(result__term__contract=contract, kind="claim")


@pytest.fixture
def claim(storage, drafted_claim):
    return drafted_claim


def test_a_claim_is_drafted_with_its_deadline_and_filed_by_a_person_once(claim):
    assert (claim.debtor, claim.creditor) == (claim.result.term.contract.vendor, claim.result.term.contract.broker)
    assert claim.claim_due_at.date().isoformat() == "2026-10-01"
    manager = person(Role.CONTRACT_MANAGER, of=claim.creditor)
    for nobody in (person(Role.CONTRACT_MANAGER), binding(claim), person(Role.APPROVER)):
        with pytest.raises(PermissionDenied):
            file_claim(claim=claim, by=nobody, now=lambda: NOON)
    filed = file_claim(claim=claim, by=manager, now=lambda: NOON)
    assert (filed.filed_by, filed.filed_at) == (manager, NOON)
    with pytest.raises(ClaimSettled):
        file_claim(claim=claim, by=manager, now=lambda: NOON)


@pytest.mark.parametrize(("seconds", "filed"), [(-1, True), (0, False)])
def test_the_second_of_the_deadline_decides(claim, seconds, filed):
    manager, at = person(Role.CONTRACT_MANAGER, of=claim.creditor), claim.claim_due_at + timedelta(seconds=seconds)
    if filed:
        assert file_claim(claim=claim, by=manager, now=lambda: at).filed_at == at
        return
    with pytest.raises(ClaimTooLate):
        file_claim(claim=claim, by=manager, now=lambda: at)
    claim.refresh_from_db()
    assert claim.filed_at is None


def test_both_sides_read_a_credit_and_walk_its_steps_on_screen(client, large, django_assert_max_num_queries):
    address, (first, second) = large.get_absolute_url(), (binding(large), binding(large))
    client.force_login(person(Role.SIGNATORY))
    assert client.get(address).status_code == 404
    client.force_login(person(Role.REQUESTER, of=large.creditor))
    with django_assert_max_num_queries(12):
        assert "$12,400.00" in client.get(address).content.decode()
    assert client.post(address, {"doing": "release"}).status_code in {403, 422}
    for who, doing, words in ((first, "release", "Release $12,400.00"), (second, "grant", "Grant $12,400.00")):
        client.force_login(who)
        assert words in client.get(address).content.decode()
        assert client.post(address, {"doing": doing}).status_code == 302
    large.refresh_from_db()
    assert (large.status, large.released_by, large.granted_by) == ("granted", first, second)
    assert PeriodResult.objects.count() == 1


# The vendor's answer to a claim


@pytest.fixture
def filed(claim):
    return file_claim(claim=claim, by=person(Role.CONTRACT_MANAGER, of=claim.creditor), now=lambda: NOON)


def answered(claim, accepted="partly", *, by=None, amount="500.00", reason="One outage was ours."):
    given = {"accepted": accepted, "amount": Decimal(amount), "reason": reason}
    return answer_claim(claim=claim, by=by or binding(claim), now=lambda: NOON, **given)


@pytest.mark.parametrize(("accepted", "amount"), [("accepted", "1240.00"), ("partly", "500.00"), ("refused", "0.00")])
def test_a_vendor_says_how_much_of_a_claim_it_accepts_once(filed, accepted, amount):
    assert answered(filed, accepted).accepted_amount == Decimal(amount)
    with pytest.raises(NothingToAnswer):
        answered(filed)
    filed.refresh_from_db()
    assert (filed.answer, filed.status) == (accepted, "proposed")


@pytest.mark.parametrize(
    "given", [{"amount": "1240.00"}, {"amount": "0"}, {"reason": " "}, {"accepted": "refused", "reason": ""}]
)
def test_an_answer_that_is_not_whole_is_refused(filed, given):
    with pytest.raises(InvalidInput):
        answered(filed, **given)
    filed.refresh_from_db()
    assert filed.answered_at is None


def test_only_its_vendor_answers_and_only_what_is_filed(claim):
    with pytest.raises(NothingToAnswer):
        answered(claim)
    for nobody in (person(Role.SIGNATORY), person(Role.CONTRACT_MANAGER, of=claim.creditor)):
        with pytest.raises(PermissionDenied):
            answered(claim, by=nobody)


def test_the_vendor_answers_on_screen_and_the_office_reads_it(filed, client):
    client.force_login(binding(filed))
    assert "Answer the claim" in client.get(filed.get_absolute_url()).text
    address = f"{filed.get_absolute_url()}answer/"
    assert client.post(address, {"accepted": "partly", "reason": "One of two."}).status_code == 422
    assert client.post(address, {"accepted": "partly", "reason": "One of two.", "amount": "620"}).status_code == 302
    client.force_login(person(Role.CONTRACT_MANAGER, of=filed.creditor))
    assert "Accepted in part: $620.00" in client.get(filed.get_absolute_url()).text


# Two at once


def race_to_grant() -> tuple[ServiceCredit, list[object]]:
    contract, terms = missed_month(parts=((99, 100), (100, 100)))
    closed(terms[0])
    credit, clock = ServiceCredit.objects.get(result__term__contract=contract), meeting_clock()
    acts = [lambda by=by: grant_credit(credit=credit, by=by, now=clock) for by in (binding(credit), binding(credit))]
    return credit, at_once(*acts)


def grants(credit) -> int:
    return AuditEvent.objects.about(credit).filter(action="contracts.servicecredit.granted").count()


def test_of_two_who_grant_at_once_one_is_told_that_it_is_granted(cloned_database, storage):
    credit, outcomes = race_to_grant()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["MoveRefused", "ServiceCredit"]
    assert grants(credit) == 1


def test_without_the_row_lock_both_would_grant(cloned_database, storage, monkeypatch):
    monkeypatch.setattr(ServiceCreditQuerySet, "select_for_update", lambda credits, **options: credits)

    def both_grant() -> bool:
        credit, outcomes = race_to_grant()
        return [type(outcome) for outcome in outcomes] == [ServiceCredit] * 2 and grants(credit) == 2

    assert goes_wrong(both_grant)
