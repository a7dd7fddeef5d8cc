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
from tests.counts import at_a_desk, in_full
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import stated_need
from tests.factories.search import indexed
from tests.factories.world import small_world
from tests.known_readers import client_of
from tests.worlds import world

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
    "account_", "admission_", "agency_", "amendment_", "api:", "appeal_", "audit_", "award_anew", "award_approve",
    "award_challenge", "award_conclude", "award_decline", "award_page", "award_propose", "award_withdraw", "bid_",
    "body_", "budget_", "case_", "certificate_", "challenge_", "claim_", "clarification_", "clause_", "closing_",
    "company_", "comparison_", "complaint_", "component", "contract_", "cost_", "credit_", "cure_", "declaration_",
    "demo", "digest_", "disclosure_", "dispute_", "evaluation_", "evidence_", "exclusion_", "exit_", "follow_up_",
    "forum_", "framework_", "goal_", "health_", "hold_", "improvement_plan", "incident_", "invitation_", "invoice_",
    "level_templates", "levy_", "library", "line_question", "longlist_", "market_report", "measure_", "measurements_",
    "meeting_", "member_", "membership_", "metrics", "milestone_", "need_", "notice_list", "notices_csv",
    "notification_", "ocds_", "offering_", "officer_key", "opening_", "opportunity_", "option_", "order_",
    "organisation_", "overlap_", "payment_refund", "plan_", "policy_", "portfolio", "price_explain", "priority_",
    "question_set_", "question_version_", "rate_", "record_", "renewal_", "result_", "review_", "sanction_",
    "satisfaction_", "saved_search_", "scorecard_", "seats_", "sharing_", "sheet_", "shortlist_", "stripe_events",
    "substitute_", "survey_", "system_", "tax_exemption_", "termination_", "thread_", "token_", "upload_", "use_tell",
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


known = world(small_world, "known")


@world
def kestrel_open(known) -> Offering:
    """An offering that everybody may see, beside those of the small world."""
    offering = OfferingFactory(name="Kestrel Open", slug="kestrel-open", summary="Calls for everybody.")
    indexed()
    return offering


@world
def secrets(known, kestrel_open) -> list[Secret]:
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
    AgencyUse.objects.create(offering=draft, agency=known.agency, kind="initial")
    listed = open_shortlist(title="Titlel2175", agency=known.agency, by=known.people["requester"])
    add_to_shortlist(
        shortlist=listed, offerings=[kestrel_open], note="Notel2175 is ours.", by=known.people["requester"]
    )
    need = stated_need(by=known.people["requester"], agency=known.agency)
    type(need).objects.filter(pk=need.pk).update(title="Titlen3286", outcome="Outcomen3286")
    type(known.search).objects.filter(pk=known.search.pk).update(name="Namez6428")
    type(known.longlist).objects.filter(pk=known.longlist.pk).update(title="Titlek7539")
    type(known.upload).objects.filter(pk=known.upload.pk).update(file_name="Filex5397.csv")
    return [
        Secret(draft.slug, draft.vendor.slug, marks_of("d7731")),
        Secret(of_suspended.slug, suspended.slug, (*marks_of("s8842"), "vendors8842")),
        Secret(withdrawn.slug, withdrawn.vendor.slug, marks_of("w9953")),
        Secret(changed.slug, changed.vendor.slug, marks_of("c1064")),
        Secret(kestrel_open.slug, kestrel_open.vendor.slug, ("titlel2175", "notel2175")),
        Secret(kestrel_open.slug, kestrel_open.vendor.slug, ("titlen3286", "outcomen3286")),
        Secret(kestrel_open.slug, known.vendor.slug, ("filex5397",)),
        Secret(kestrel_open.slug, kestrel_open.vendor.slug, ("namez6428", "titlek7539")),
    ]


def addresses(world: SimpleNamespace, secrets: list[Secret]) -> Iterator[tuple[str, bool]]:
    """Every address once, and whether it is a channel: as the table of addresses asks it, and with all questions for
    all secrets."""
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
                yield address, name in ASKED


def body_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace").lower()


def test_every_address_is_listed_as_a_channel_or_told_apart():
    unlisted = [name for name in NAMES if name not in ASKED and not name.startswith(REST)]
    assert unlisted == [], "say in ASKED how the new channel is asked for a secret"
    assert set(ASKED) <= set(NAMES)


@pytest.mark.parametrize("reader", READERS)
def test_no_channel_shows_a_secret(storage, known, secrets, reader):
    """A plain run asks what is no channel as one of the readers in turn, and at a desk the channels too.

    A run in full asks everything as everybody.
    """
    leaks, client = [], client_of(known.people.get(reader))
    turn = READERS.index(reader)
    for number, (address, is_channel) in enumerate(addresses(known, secrets)):
        if (is_channel and not at_a_desk()) or in_full() or number % len(READERS) == turn:
            body = body_of(client.get(address))
            # What somebody typed may come back to them; that is no leak.
            leaks += [(address, mark) for each in secrets for mark in each.marks if mark in body]
    assert leaks == []


def test_those_who_may_see_do_see(client, storage, known, secrets):
    """The twin of the test above: the marks are really there."""
    editor, requester = known.people["editor"], known.people["requester"]
    client.force_login(editor)
    for secret in secrets[:3]:
        body = body_of(client.get(reverse("catalogue_offering", args=[secret.slug])))
        assert all(mark in body for mark in secret.marks[:2]), secret
    client.force_login(requester)
    listed = Shortlist.objects.get(title="Titlel2175")
    assert "notel2175" in body_of(client.get(listed.get_absolute_url()))
    assert "titlen3286" in body_of(client.get(reverse("need_list")))
    client.force_login(known.uploader)
    assert "filex5397" in body_of(client.get(reverse("upload_list")))


def test_no_count_and_no_facet_tells_of_a_secret(client, storage, known, kestrel_open):
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


def test_a_use_that_ends_later_and_one_without_names_are_told_alike(client, storage, known, kestrel_open):
    """Agencies' names are published facts, but not of an offering that its reader may not see."""
    draft = hidden("Draft", mark="d7731", draft=True)
    agency = OrganisationFactory(name="Department of Secretsu4411")
    expires = timezone.localdate() + datetime.timedelta(days=9)
    AgencyUse.objects.create(offering=draft, agency=agency, kind="initial", expires_on=expires)
    client.force_login(person(Role.REQUESTER))
    for name in ("catalogue_offering", "vendor_detail"):
        slug = draft.slug if name == "catalogue_offering" else draft.vendor.slug
        assert "secretsu4411" not in body_of(client.get(reverse(name, args=[slug])))
