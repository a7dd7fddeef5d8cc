"""Importing listings: all of the file, once; a repeat changes nothing; a bad entry stops nothing."""

import copy
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from catalog.models import AgencyUse, Assessor, Offering, OfferingChange, OfferingFacts, Topic
from catalog.offerings import actions
from catalog.offerings.imports import import_listings
from catalog.offerings.usage_imports import import_usage
from marketplace.audit.models import AuditEvent
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "marketplace" / "demo" / "facts"
SHARED = Path(os.environ.get("STOA_SHARED", ROOT.parent / "shared")) / "data"
ENTRY = {
    "id": "FR1",
    "vendor": "Kestrel Works",
    "name": "Kestrel Desk",
    "service_models": ["SaaS"],
    "deployment_model": "Public Cloud",
    "impact_level": "Moderate",
    "status": "FedRAMP Authorized",
    "authorization_path": "Agency",
    "ready_on": None,
    "authorized_on": "2025-02-28",
    "annual_assessment": "02/28",
    "assessor": "Beacon Assessors",
    "business_functions": ["Service Desk", "Analytics"],
    "description": "A service desk.",
    "website": "kestrel.example",
    "uei": "ABC123",
    "small_business": True,
    "authorization_count": 2,
    "reuse_count": 1,
}
USE = {"offering_id": "FR1", "agency_id": "22-1", "agency": "Roads", "sub_agency": "", "kind": "initial"}
USE |= {"ato_date": "2024-01-02", "expires_on": ""}


@world
def editor():
    return person(Role.CATALOGUE_EDITOR)


def take_in(*entries, **options):
    return import_listings(
        entries=entries, source="fedramp", file_name="offerings.json", digest="0" * 64, by=SYSTEM, **options
    )


def take_in_uses(*rows, **options):
    return import_usage(rows=rows, source="fedramp", file_name="uses.csv", digest="0" * 64, by=SYSTEM, **options)


def everything():
    """The state that a repeat must not touch."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Offering, Organisation, Topic, Assessor, AgencyUse, OfferingFacts, OfferingChange, AuditEvent)
    } | {"revisions": list(Revision.objects.order_by("pk").values_list("pk", "content"))}


@pytest.fixture
def offering():
    take_in(ENTRY)
    return Offering.objects.get(source_id="FR1")


# The whole file


def test_the_shared_file_is_taken_in_whole_and_a_repeat_changes_nothing(capsys):
    if not SHARED.exists():
        pytest.skip("the shared data is not on this machine")
    files = SHARED / "fedramp-offerings.json", SHARED / "fedramp-agency-usage.csv", SHARED / "agencies.csv"
    arguments = ["import_offerings", str(files[0]), "--usage", str(files[1]), "--agencies", str(files[2])]
    call_command(*arguments)
    assert Offering.objects.listed().count() == 509
    assert Organisation.objects.vendors().filter(source="fedramp", status="listed").count() == 457
    assert Organisation.objects.agencies().count() >= 2_176
    assert not Offering.objects.orderable().exists()
    assert OfferingChange.objects.values("offering_id").distinct().count() == 509
    events = AuditEvent.objects.values_list("action", flat=True).order_by("pk")
    assert list(events) == [
        "organisations.agencies_imported", "catalog.offerings_imported", "catalog.usage_imported",
    ]  # fmt: skip
    said = capsys.readouterr()
    assert "Offerings: 509 created, 0 changed, 0 same, 0 left out." in said.out
    assert "It ends (2025-01-18) before it begins (2025-09-15)." in said.err

    before = everything()
    call_command(*arguments)
    assert everything() == before
    assert "Offerings: 0 created, 0 changed, 509 same, 0 left out." in capsys.readouterr().out


def test_the_facts_that_ship_with_the_demonstration_are_taken_in_few_statements(django_assert_max_num_queries):
    entries = json.loads((FACTS / "offerings.json").read_text())["offerings"]
    with django_assert_max_num_queries(35):
        assert take_in(*entries).counts == {"created": 509, "changed": 0, "same": 0, "left out": 0}


# What an entry becomes


def test_an_entry_becomes_a_listed_offering_with_its_facts(offering):
    assert (offering.vendor.name, offering.vendor.status, offering.vendor.kind) == ("Kestrel Works", "listed", "vendor")
    assert (offering.vendor.registration_number, offering.vendor.small_business) == ("ABC123", True)
    assert (offering.slug, offering.service_models, offering.deployment) == ("kestrel-desk", ["saas"], "public_cloud")
    assert (offering.certification, offering.impact_level) == ("fedramp_authorized", "moderate")
    assert str(offering.authorised_on) == "2025-02-28"
    assert [topic.name for topic in offering.topics.all()] == ["Analytics", "Service Desk"]
    assert (offering.assessor.name, offering.website) == ("Beacon Assessors", "https://kestrel.example")
    assert (offering.live, offering.is_orderable) == (True, False)


def test_its_revision_holds_what_wagtail_would_have_written(offering):
    assert offering.live_revision_id == offering.latest_revision_id
    revision = Revision.objects.get(pk=offering.live_revision_id)
    version = revision.as_object()
    written = json.loads(json.dumps(offering.serializable_data(), default=str))
    of_publication = {"latest_revision", "live_revision", "first_published_at", "last_published_at", "sort_name"}
    for name in written.keys() - of_publication:
        assert revision.content[name] == written[name], name
    assert version.service_models == ["saas"]
    assert revision.is_latest_revision()


def test_an_imported_offering_can_be_edited_and_published_like_any_other(offering, editor):
    edit = {"offering": offering, "fields": {"summary": "Answers calls."}, "by": editor}
    actions.edit_offering(**edit, latest_revision_id=offering.latest_revision_id)
    offering.refresh_from_db()
    actions.publish_offering(offering=offering, by=editor)
    assert (offering.summary, offering.description) == ("Answers calls.", "A service desk.")


@pytest.mark.parametrize(
    ("given", "kept"), [("2/8", "02/08"), ("12/22", "12/22"), ("2025-02-13T20:00:00.000Z", ""), (None, "")]
)
def test_a_yearly_assessment_is_a_month_and_a_day_or_nothing(given, kept):
    take_in({**ENTRY, "annual_assessment": given})
    assert Offering.objects.get(source_id="FR1").annual_assessment == kept


def test_slugs_that_clash_do_not_depend_on_the_order_of_the_file():
    OfferingFactory(slug="kestrel-desk")
    entries = [{**ENTRY, "id": name} for name in ("FR9", "FR2", "FR5")]
    take_in(*entries)
    slugs = dict(Offering.objects.filter(source="fedramp").values_list("source_id", "slug"))
    assert slugs == {"FR2": "kestrel-desk-2", "FR5": "kestrel-desk-3", "FR9": "kestrel-desk-4"}


def test_a_registration_number_stays_with_the_vendor_that_has_it(offering):
    take_in({**ENTRY, "id": "FR2", "vendor": "Kestrel Group"}, {**ENTRY, "id": "FR3", "vendor": "Kestrel Two"})
    numbers = dict(Organisation.objects.vendors().values_list("name", "registration_number"))
    assert numbers == {"Kestrel Works": "ABC123", "Kestrel Group": "", "Kestrel Two": ""}


# Repeats and changes


def test_a_repeat_changes_nothing(offering):
    before = everything()
    assert take_in(ENTRY).counts == {"created": 0, "changed": 0, "same": 1, "left out": 0}
    assert everything() == before


def test_changed_facts_make_one_revision_and_leave_the_editors_words(offering, editor):
    Offering.objects.filter(pk=offering.pk).update(support_hours="Weekdays")
    revisions = Revision.objects.for_instance(offering).count()
    changed = {**ENTRY, "impact_level": "High", "business_functions": ["Analytics"], "vendor": "Kestrel Group"}
    assert take_in(changed).counts == {"created": 0, "changed": 1, "same": 0, "left out": 0}
    offering.refresh_from_db()
    assert (offering.impact_level, offering.vendor.name, offering.support_hours) == (
        "high",
        "Kestrel Group",
        "Weekdays",
    )
    assert [topic.name for topic in offering.topics.all()] == ["Analytics"]
    assert Revision.objects.for_instance(offering).count() == revisions + 1
    assert offering.live_revision_id == offering.latest_revision_id
    version = offering.latest_revision.as_object()
    assert (version.impact_level, [topic.name for topic in version.topics.all()]) == ("high", ["Analytics"])
    assert offering.slug == "kestrel-desk"
    assert OfferingChange.objects.filter(offering_id=offering.pk).count() == 2
    actions.publish_offering(offering=offering, by=editor)
    assert offering.impact_level == "high"


def test_a_draft_beside_the_live_version_keeps_its_words_and_gets_the_new_facts(offering, editor):
    edit = {"offering": offering, "fields": {"summary": "Not yet public."}, "by": editor}
    actions.edit_offering(**edit, latest_revision_id=offering.latest_revision_id)
    take_in({**ENTRY, "impact_level": "Low"})
    offering.refresh_from_db()
    draft = offering.get_latest_revision_as_object()
    assert (offering.summary, offering.impact_level) == ("", "low")
    assert (draft.summary, draft.impact_level) == ("Not yet public.", "low")
    assert offering.live_revision.content["summary"] == ""


def test_what_an_editor_took_down_stays_down(offering):
    actions.unpublish_offering(offering=offering, by=person(Role.CATALOGUE_EDITOR))
    take_in({**ENTRY, "impact_level": "Low"})
    offering.refresh_from_db()
    assert (offering.live, offering.impact_level) == (False, "low")


def test_what_a_reviewer_has_in_hand_is_held_back(offering):
    actions.submit_for_moderation(offering=offering, by=person(Role.CATALOGUE_EDITOR))
    before = everything()
    (refusal,) = take_in({**ENTRY, "impact_level": "Low"}).refusals
    assert refusal.sentence == "A reviewer has it. Decide, then import again."
    assert everything() == before


def test_a_rehearsal_tells_and_changes_nothing():
    before = everything()
    assert take_in(ENTRY, dry_run=True).created == 1
    assert take_in_uses(USE, dry_run=True).refusals[0].sentence.startswith("No offering with this id")
    assert everything() == before


# Bad input


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"vendor": ""}, "Its vendor is missing."),
        ({"vendor": None}, "Its vendor is missing."),
        ({"vendor": 7}, "Its vendor is not a text."),
        ({"vendor": "V" * 97}, "Its vendor has 97 characters; at most 96 are taken."),
        ({"id": " "}, "Its id is missing."),
        ({"name": ["Kestrel"]}, "Its name is not a text."),
        ({"name": "Kestrel\x00Desk"}, "Its name holds a control character"),
        ({"description": "\ud800"}, "Its description holds a control character"),
        ({"description": "x" * 2_000_000}, "Its description has 2,000,000 characters; at most 20,000 are taken."),
        ({"authorized_on": "2026-02-30"}, "Its authorized_on “2026-02-30” is not a date"),
        ({"authorized_on": "20260228"}, "is not a date"),
        ({"authorized_on": 20260228}, "is not a date"),
        ({"ready_on": "0001-01-01"}, "is not a date"),
        ({"status": "FedRAMP Maybe"}, "Its status “FedRAMP Maybe” is not known. Known are: agency in process,"),
        ({"deployment_model": ""}, "Its deployment_model is missing."),
        ({"service_models": []}, "Its service_models are missing."),
        ({"service_models": "SaaS"}, "Its service_models is not a list."),
        ({"service_models": ["SaaS", 3]}, "Its service_models is not a text."),
        ({"service_models": ["XaaS"]}, "“XaaS” is not known"),
        ({"authorization_count": -1}, "Its authorization_count is not a count of zero or more."),
        ({"reuse_count": True}, "Its reuse_count is not a count"),
        ({"reuse_count": 10**30}, "Its reuse_count is not a count"),
        ({"small_business": "yes"}, "Its small_business is neither true nor false."),
        ({"website": "javascript:alert(1)"}, "Its website is not a web address."),
        ({"business_functions": {"a": 1}}, "Its business_functions is not a list."),
    ],
)
def test_a_bad_entry_is_left_out_with_a_sentence_and_the_rest_goes_in(wrong, sentence):
    report = take_in({**ENTRY, "id": "FR0", **wrong}, ENTRY)
    (refusal,) = report.refusals
    assert refusal.place == 1
    assert sentence in refusal.sentence
    assert list(Offering.objects.values_list("source_id", flat=True)) == ["FR1"]
    assert report.created == 1


@pytest.mark.parametrize("entry", [None, 3, "FR1", [], [["id", "FR1"]]])
def test_an_entry_that_is_no_object_is_left_out(entry):
    assert take_in(entry, ENTRY).refusals[0].sentence == "It is not an object with named fields."
    assert Offering.objects.count() == 1


def test_the_second_of_two_entries_with_one_id_is_left_out():
    (refusal,) = take_in(ENTRY, {**ENTRY, "name": "Another"}).refusals
    assert (refusal.place, refusal.sentence) == (2, "Entry 1 has the same id.")
    assert Offering.objects.get().name == "Kestrel Desk"


def test_nothing_good_in_a_file_leaves_nothing_behind():
    before = everything()
    assert len(take_in({}, None, {"id": "\x00"}).refusals) == 3
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not json", "is not JSON"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"offerings": 3}', "holds no list of offerings"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_in_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "offerings.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_offerings", str(path))
    assert not Offering.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_offerings", str(tmp_path / "absent.json"))


# Who uses what


def test_uses_are_counted_by_agency_and_a_repeat_changes_nothing(offering):
    again = {**USE, "ato_date": "2025-03-04", "kind": "reuse"}
    other = {**USE, "agency_id": "22-2", "sub_agency": "Bridges"}
    assert take_in_uses(USE, USE, again, other).counts == {"created": 3, "changed": 0, "same": 0, "left out": 0}
    assert offering.facts.used_by_count == 2
    assert Organisation.objects.get(source_id="22-2").name == "Bridges"
    before = everything()
    assert take_in_uses(USE, USE, again, other).same == 3
    assert everything() == before


def test_a_use_that_ends_on_another_day_is_brought_up_to_date(offering):
    take_in_uses(USE)
    assert take_in_uses({**USE, "expires_on": "2027-01-02"}).changed == 1
    assert str(AgencyUse.objects.get().expires_on) == "2027-01-02"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"offering_id": "FR404"}, "No offering with this id is known."),
        ({"kind": "third"}, "Its kind “third” is not known."),
        ({"ato_date": "2024-13-01"}, "is not a date"),
        ({"expires_on": "2023-01-01"}, "It ends (2023-01-01) before it begins (2024-01-02)."),
        ({"agency": "\x00"}, "holds a control character"),
        ({"agency_id": ""}, "Its agency_id is missing."),
    ],
)
def test_a_bad_use_is_left_out_and_the_rest_goes_in(offering, wrong, sentence):
    report = take_in_uses({**USE, **wrong}, {**USE, "agency_id": "22-7"})
    assert sentence in report.refusals[0].sentence
    assert [use.agency.source_id for use in AgencyUse.objects.all()] == ["22-7"]


def test_a_table_without_its_columns_is_refused(tmp_path):
    (tmp_path / "offerings.json").write_text(json.dumps([copy.deepcopy(ENTRY)]))
    (tmp_path / "uses.csv").write_text("offering_id,agency\nFR1,Roads\n")
    with pytest.raises(CommandError, match="has no column agency_id, kind, ato_date"):
        call_command("import_offerings", str(tmp_path / "offerings.json"), "--usage", str(tmp_path / "uses.csv"))
    assert not Offering.objects.exists()
