"""No channel shows what its reader may not see: every address × every secret, asked by words, by slug and by filter.

The table is complete: an address that stands neither in ASKED nor under one of REST fails.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.models import AgencyUse, Offering, Shortlist
from catalog.offerings.changes import note_changes
from catalog.shortlists.actions import add_to_shortlist, open_shortlist
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from tests.architecture.addresses import TABLE
from tests.architecture.test_urls_by_role import NAMES
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import stated_need
from tests.factories.search import indexed
from tests.factories.world import small_world
from tests.known_readers import client_of

pytestmark = pytest.mark.django_db
WORD = "wolfram"  # in the name of every secret, so that a search for it would find them all
READERS = ("anonymous", "other_agency", "other_vendor")

Ask = tuple[dict, list[tuple[str, str]]]


@dataclass(frozen=True)
class Secret:
    """What must not come out: `marks` are texts that stand nowhere else, `slug` a way to ask for it directly."""

    slug: str
    vendor: str
    marks: tuple[str, ...]


def by_words_and_filters(secret: Secret) -> list[Ask]:
    """A list: whole, by its words, by vendor, chosen for comparison, in every order."""
    queries = [[], [("q", WORD)], [("offering", secret.slug)], [("q", f"{WORD} OR calls"), ("offering", secret.slug)]]
    queries += [[("vendor", secret.vendor)], [("q", WORD), ("vendor", secret.vendor)]]
    queries += [[("sort", order)] for order in ("name", "price", "used", "newest")]
    return [({}, query) for query in queries]


def by_words_and_vendor(secret: Secret) -> list[Ask]:
    """What is drawn from the list that `by_words_and_filters` asks in full."""
    return [({}, []), ({}, [("q", WORD)]), ({}, [("q", WORD), ("vendor", secret.vendor)])]


def by_slug(secret: Secret) -> list[Ask]:
    return [({"slug": secret.slug}, [])]


def by_choice(secret: Secret) -> list[Ask]:
    """A page about the offerings that its address names, alone and beside a good one."""
    return [({}, [("offering", secret.slug)]), ({}, [("offering", "kestrel-open"), ("offering", secret.slug)])]


def by_vendor(secret: Secret) -> list[Ask]:
    return [({"slug": secret.vendor}, []), ({"slug": secret.vendor}, [("page", "1")])]


# Where something of the catalogue comes out: how each is asked for a secret.
ASKED: dict[str, Callable[[Secret], list[Ask]]] = {
    "robots": lambda secret: [({}, [])],
    "sitemap": lambda secret: [({}, [])],
    "sitemap_section": lambda secret: [
        ({"section": section}, []) for section in ("offerings", "vendors", "pages", "screens")
    ],
    "catalogue": by_words_and_filters,
    "catalogue_offering": by_slug,
    "catalogue_values": lambda secret: [
        ({"name": name}, query) for name in ("vendor", "category") for _, query in by_words_and_vendor(secret)
    ],
    "catalogue_compare": by_choice,
    "catalogue_compare_csv": by_choice,
    "catalogue_compare_xlsx": by_choice,
    "catalogue_suggestions": lambda secret: [({}, [("q", words)]) for words in (WORD, secret.vendor, "wo", "sum")],
    "vendor_detail": by_vendor,
    "catalogue_feed": by_words_and_vendor,
    "saved_search_list": lambda secret: [({}, [])],
    "saved_search_save": lambda secret: [({}, [("vendor", secret.vendor)]), ({}, [("q", "calls")])],
    "longlist_list": lambda secret: [({}, [])],
    "longlist_start": by_words_and_vendor,
    "shortlist_list": lambda secret: [({}, [])],
    "shortlist_add": by_choice,
    "upload_list": lambda secret: [({}, [])],
    "offering_list": lambda secret: [({}, [])],
    "order_new": by_choice,
    "need_state": lambda secret: [*by_choice(secret), ({}, [("q", "calls")])],
    "need_list": lambda secret: [({}, [])],
    "comparison_list": lambda secret: [({}, [])],
    "order_list": lambda secret: [({}, [])],
    "pipeline": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "pipeline_csv": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "api:pipeline": lambda secret: [({}, [])],
    "opportunity_list": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "opportunities_csv": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "award_list": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "award_csv": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "contract_register": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "contract_register_csv": lambda secret: [({}, []), ({}, [("q", WORD)])],
    "status_list": lambda secret: [({}, [])],
    "status_page": by_slug,
    "workspace": lambda secret: [({}, [])],
    "notification_list": lambda secret: [({}, [])],
    "api:offerings": by_words_and_filters,
    "api:offering": by_slug,
    "api:shortlists": lambda secret: [({}, [])],
    "api:needs": lambda secret: [({}, [])],
    "api:list_orders": lambda secret: [({}, [])],
    "api:contracts": lambda secret: [({}, [])],
}
# All others, by what their names begin with: pages of one record, of one's own account, of the office. They are asked
# as the table of addresses asks them.
REST = (
    "bid_", "closing_", "forum_", "officer_key", "opening_",
    "forum_",
    "bid_", "closing_", "forum_", "officer_key", "opening_",
    "forum_", "meeting_",
    "forum_", "meeting_", "evaluation_", "price_explain", "notice_list", "challenge_", "case_file_",
    "award_page", "award_propose", "award_approve", "award_withdraw", "award_decline", "award_conclude",
    "award_challenge",
    "account_", "admission_", "api:", "appeal_", "audit_", "company_", "component", "contract_", "declaration_",
    "case_", "claim_", "comparison_", "credit_", "demo", "dispute_", "evidence_", "exclusion_", "framework_", "health_",
    "addendum_", "clarification_",
    "case_", "comparison_", "credit_", "demo", "dispute_", "evidence_", "exclusion_", "framework_", "health_",
    "incident_", "invitation_", "level_templates", "longlist_", "measurements_", "member_", "membership_", "metrics",
    "amendment_",
    "invitation_", "level_templates", "longlist_", "measurements_", "member_", "membership_", "metrics",
    "amendment_", "certificate_", "cure_", "milestone_", "exit_", "termination_",
    "need_", "notification_", "offering_", "order_", "organisation_", "plan_", "policy_",
    "amendment_", "cure_", "exit_", "termination_",
    "need_", "notification_", "ocds_", "offering_", "order_", "organisation_", "plan_", "policy_",
    "question_set_", "question_version_",
    "result_", "review_", "sanction_", "saved_search_", "scorecard_", "shortlist_", "substitute_", "token_", "upload_",
    "option_", "renewal_",
    "result_", "review_", "sanction_", "saved_search_", "shortlist_", "substitute_", "token_", "upload_",
    "opportunity_", "option_", "renewal_",
    "vendor_register", "vendor_verif", "wagtailsnippets_", "workspace_",
)  # fmt: skip


def hidden(name: str, *, mark: str, **fields) -> Offering:
    vendor = fields.pop("vendor", None) or OrganisationFactory(vendor=True, name="Open Hand")
    texts = {"summary": f"Summary{mark} for calls.", "description": f"About{mark}."}
    topics = fields.pop("topics", [])
    return OfferingFactory(
        name=f"Wolfram {name} Name{mark}", slug=f"wolfram-{mark}", vendor=vendor, topics=topics, **texts | fields
    )


def marks_of(mark: str) -> tuple[str, ...]:
    return tuple(f"{part}{mark}".lower() for part in ("Name", "Summary", "About"))


@pytest.fixture
def world(storage) -> SimpleNamespace:
    """The small world with an open offering beside it."""
    known = small_world()
    known.open = OfferingFactory(name="Kestrel Open", slug="kestrel-open", summary="Calls for everybody.")
    indexed()
    return known


def make_secrets(world: SimpleNamespace) -> list[Secret]:
    """One of each kind of thing that a reader may not see, some of them in the index before they were hidden."""
    draft = hidden("Draft", mark="d7731", draft=True)
    suspended = OrganisationFactory(vendor=True, name="Vendors8842 Ltd", slug="vendor-suspended")
    of_suspended = hidden("Suspended", mark="s8842", vendor=suspended)
    withdrawn = hidden("Withdrawn", mark="w9953")
    changed = OfferingFactory(name="Kestrel Changed", slug="kestrel-changed", summary="Calls as they were.")
    indexed()
    # Hidden after the index took them in; its note of the change waits to be drained.
    Offering.objects.filter(pk=withdrawn.pk).update(live=False)
    note_changes(offering_ids=[withdrawn.pk], at=timezone.now())
    Organisation.objects.filter(pk=suspended.pk).update(status=Organisation.Status.SUSPENDED)
    changed.name, changed.summary = "Wolfram Changed Namec1064", "Summaryc1064 for calls."
    changed.description = "Aboutc1064."
    changed.save_revision(clean=False)
    AgencyUse.objects.create(offering=draft, agency=world.agency, kind="initial")
    listed = open_shortlist(title="Titlel2175", agency=world.agency, by=world.people["requester"])
    add_to_shortlist(shortlist=listed, offerings=[world.open], note="Notel2175 is ours.", by=world.people["requester"])
    need = stated_need(by=world.people["requester"], agency=world.agency)
    type(need).objects.filter(pk=need.pk).update(title="Titlen3286", outcome="Outcomen3286")
    type(world.search).objects.filter(pk=world.search.pk).update(name="Namez6428")
    type(world.longlist).objects.filter(pk=world.longlist.pk).update(title="Titlek7539")
    type(world.upload).objects.filter(pk=world.upload.pk).update(file_name="Filex5397.csv")
    return [
        Secret(draft.slug, draft.vendor.slug, marks_of("d7731")),
        Secret(of_suspended.slug, suspended.slug, (*marks_of("s8842"), "vendors8842")),
        Secret(withdrawn.slug, withdrawn.vendor.slug, marks_of("w9953")),
        Secret(changed.slug, changed.vendor.slug, marks_of("c1064")),
        Secret(world.open.slug, world.open.vendor.slug, ("titlel2175", "notel2175")),
        Secret(world.open.slug, world.open.vendor.slug, ("titlen3286", "outcomen3286")),
        Secret(world.open.slug, world.vendor.slug, ("filex5397",)),
        Secret(world.open.slug, world.open.vendor.slug, ("namez6428", "titlek7539")),
    ]


def addresses(world: SimpleNamespace, secrets: list[Secret]) -> Iterator[str]:
    """Every address once: as the table of addresses asks it, and with all questions for all secrets."""
    seen = set()
    for name, row in TABLE.items():
        if row.method != "get":
            continue
        asks = [(row.parts(world), list(row.query(world).items()))]
        asks += [ask for secret in secrets for ask in ASKED.get(name, lambda secret: [])(secret)]
        for parts, query in asks:
            address = reverse(name, kwargs=parts) + (f"?{urlencode(query)}" if query else "")
            if address not in seen:
                seen.add(address)
                yield address


def body_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace").lower()


def test_every_address_is_listed_as_a_channel_or_told_apart():
    unlisted = [name for name in NAMES if name not in ASKED and not name.startswith(REST)]
    assert unlisted == [], "say in ASKED how the new channel is asked for a secret"
    assert set(ASKED) <= set(NAMES)


def test_no_channel_shows_a_secret(world):
    secrets = make_secrets(world)
    asked = list(addresses(world, secrets))
    leaks = []
    for reader in READERS:
        client = client_of(world.people.get(reader))
        for address in asked:
            body = body_of(client.get(address))
            # What somebody typed may come back to them; that is no leak.
            leaks += [(reader, address, mark) for each in secrets for mark in each.marks if mark in body]
    assert leaks == []


def test_those_who_may_see_do_see(client, world):
    """The twin of the test above: the marks are really there."""
    secrets = make_secrets(world)
    editor, requester = world.people["editor"], world.people["requester"]
    client.force_login(editor)
    for secret in secrets[:3]:
        body = body_of(client.get(reverse("catalogue_offering", args=[secret.slug])))
        assert all(mark in body for mark in secret.marks[:2]), secret
    client.force_login(requester)
    listed = Shortlist.objects.get(title="Titlel2175")
    assert "notel2175" in body_of(client.get(listed.get_absolute_url()))
    assert "titlen3286" in body_of(client.get(reverse("need_list")))
    client.force_login(world.uploader)
    assert "filex5397" in body_of(client.get(reverse("upload_list")))


def test_no_count_and_no_facet_tells_of_a_secret(client, world):
    """Numbers give away what names do not: they are the same with and without the secrets."""

    def told() -> dict:
        answer = client.get(reverse("api:offerings")).json()
        return {"count": answer["count"], "facets": answer["facets"]}

    before = told()
    hidden("Draft", mark="d7731", draft=True)
    suspended = OrganisationFactory(vendor=True, name="Vendors8842 Ltd", status=Organisation.Status.SUSPENDED)
    hidden("Suspended", mark="s8842", vendor=suspended)
    indexed()
    assert told() == before
    shown = hidden("Shown", mark="e0097")
    indexed()
    assert told()["count"] == before["count"] + 1
    assert shown.live


def test_a_use_that_ends_later_and_one_without_names_are_told_alike(client, world):
    """Agencies' names are published facts, but not of an offering that its reader may not see."""
    draft = hidden("Draft", mark="d7731", draft=True)
    agency = OrganisationFactory(name="Department of Secretsu4411")
    expires = timezone.localdate() + datetime.timedelta(days=9)
    AgencyUse.objects.create(offering=draft, agency=agency, kind="initial", expires_on=expires)
    client.force_login(person(Role.REQUESTER))
    for name in ("catalogue_offering", "vendor_detail"):
        slug = draft.slug if name == "catalogue_offering" else draft.vendor.slug
        assert "secretsu4411" not in body_of(client.get(reverse(name, args=[slug])))
