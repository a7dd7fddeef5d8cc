"""One model for all objectives: good over total, of each kind, from the measuring party's rows to the credit."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from catalog.offerings.measured import MeasuredLevel, measured_levels, record_measured_levels
from catalog.offerings.models import Offering
from contracts.agreements.objectives import ObjectiveKind, Shape
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.models import EvidenceBatch, PeriodResult, ServiceLevelTerm
from contracts.service_levels.actions import (
    WrongKindOfEvidence,
    approve_exclusion,
    check_measurements,
    load_measurements,
    request_exclusion,
)
from contracts.service_levels.arithmetic import objectives
from contracts.service_levels.arithmetic.objectives import Tally, attained, attained_by_slice, nearest_rank
from contracts.service_levels.arithmetic.timelines import CheckStatus
from contracts.service_levels.arithmetic.weighted_uptime import EmptySlice
from contracts.service_levels.batches import read_sent
from contracts.service_levels.queries import ledger
from contracts.service_levels.readings import Count, MeasurementsRefused, Reading, read_counts
from contracts.service_levels.words import promise_of
from marketplace.errors import InvalidInput
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import CLOSED_AT, JUNE, PERIOD, closed, contract_with_order, june, term_of

COUNTS = ("requests", "user_minutes", "delivery", "satisfaction")
THRESHOLDS = {"latency": 300, "satisfaction": 4}
NOTHING = {"template": "", "target": Decimal(90)}


def promised(kind: str, **changes) -> dict:
    level = {"code": kind.replace("_", "-"), "title": kind.capitalize(), "kind": kind, "target": Decimal("99.9")}
    return level | {"threshold": THRESHOLDS.get(kind)} | changes


def term_for(kind: str, **changes) -> ServiceLevelTerm:
    return term_of(contract_with_order(level=promised(kind, **changes)))


def counts(*rows: tuple, source="desk") -> list[Count]:
    return [Count(line, source, at, good, total) for line, (at, good, total) in enumerate(rows, 1)]


def taken(term, rows, *, by=SYSTEM, at=CLOSED_AT):
    return load_measurements(term=term, readings=rows, by=by, now=lambda: at)


# The arithmetic


@pytest.mark.parametrize(
    ("values", "percent", "found"),
    [(range(1, 21), 95, 19), (range(1, 21), 100, 20), ([5], 1, 5), ([], 95, None), ([1, 1, 1, 9], 75, 1)],
)
def test_a_percentile_is_taken_by_nearest_rank(values, percent, found):
    assert nearest_rank(objectives.histogram(values), Decimal(percent)) == found


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60), st.integers(1, 100), st.integers(0, 500))
def test_the_percentile_is_within_the_threshold_exactly_where_the_share_is_reached(values, percent, threshold):
    share = attained(Tally(JUNE, int(value <= threshold), 1) for value in values).percent
    ranked = nearest_rank(objectives.histogram(values), Decimal(percent))
    assert (ranked <= threshold) == (share >= percent)


@given(st.lists(st.lists(st.integers(0, 50), max_size=20), max_size=5), st.integers(1, 100))
def test_histograms_of_parts_give_the_percentile_of_the_whole(parts, percent):
    whole = objectives.histogram(value for part in parts for value in part)
    assert objectives.merged(map(objectives.histogram, parts)) == whole
    assert nearest_rank(objectives.merged(map(objectives.histogram, parts)), Decimal(percent)) == nearest_rank(
        whole, Decimal(percent)
    )


rows_of_slices = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 40), st.integers(0, 40)).map(
        lambda row: Tally(JUNE + timedelta(minutes=row[0]), row[1], row[1] + row[2])
    ),
    max_size=40,
)


@given(rows_of_slices, st.sampled_from(EmptySlice), st.randoms(use_true_random=False))
def test_slices_weigh_the_same_in_any_order_and_agree_with_fractions(rows, empty, random):
    found = attained_by_slice(rows, empty)
    assert found == attained_by_slice(random.sample(rows, len(rows)), empty)
    by_slice: dict = {}
    for row in rows:
        by_slice.setdefault((row.at - JUNE) // timedelta(minutes=5), []).append(row)
    errors = []
    for part in by_slice.values():
        total = sum(row.total for row in part)
        if total or empty is EmptySlice.NO_ERROR:
            errors.append(1 - Fraction(sum(row.good for row in part), total) if total else Fraction(0))
    expected = 100 - 100 * sum(errors) / len(errors) if errors else None
    assert (found.percent is None) == (expected is None)
    assert expected is None or abs(Fraction(found.percent) - expected) < Fraction(1, 10**20)


# From rows to a result


@pytest.mark.parametrize(
    ("kind", "rows", "good", "total", "percent"),
    [
        ("user_minutes", [(june(3), 990, 1000), (june(4), 1000, 1000)], 1990, 2000, "99.5"),
        ("delivery", [(june(3), 1, 1), (june(9), 0, 1), (june(12), 2, 2)], 3, 4, "75"),
        ("satisfaction", [(june(3), 18, 20)], 18, 20, "90"),
        ("requests", [(june(3), 99, 100), (june(3, 0, 5), 1, 2)], Decimal("1.49"), 2, "74.5"),
    ],
)
@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
def test_good_over_total_of_what_is_counted(kind, rows, good, total, percent):
    term = term_for(kind, template="")
    taken(term, counts(*rows))
    result = closed(term)
    assert (result.good, result.total) == (good, total)
    if kind == "requests":  # two slices of a month are too little for a verdict
        assert (result.verdict, result.uptime_percent) == ("insufficient_data", None)
    else:
        assert (result.uptime_percent, result.verdict) == (Decimal(percent), "breached")
    assert [row.value for row in ledger(result)][0] == f"{total:,}"


@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
class TestAMonth:
    """What each kind comes to, and what it refuses."""

    def test_speed_is_a_share_under_the_threshold_with_its_percentile(self):
        term = term_for("latency", target=Decimal(95), template="")
        looks = [(june(1, 0, minute), "up", 100 + minute) for minute in range(40)]
        looks += [(june(2, 0, minute), "up", 900) for minute in range(2)] + [(june(3), "down", 20_000)]
        rows = [Reading(line, "probe", at, status, 200, ms) for line, (at, status, ms) in enumerate(looks, 1)]
        taken(term, rows)
        result = closed(term)
        assert (result.good, result.total, result.verdict) == (40, 42, "met")
        assert result.details["percentile"] == 139
        assert "139 ms" in [row.value for row in ledger(result)]

    def test_fewer_than_the_contract_asks_for_are_no_verdict(self):
        term = term_for("satisfaction", minimum_count=20, template="")
        taken(term, counts((june(3), 18, 18)))
        result = closed(term)
        assert (result.verdict, result.coverage_percent, result.uptime_percent) == ("insufficient_data", 90, None)

    def test_late_rows_make_a_revision_and_the_same_ones_none(self):
        term = term_for("delivery", template="")
        taken(term, counts((june(3), 1, 1)))
        first = closed(term)
        assert closed(term) == first
        taken(term, counts((june(5), 0, 1)))
        second = closed(term)
        assert (second.revision, second.supersedes, second.verdict) == (2, first, "breached")

    def test_a_miss_earns_its_credit(self):
        term = term_for("user_minutes")
        taken(term, counts((june(3), 995, 1000)))
        result = closed(term)
        assert (result.credit, result.service_credits.get().amount) == (Decimal("1240.00"), Decimal("1240.00"))

    def test_what_began_in_an_excluded_stretch_is_left_out(self):
        term = term_for("delivery", template="")
        taken(term, counts((june(3), 1, 1), (june(9), 0, 1)))
        vendor, agency = (
            person(Role.SIGNATORY, of=term.contract.vendor),
            person(Role.AGENCY_ADMIN, of=term.contract.agency),
        )
        asked = request_exclusion(
            term=term, kind="customer", starts_at=june(9), ends_at=june(10), reason="Gate shut", by=vendor,
            now=lambda: june(20),
        )  # fmt: skip
        approve_exclusion(exclusion=asked, by=agency, now=lambda: june(21))
        result = closed(term)
        assert (result.verdict, result.uptime_percent, result.uptime_without_exclusions) == ("met", 100, 50)

    @pytest.mark.parametrize("kind", COUNTS)
    def test_checks_are_refused_where_counts_are_due(self, kind):
        term = term_for(kind, template="")
        assert term.shape == Shape.COUNTS
        with pytest.raises(WrongKindOfEvidence):
            taken(term, [Reading(1, "probe", june(1), "up", None, None)])
        assert not EvidenceBatch.objects.exists()

    def test_a_row_that_contradicts_what_is_held_is_refused(self):
        term = term_for("delivery", template="")
        taken(term, counts((june(3), 1, 1)))
        with pytest.raises(MeasurementsRefused, match="0 of 1"):
            taken(term, counts((june(3), 0, 1)))
        report = check_measurements(term=term, readings=counts((june(3), 1, 1), (june(4), 1, 1)), by=SYSTEM)
        assert (report.fresh, report.known) == (1, 1)

    def test_hours_keep_the_sums(self):
        term = term_for("delivery", template="")
        taken(term, counts((june(3, 4, 5), 1, 2), (june(3, 4, 50), 3, 3), (june(3, 5), 0, 1)))
        assert list(term.hourly_rollups.values_list("hour", "good", "total")) == [
            (june(3, 4), 4, 5),
            (june(3, 5), 0, 1),
        ]

    @pytest.mark.parametrize(
        "changes",
        [{"kind": "latency", "threshold": None}, {"kind": "delivery", "threshold": 3}, {"measuring_party": "monitor"},
         {"kind": "response"}, {"minimum_count": 0}],
    )  # fmt: skip
    def test_the_database_refuses_a_promise_that_is_not_whole(self, changes):
        level = promised("delivery", template="") | changes
        with pytest.raises(IntegrityError), transaction.atomic():
            contract_with_order(level=level)
        assert not PeriodResult.objects.exists()


@pytest.mark.parametrize("kind", ObjectiveKind.values)
def test_every_kind_says_its_promise(kind):
    within = 60 if kind in {"response", "resolution"} else None
    words = promise_of(ServiceLevelTerm(kind=kind, target=Decimal(95), threshold=4, within_minutes=within))
    assert words.startswith("At least 95% ")
    assert "None" not in words


# Rows as they arrive


def test_counts_read_the_same_in_every_form():
    table = b"service_id,timestamp,good,total\ndesk,2026-06-03T00:00:00Z,1,2\n"
    document = b'{"source": "desk", "measurements": [{"at": "2026-06-03T00:00:00Z", "good": 1, "total": 2}]}'
    lines = b'{"source": "desk", "at": "2026-06-03T00:00:00Z", "good": 1, "total": 2}\n'
    sent = {"text/csv": table, "application/json": document, "application/x-ndjson": lines}
    read = [read_sent(content, kind, Shape.COUNTS)[0]._replace(line=0) for kind, content in sent.items()]
    assert read == [Count(0, "desk", june(3), 1, 2)] * 3


@pytest.mark.parametrize(
    ("row", "sentence"),
    [("2,1", "2 good ones of 1"), ("-1,1", "Give a whole number"), (",1", "both need a number"), ("1", "3 cells")],
)
def test_a_count_at_fault_is_named_by_its_row(row, sentence):
    content = f"service_id,timestamp,good,total\ndesk,2026-06-03T00:00:00Z,{row}\n".encode()
    with pytest.raises(MeasurementsRefused, match=sentence):
        read_counts(content)


# Who measures


@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
class TestTheMeasuringParty:
    """Only the one that the contract names hands measurements in."""

    @pytest.fixture(params=["vendor", "agency", "monitor"])
    def term(self, request):
        monitor = OrganisationFactory(vendor=True) if request.param == "monitor" else None
        return term_for("delivery", template="", measuring_party=request.param, monitor=monitor)

    @staticmethod
    def people(term):
        """One person of each side who could count."""
        contract = term.contract
        return {
            contract.vendor_id: person(Role.VENDOR_ADMIN, of=contract.vendor),
            contract.agency_id: person(Role.AGENCY_ADMIN, of=contract.agency),
            term.monitor_id: person(Role.VENDOR_ADMIN, of=term.monitor) if term.monitor else None,
            "office": person(Role.PERFORMANCE_OFFICER),
        }

    def test_it_hands_in_and_nobody_else_does(self, term):
        rows = counts((june(3), 1, 1))
        people = self.people(term)
        own = people.pop(term.measuring_organisation_id)
        for other in filter(None, people.values()):
            with pytest.raises(PermissionDenied):
                taken(term, rows, by=other)
        assert not EvidenceBatch.objects.exists()
        assert taken(term, rows, by=own).fresh == 1

    def test_its_token_opens_the_door_and_others_find_it_shut(self, client, term):
        address = f"/api/v1/contracts/{term.contract.reference}/service-levels/{term.code}/measurements"
        body = '{"source": "desk", "measurements": [{"at": "2026-06-03T00:00:00Z", "good": 1, "total": 1}]}'
        stranger = person(Role.VENDOR_ADMIN)
        people = self.people(term) | {"stranger": stranger}
        answers = {}
        for key, who in people.items():
            if who is None or key == "office":
                continue
            organisation = who.memberships.get().organisation
            soon = timezone.now() + timedelta(days=7)
            _, secret = issue_token(organisation=organisation, name="Desk", scopes=["measure"], expires_at=soon, by=who)
            answer = client.post(address, body, "application/json", headers={"Authorization": f"Bearer {secret}"})
            answers[key] = answer.status_code
        own = answers.pop(term.measuring_organisation_id)
        assert own == 201
        assert answers.pop("stranger") == 404
        assert set(answers.values()) <= {403, 404}
        assert EvidenceBatch.objects.get().measured_by_id == term.measuring_organisation_id


# The page


@pytest.mark.django_db
@pytest.mark.usefixtures("storage")
def test_the_contract_page_shows_every_level_with_its_chart(client, django_assert_max_num_queries):
    levels = [PromisedLevel(**promised(kind, template="")) for kind in ("availability", *COUNTS, "latency")]
    contract = signed_contract(levels=levels, time_zone="UTC")
    for term in contract.service_level_terms.filter(kind__in=COUNTS):
        taken(term, counts((june(3), 9, 10)))
        closed(term)
    client.get(contract.get_absolute_url())
    with django_assert_max_num_queries(28):
        page = client.get(contract.get_absolute_url(), {"month": "2026-06"}).content.decode()
    for kind in (*COUNTS, "latency"):
        assert f'id="level-{kind.replace("_", "-")}"' in page
    assert page.count("How June 2026 was calculated") == len(COUNTS)


def test_the_catalogue_shows_speed_from_merged_histograms_never_from_averages(db, storage):
    offering = OfferingFactory(orderable=True)
    terms = [
        term_of(
            contract_with_order(
                level=promised("latency", target=Decimal(95), template=""), offering=offering, vendor=offering.vendor
            )
        )
        for _ in range(2)
    ]
    for term, speed in zip(terms, (100, 400), strict=True):
        taken(term, [Reading(n, "probe", june(2, 1, n), CheckStatus.UP, 200, speed + n) for n in range(20)])
        closed(term)
    [kept] = measured_levels(Offering.objects.get(pk=offering.pk))
    # Forty answers: twenty of 100 to 119 ms, twenty of 400 to 419; the 38th of them in order is 417.
    assert (kept.head, kept.percent, kept.total, kept.percentile) == ("Answers within 300 ms", 50, 40, 417)
    assert kept.note.startswith("95% within 417 ms, Jun 2026, 40 answers, 2 of 2 closed months")


def test_a_measured_share_that_is_none_is_refused(db):
    offering = OfferingFactory(orderable=True)
    june_alone = {"first_month": PERIOD, "last_month": PERIOD, "months": 1, "closed_months": 1, "measured_by": "us"}
    wrong = MeasuredLevel(code="a", kind="latency", limit=300, percent=Decimal(101), total=1, **june_alone)
    with pytest.raises(InvalidInput):
        record_measured_levels(offering=offering, levels=[wrong], by=SYSTEM, at=CLOSED_AT)
    assert measured_levels(Offering.objects.get(pk=offering.pk)) == []
