"""Longlists: what a search found, kept as it was; each narrowing with its reason; the same result at a replay."""

import csv
import datetime
import hashlib
import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from catalog.longlists import actions, found
from catalog.longlists.actions import (
    NoDraft,
    NoStep,
    NothingLeft,
    TooManyLeft,
    freeze_longlist,
    narrow_longlist,
    start_from_shortlist,
    start_longlist,
    undo_last_step,
)
from catalog.longlists.criteria import Criterion, Kind
from catalog.longlists.found import (
    GoneFromCatalogue,
    NothingFound,
    NothingHoldsAll,
    ShortlistEmpty,
    TooManyFound,
)
from catalog.longlists.queries import standing_entries
from catalog.longlists.replay import replay_longlist
from catalog.models import Longlist, LonglistEntry, LonglistExclusion, LonglistStep, Offering, OfferingFacts
from catalog.search.query import CatalogueQuery
from catalog.shortlists.actions import add_to_shortlist, open_shortlist, remove_from_shortlist
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.search import indexed, listed_offering, orderable_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db
HIGH = Criterion(Kind.FILTER, selected={"impact": ["high"]}, labels={"impact:high": "High"})
MEASURED = {
    "measured_coverage": Decimal("99.2"),
    "measured_from": datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC),
    "measured_to": datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC),
    "measured_by": "The broker office",
}


@world
def agency():
    return OrganisationFactory()


@world
def alma(agency):
    return person(Role.REQUESTER, of=agency, name="Alma Reyes")


@world
def vaults():
    """Four that the search finds, and one that it does not. The first keeps revisions."""
    rows = [
        orderable_offering("Vault One", price="10.00", impact_level="high", topics=["Archives"]),
        orderable_offering("Vault Two", price="20.00", facts={"measured_availability": Decimal("99.95")} | MEASURED),
        listed_offering("Vault Three", impact_level="high", open_api=True),
        listed_offering("Vault Four", facts={"measured_availability": Decimal("98.5")} | MEASURED),
        listed_offering("Desk"),
    ]
    revision = rows[0].save_revision(clean=False)
    Offering.objects.filter(pk=rows[0].pk).update(live_revision=revision)
    indexed()
    return rows[:4]


@world
def longlist(agency, alma, vaults):
    return start_longlist(title=" Safe  rooms ", organisation=agency, query=CatalogueQuery(text="vault"), by=alma)


def left(longlist):
    return {entry.name for entry in standing_entries(longlist)}


def narrow(longlist, by, criterion=HIGH, reason="Tax data is rated high."):
    return narrow_longlist(longlist=longlist, criterion=criterion, reason=reason, by=by)


class TestFreezing:
    def test_the_whole_result_is_kept_with_versions_figures_and_engine(self, longlist, vaults):
        assert (longlist.title, longlist.query, longlist.engine, longlist.found) == (
            "Safe rooms",
            "q=vault",
            "postgresql",
            4,
        )
        assert longlist.query_words == ["“vault”"]
        one, two = (longlist.entries.get(offering=row) for row in vaults[:2])
        assert (one.revision, one.content) == (vaults[0].latest_revision, None)
        assert one.facts["price_from"] == "$10.00 a user, month"
        assert (two.revision, two.content["name"]) == (None, "Vault Two")
        assert two.facts["uptime_measured"] == "99.950000"
        assert [two.facts[name] for name in ("measured_from", "measured_to", "measured_by")] == [
            "2026-08-01",
            "2026-11-01",
            "The broker office",
        ]

    def test_what_changes_afterwards_changes_nothing_on_the_list(self, longlist, vaults, alma):
        Offering.objects.filter(pk=vaults[1].pk).update(name="Renamed", live=False)
        OfferingFacts.objects.update(measured_availability=Decimal(50))
        narrow(longlist, alma, Criterion(Kind.REQUIREMENT, measured_least="99.9", users=10, months=12))
        assert left(longlist) == {"Vault Two"}

    def test_a_search_that_finds_nothing_or_too_much_is_refused(self, agency, alma, vaults, monkeypatch):
        with pytest.raises(NothingFound):
            start_longlist(title="X", organisation=agency, query=CatalogueQuery(text="xylophone"), by=alma)
        monkeypatch.setattr(found, "MOST_FOUND", 3)
        with pytest.raises(TooManyFound, match="finds 4 offerings"):
            start_longlist(title="X", organisation=agency, query=CatalogueQuery(text="vault"), by=alma)
        assert not Longlist.objects.exists()

    def test_starting_takes_the_same_statements_for_few_and_for_many(self, agency, alma, django_assert_max_num_queries):
        for number in range(25):
            row = orderable_offering(f"Vault {number}")
            Offering.objects.filter(pk=row.pk).update(live_revision=row.save_revision(clean=False))
        indexed()
        with django_assert_max_num_queries(26):
            start_longlist(title="X", organisation=agency, query=CatalogueQuery(text="vault"), by=alma)

    def test_a_pinned_version_cannot_be_deleted(self, longlist, vaults):
        with pytest.raises(ProtectedError):
            vaults[0].latest_revision.delete()


class TestPartialMatches:
    WORDS = "vault archive of paper"

    @pytest.fixture
    def papers(self, vaults):
        for row, summary in zip(vaults, ("An archive of paper.", "An archive of films.", "", ""), strict=True):
            Offering.objects.filter(pk=row.pk).update(summary=summary)
        indexed()

    def test_what_holds_only_some_of_the_words_stays_out_until_it_is_taken_in(
        self, client, agency, alma, papers, monkeypatch
    ):
        query = CatalogueQuery(text=self.WORDS)
        client.force_login(alma)
        page = client.get(reverse("longlist_start"), {"q": self.WORDS}).context
        assert (page["found"], page["partly"]) == (1, 1)
        strict = start_longlist(title="Paper", organisation=agency, query=query, by=alma)
        assert (left(strict), strict.query_words[-1]) == ({"Vault One"}, "1 with some of the words only left out")
        address = f"{reverse('longlist_start')}?q={self.WORDS}"
        sent = {"title": "Paper", "organisation": agency.pk, "partial": "on"}
        assert client.post(address, sent).status_code == 302
        loose = Longlist.objects.latest("pk")
        assert left(loose) == {"Vault One", "Vault Two"}
        assert loose.query_words[-1] == "1 with some of the words only taken in"
        monkeypatch.setattr(found, "MOST_FOUND", 1)
        start_longlist(title="Paper", organisation=agency, query=query, by=alma)
        with pytest.raises(TooManyFound, match="finds 2 offerings"):
            start_longlist(title="Paper", organisation=agency, query=query, partial=True, by=alma)

    def test_where_nothing_holds_all_the_words_it_is_said_and_nothing_is_kept(self, agency, alma, papers):
        query = CatalogueQuery(text=self.WORDS, selected={"open_api": ("yes",)})
        Offering.objects.filter(name="Vault Two").update(open_api=True)
        indexed()
        with pytest.raises(NothingHoldsAll, match="1 hold some of them"):
            start_longlist(title="Paper", organisation=agency, query=query, by=alma)
        assert not Longlist.objects.exists()


class TestFromAShortlist:
    @pytest.fixture
    def shortlist(self, agency, alma, vaults):
        shortlist = open_shortlist(title="Rooms", agency=agency, by=alma)
        add_to_shortlist(shortlist=shortlist, offerings=vaults[:3], note="", by=alma)
        remove_from_shortlist(entry=shortlist.entries.get(offering=vaults[1]), by=alma)
        return shortlist

    def test_exactly_what_stands_there_is_kept_with_the_reason(self, client, shortlist, alma, vaults):
        client.force_login(alma)
        address = reverse("longlist_from_shortlist", args=[shortlist.reference])
        assert f'href="{address}"' in client.get(shortlist.get_absolute_url()).content.decode()
        assert client.post(address, {"title": "Rooms", "reason": " "}).status_code == 422
        assert not Longlist.objects.exists()
        longlist = Longlist.objects.get(
            reference=client.post(address, {"title": "Rooms", "reason": "The market test."}).url.split("/")[-2]
        )
        assert (left(longlist), longlist.found, longlist.query) == ({"Vault One", "Vault Three"}, 2, "")
        assert longlist.query_words == [f"Shortlist {shortlist}", "The market test."]
        shown = client.get(longlist.get_absolute_url()).content.decode()
        assert "The market test." in shown
        assert "Run the search today" not in shown
        narrow(longlist, alma)
        assert replay_longlist(freeze_longlist(longlist=longlist, by=alma)).is_same
        assert AuditEvent.objects.about(longlist).first().data["shortlist"] == shortlist.reference

    def test_what_left_the_catalogue_or_an_empty_list_is_refused_and_strangers_too(self, shortlist, alma, vaults):
        def start(by):
            return start_from_shortlist(title="X", shortlist=shortlist, reason="Because.", by=by)

        for stranger in (person(Role.REQUESTER), person(Role.PROCUREMENT_OFFICER)):
            with pytest.raises(PermissionDenied):
                start(stranger)
        Offering.objects.filter(pk=vaults[0].pk).update(live=False)
        with pytest.raises(GoneFromCatalogue, match="Vault One"):
            start(alma)
        for entry in shortlist.entries.standing():
            remove_from_shortlist(entry=entry, by=alma)
        with pytest.raises(ShortlistEmpty):
            start(alma)
        assert not Longlist.objects.exists()


class TestNarrowing:
    def test_each_step_records_who_dropped_out_and_why(self, longlist, alma, vaults):
        step = narrow(longlist, alma)
        assert (step.number, step.before, step.after, step.words) == (1, 4, 2, "Impact level: High")
        assert {row.entry.name: row.because for row in step.exclusions.all()} == {
            "Vault Two": "Impact level: Moderate",
            "Vault Four": "Impact level: Moderate",
        }
        by_hand = Criterion(Kind.HAND, offerings=[vaults[2].pk])
        assert narrow(longlist, alma, by_hand, "They left the market.").after == 1
        assert left(longlist) == {"Vault One"}
        assert AuditEvent.objects.about(longlist).last().data["after"] == 1

    @pytest.mark.parametrize(
        ("criterion", "stay"),
        [
            (Criterion(Kind.FILTER, selected={"category": ["archives"]}), {"Vault One"}),
            (
                Criterion(Kind.FILTER, selected={"impact": ["high", "moderate"], "orderable": ["yes"]}),
                {"Vault One", "Vault Two"},
            ),
            (Criterion(Kind.REQUIREMENT, chosen={"price_up_to": "1000"}, users=10, months=6), {"Vault One"}),
            (
                Criterion(Kind.REQUIREMENT, chosen={"price_up_to": "1000"}, users=10, months=6, strict=False),
                {"Vault One", "Vault Three", "Vault Four"},
            ),
            (Criterion(Kind.REQUIREMENT, chosen={"open_api": "on"}), {"Vault Three"}),
            (Criterion(Kind.REQUIREMENT, measured_least="99.9"), {"Vault Two"}),
            (
                Criterion(Kind.REQUIREMENT, measured_least="99.9", strict=False),
                {"Vault One", "Vault Two", "Vault Three"},
            ),
        ],
    )  # fmt: skip
    def test_filters_requirements_and_measured_figures_narrow(self, longlist, alma, criterion, stay):
        narrow(longlist, alma, criterion)
        assert left(longlist) == stay
        assert replay_longlist(longlist).is_same

    def test_a_step_without_reason_or_that_leaves_nothing_is_refused_and_recorded_nowhere(self, longlist, alma, vaults):
        with pytest.raises(InvalidInput):
            narrow(longlist, alma, reason=" \n")
        with pytest.raises(NothingLeft):
            narrow(longlist, alma, Criterion(Kind.FILTER, selected={"impact": ["low"]}))
        with pytest.raises(InvalidInput):
            narrow(longlist, alma, Criterion(Kind.HAND, offerings=[987_654]))
        assert (len(left(longlist)), longlist.steps.count()) == (4, 0)

    def test_the_last_step_can_be_taken_back_while_it_is_a_draft(self, longlist, alma):
        with pytest.raises(NoStep):
            undo_last_step(longlist=longlist, by=alma)
        narrow(longlist, alma)
        undo_last_step(longlist=longlist, by=alma)
        assert (len(left(longlist)), longlist.steps.count()) == (4, 0)
        said = AuditEvent.objects.about(longlist).values_list("action", flat=True)
        assert [action.rpartition(".")[2] for action in said] == ["started", "narrowed", "step_taken_back"]

    def test_nobody_else_narrows_or_freezes(self, longlist, alma):
        for stranger in (person(Role.REQUESTER), person(Role.PROCUREMENT_OFFICER), person(Role.AUDITOR)):
            for attempt in (
                lambda by=stranger: narrow(longlist, by),
                lambda by=stranger: undo_last_step(longlist=longlist, by=by),
                lambda by=stranger: freeze_longlist(longlist=longlist, by=by),
                lambda by=stranger: start_longlist(
                    title="X", organisation=longlist.organisation, query=CatalogueQuery(), by=by
                ),
            ):
                with pytest.raises(PermissionDenied):
                    attempt()
        longlist.refresh_from_db()
        assert (longlist.status, longlist.steps.count(), Longlist.objects.count()) == ("draft", 0, 1)


class TestClosing:
    def test_more_than_thirty_are_not_frozen(self, longlist, alma, monkeypatch):
        monkeypatch.setattr(actions, "MOST_LEFT", 3)
        with pytest.raises(TooManyLeft, match="4 offerings are left"):
            freeze_longlist(longlist=longlist, by=alma)
        longlist.refresh_from_db()
        assert (longlist.status, longlist.digest) == ("draft", "")

    def test_a_frozen_list_takes_no_step_and_the_database_refuses_every_way_to_change_it(self, longlist, alma):
        narrow(longlist, alma)
        frozen = freeze_longlist(longlist=longlist, by=alma)
        for attempt in (
            lambda: narrow(frozen, alma),
            lambda: undo_last_step(longlist=frozen, by=alma),
            lambda: freeze_longlist(longlist=frozen, by=alma),
        ):
            with pytest.raises(NoDraft):
                attempt()
        step, entry = frozen.steps.get(), standing_entries(frozen)[0]
        for attempt in (
            lambda: Longlist.objects.update(title="Other"),
            lambda: Longlist.objects.update(digest="0" * 64),
            lambda: Longlist.objects.filter(pk=frozen.pk).delete(),
            lambda: LonglistEntry.objects.update(name="Other"),
            lambda: LonglistStep.objects.update(reason="Other"),
            lambda: LonglistExclusion.objects.update(because="Other"),
            lambda: step.exclusions.all().delete(),
            lambda: step.delete(),
            lambda: LonglistExclusion.objects.create(step=step, entry=entry, because="Late"),
            lambda: LonglistStep.objects.create(
                longlist=frozen, number=2, criterion={}, words="x", reason="x", before=2, after=2, by=alma, at=step.at
            ),
        ):
            with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
                attempt()
        assert replay_longlist(frozen).is_same

    def test_a_new_list_supersedes_the_one_it_replaces_once_it_is_frozen(self, longlist, alma, agency):
        query = CatalogueQuery(text="vault")
        with pytest.raises(InvalidInput):
            start_longlist(title="X", organisation=agency, query=query, supersedes=longlist, by=alma)
        longlist = freeze_longlist(longlist=longlist, by=alma)
        newer = start_longlist(title="X", organisation=agency, query=query, supersedes=longlist, by=alma)
        longlist.refresh_from_db()
        assert longlist.status == "frozen"
        freeze_longlist(longlist=newer, by=alma)
        longlist.refresh_from_db()
        assert longlist.status == "superseded"
        assert replay_longlist(longlist).is_same


class TestReplay:
    def test_a_version_that_was_tampered_with_is_named(self, longlist, alma, vaults, capsys):
        narrow(longlist, alma)
        freeze_longlist(longlist=longlist, by=alma)
        call_command("replay_longlist", longlist.reference)
        assert "gives the same result in all its steps" in capsys.readouterr().out
        revision = vaults[0].latest_revision
        revision.content = revision.content | {"impact_level": "low"}
        revision.save()
        replay = replay_longlist(longlist)
        assert replay.first_difference == "The kept version of Vault One is not the one that was pinned."
        assert replay.steps[0].difference == "Step 1: Vault One stayed then and drops out now."
        with pytest.raises(CommandError, match="Vault One"):
            call_command("replay_longlist", longlist.reference)

    def test_an_unknown_reference_is_a_sentence(self):
        with pytest.raises(CommandError, match="There is no longlist L-2001-0001"):
            call_command("replay_longlist", "L-2001-0001")

    def test_a_replay_takes_the_same_statements_however_many(self, longlist, alma, django_assert_max_num_queries):
        narrow(longlist, alma)
        with django_assert_max_num_queries(5):
            assert replay_longlist(longlist).is_same


class TestEvidence:
    def test_the_archive_proves_itself_and_holds_everything(self, client, longlist, alma):
        narrow(longlist, alma, reason="=1+1")
        frozen = freeze_longlist(longlist=longlist, by=alma)
        client.force_login(alma)
        answer = client.get(reverse("longlist_evidence", args=[frozen.reference]))
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        folder = f"{frozen.reference}/"
        document = archive.read(f"{folder}longlist.json")
        assert hashlib.sha256(document).hexdigest() == frozen.digest
        assert archive.read(f"{folder}SHA256SUMS").decode() == f"{frozen.digest}  longlist.json\n"
        told = json.loads(document)
        assert [len(told["offerings"]), len(told["left"])] == [4, 2]
        assert told["steps"][0]["reason"] == "=1+1"
        steps = list(csv.reader(io.StringIO(archive.read(f"{folder}steps.csv").decode())))
        assert steps[1][2] == "'=1+1"
        again = client.get(reverse("longlist_evidence", args=[frozen.reference]))
        assert again.content == answer.content
        table = client.get(reverse("longlist_csv", args=[frozen.reference])).content.decode("utf-8-sig")
        rows = {row[1]: row[-2:] for row in csv.reader(io.StringIO(table))}
        assert rows["Vault Two"] == ["1", "Impact level: Moderate"]
        assert rows["Vault One"] == ["", ""]


class TestPages:
    def test_from_a_search_to_a_frozen_list(self, client, alma, vaults, agency):
        client.force_login(alma)
        html = client.get(reverse("catalogue"), {"q": "vault"}).content.decode()
        assert 'href="/longlists/new/?q=vault"' in html
        address = f"{reverse('longlist_start')}?q=vault"
        sent = {"title": "", "organisation": agency.pk}
        assert "Say what is to be bought" in client.post(address, sent).content.decode()
        html = client.post(address, sent | {"title": "Safe <b>rooms</b>"}, follow=True).content.decode()
        assert "4 offerings are kept as they are now." in html
        longlist = Longlist.objects.get()
        by_filter = reverse("longlist_narrow", args=[longlist.reference, "filter"])
        assert "Tick at least one value to keep." in client.post(by_filter, {"reason": "Why not"}).content.decode()
        refused = client.post(by_filter, {"impact": ["high"], "reason": ""})
        assert refused.status_code == 422
        assert "Write why this matters" in refused.content.decode()
        html = client.post(by_filter, {"impact": ["high"], "reason": "Tax data."}, follow=True).content.decode()
        assert "Step 1 is recorded: 4 before, 2 left." in html
        assert "Offerings left after each step" in html
        required = reverse("longlist_narrow", args=[longlist.reference, "requirement"])
        sent = {"users": "10", "months": "12", "gaps": "out", "price_up_to": "2000", "reason": "The budget."}
        assert client.post(required, sent | {"price_up_to": "much"}).status_code == 422
        html = client.post(required, sent, follow=True).content.decode()
        assert "Step 2 is recorded: 2 before, 1 left." in html
        html = client.post(reverse("longlist_undo", args=[longlist.reference]), follow=True).content.decode()
        assert "The last step is taken back." in html
        by_hand = reverse("longlist_narrow", args=[longlist.reference, "hand"])
        client.post(by_hand, {"offerings": [vaults[2].pk], "reason": "They left the market."})
        freeze = reverse("longlist_freeze", args=[longlist.reference])
        assert "no step can be added or taken back" in client.get(freeze).content.decode()
        html = client.post(freeze, follow=True).content.decode()
        assert "is frozen. Export its evidence" in html
        assert "Narrow it" not in html
        html = client.get(reverse("longlist_replay", args=[longlist.reference])).content.decode()
        assert "The same result in every step" in html

    def test_another_agency_finds_nothing_and_the_office_reads(self, client, longlist):
        names = ("longlist_page", "longlist_freeze", "longlist_replay", "longlist_evidence", "longlist_csv")
        client.force_login(person(Role.REQUESTER))
        for name in names:
            assert client.get(reverse(name, args=[longlist.reference])).status_code == 404
        assert "Safe rooms" not in client.get(reverse("longlist_list")).content.decode()
        office = OrganisationFactory(broker=True)
        client.force_login(person(Role.PROCUREMENT_OFFICER, of=office))
        assert client.get(longlist.get_absolute_url()).status_code == 200
        assert client.post(reverse("longlist_undo", args=[longlist.reference])).status_code == 403

    def test_what_left_the_catalogue_keeps_its_name_and_no_link(self, client, longlist, alma, vaults):
        Offering.objects.filter(pk=vaults[0].pk).update(live=False)
        client.force_login(alma)
        html = client.get(longlist.get_absolute_url()).content.decode()
        assert "No longer in the catalogue" in html
        assert vaults[0].get_absolute_url() not in html

    def test_the_pages_take_a_fixed_number_of_statements(self, client, longlist, alma, django_assert_max_num_queries):
        narrow(longlist, alma)
        client.force_login(alma)
        with django_assert_max_num_queries(12):
            assert client.get(longlist.get_absolute_url()).status_code == 200
        with django_assert_max_num_queries(7):
            assert client.get(reverse("longlist_list")).status_code == 200
        with django_assert_max_num_queries(12):
            assert client.get(reverse("longlist_replay", args=[longlist.reference])).status_code == 200

    @pytest.mark.parametrize("kind", ["filter", "requirement", "hand", "magic"])
    def test_odd_input_is_a_sentence(self, client, longlist, alma, kind):
        client.force_login(alma)
        address = reverse("longlist_narrow", args=[longlist.reference, kind])
        odd = {"reason": "x", "users": "-1", "months": "1e9", "impact": "purple", "offerings": "nine"}
        assert client.post(address, odd).status_code == (404 if kind == "magic" else 422)
        assert client.post(address, {"reason": "x\x00"}).status_code in {400, 404, 422}
        assert not longlist.steps.exists()
        assert client.get(f"{reverse('longlist_start')}?impact=purple").status_code == 400
        assert client.get(f"{reverse('longlist_list')}?page=99999").status_code == 404
