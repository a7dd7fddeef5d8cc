"""The invented world of the demonstration: complete, consistent, plainly written, and nobody real."""

import json
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest

from contracts.agreements.templates_of_terms import TEMPLATES
from marketplace.demo import extract_facts, world

OFFERINGS = [pytest.param(provider, offering, id=offering["slug"]) for provider, offering in world.offerings()]
PROVIDERS = [pytest.param(provider, id=provider["slug"]) for provider in world.providers()]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PRICE = re.compile(r"\d+\.\d\d")
HOURS = {
    "24 hours, every day",
    "Every day, 7:00 am to 10:00 pm Eastern",
    "Monday to Friday, 8:00 am to 6:00 pm Eastern",
}
CERTIFICATIONS = {"State assessment", "State assessment in progress", "Not assessed"}

OWN_TOPICS = {
    "Accessibility",
    "Backup",
    "Benefits",
    "Case Management",
    "Containers",
    "Courts",
    "Database",
    "Document Management",
    "E-mail",
    "Electronic Signature",
    "Geographic Information",
    "Identity",
    "Licensing & Permits",
    "Log Management",
    "Mass Notification",
    "Open Data",
    "Payments",
    "Records Archive",
    "Service Desk",
    "Transcription",
    "Translation",
    "Video Meetings",
    "Virtual Machines",
    "Web Hosting",
}
# What names of companies end in says nothing about whose name it is.
TRADE_WORDS = {
    "benefits",
    "cloud",
    "data",
    "languages",
    "learning",
    "networks",
    "security",
    "software",
    "systems",
    "voice",
}
WELL_KNOWN = {
    "adobe",
    "amazon",
    "apple",
    "cisco",
    "copperleaf",
    "google",
    "ibm",
    "meta",
    "microsoft",
    "oracle",
    "sap",
}


def sentences(text):
    return re.split(r"(?<=[.!?])\s+", text.strip())


@pytest.fixture(scope="module")
def real_offerings():
    return json.loads((extract_facts.FACTS / "offerings.json").read_text(encoding="utf-8"))["offerings"]


@pytest.mark.parametrize("path", sorted(world.CONTENT.rglob("*.json")), ids=lambda path: path.name)
def test_no_fact_is_told_twice_in_one_record(path):
    def told(pairs):
        twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
        assert not twice, f"{twice} in {dict(pairs)}"
        return dict(pairs)

    json.loads(path.read_text(), object_pairs_hook=told)


def test_there_is_enough_to_order():
    assert len(OFFERINGS) >= 60
    assert len(world.vendors()) == 20
    assert sum(provider["kind"] == "broker" for provider, _ in world.offerings()) >= 12
    assert sum(bool(vendor["small_business"]) for vendor in world.vendors()) >= 5
    assert {vendor["size"] for vendor in world.vendors()} == {
        "small",
        "medium",
        "large",
    }


def test_slugs_and_plan_codes_are_unique():
    slugs = Counter(offering["slug"] for _, offering in world.offerings())
    slugs.update(provider["slug"] for provider in world.providers())
    codes = Counter(
        world.plan_code(offering["slug"], plan["slug"])
        for _, offering in world.offerings()
        for plan in offering["plans"]
    )
    assert slugs.most_common(1)[0][1] == codes.most_common(1)[0][1] == 1
    assert all(SLUG.fullmatch(slug) for slug in slugs)


def test_a_plan_keeps_its_code():
    assert str(world.plan_code("contact-centre-platform", "seat")) == "953cfecc-2725-5631-9bca-d792fee8d323"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_says_who_it_is(provider):
    assert provider["kind"] in {"vendor", "broker"}
    assert provider["website"] == f"https://www.{provider['mail_domain']}/"
    assert provider["mail_domain"].endswith(".example")
    assert 1950 < provider["founded_year"] < 2026
    assert 2 <= len(sentences(provider["about"])) <= 4


def test_no_invented_name_is_a_real_vendors(real_offerings):
    real = {word for offering in real_offerings for word in re.findall(r"[a-z0-9]+", offering["vendor"].lower())}
    for vendor in world.vendors():
        own = set(re.findall(r"[a-z0-9]+", vendor["name"].lower())) - TRADE_WORDS
        assert own, vendor["name"]
        assert not own & (real | WELL_KNOWN), vendor["name"]
    assert not {offering["name"] for _, offering in world.offerings()} & {
        offering["name"] for offering in real_offerings
    }


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_the_words_are_plain(provider, offering):
    said = sentences(offering["description"])
    assert 3 <= len(said) <= 7
    assert len(offering["description"].split()) / len(said) <= 20
    assert len(sentences(offering["summary"])) == 1
    assert len(offering["summary"].split()) <= 20
    everything = json.dumps(offering, ensure_ascii=False)
    assert not re.search(
        r"!|\b(please|simply|sorry|seamless|leverag|robust|cutting.edge|solution)",
        everything,
        re.IGNORECASE,
    )
    assert not re.search(r"\b(organiz|color\b|catalog\b)", everything)


def test_no_two_descriptions_share_a_sentence():
    said = Counter(text for _, offering in world.offerings() for text in sentences(offering["description"]))
    said.update(offering["summary"] for _, offering in world.offerings())
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_the_facts_of_an_offering_are_whole(provider, offering, real_offerings):
    topics = {topic for real in real_offerings for topic in real["business_functions"]} | OWN_TOPICS
    assert set(offering["topics"]) <= topics
    assert 1 <= len(offering["topics"]) == len(set(offering["topics"]))
    assert set(offering["service_models"]) <= {"SaaS", "PaaS", "IaaS", "support"}
    assert offering["service_models"]
    shared = {real["deployment_model"] for real in real_offerings}
    assert offering["deployment_model"] in shared | {"State data centre"}
    assert offering["impact_level"] in {"High", "Moderate", "Low"}
    assert offering["support"]["hours"] in HOURS
    assert offering["support"]["channels"]
    assert offering["data_location"]
    assert offering["sign_in"]
    assert isinstance(offering["open_api"], bool)
    assert 2 <= len(offering["exit_terms"]) <= 4
    assert any(re.search(r"\d", term) for term in offering["exit_terms"])
    assert offering["prices_valid"]["from_days"] < 0 < offering["prices_valid"]["until_days"]


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_the_delivery_mode_fits_the_provider(provider, offering):
    own = provider["kind"] == "broker"
    assert offering["delivery_mode"] in ({"internal", "hybrid"} if own else {"brokered", "managed", "hybrid"})


def test_every_delivery_mode_and_certification_occurs():
    found = [offering for _, offering in world.offerings()]
    assert {offering["delivery_mode"] for offering in found} == {
        "brokered",
        "managed",
        "internal",
        "hybrid",
    }
    assert {offering["certification"]["status"] for offering in found} == CERTIFICATIONS
    assert {offering["impact_level"] for offering in found} == {
        "High",
        "Moderate",
        "Low",
    }
    assert {model for offering in found for model in offering["service_models"]} == {
        "SaaS",
        "PaaS",
        "IaaS",
        "support",
    }


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_a_finished_assessment_has_dates_and_an_assessor(provider, offering):
    stated = offering["certification"]
    if stated["status"] == "State assessment":
        assert stated["assessed_on_days"] < 0 < stated["expires_on_days"]
        assert stated["assessor"]
    else:
        assert stated["assessed_on_days"] is stated["expires_on_days"] is None


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_plans_have_prices_that_can_be_added_up(provider, offering):
    assert 1 <= len(offering["plans"]) <= 3
    for plan in offering["plans"]:
        assert PRICE.fullmatch(plan["price"])
        assert Decimal(plan["price"]) > 0
        assert Decimal(plan["setup_charge"]) >= 0
        assert plan["interval"] in {"month", "year", "once"}
        assert plan["minimum_term_months"] >= 1
        assert plan["included_quantity"] >= 0
        assert plan["currency"] == "USD"
        assert all(plan[key] for key in ("slug", "name", "includes", "unit"))


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_price_tiers_leave_no_gap_and_never_rise(provider, offering):
    for plan in offering["plans"]:
        tiers = plan["tiers"]
        if not tiers:
            continue
        assert (tiers[0]["from"], tiers[0]["price"]) == (1, plan["price"])
        assert tiers[-1]["to"] is None
        for lower, upper in pairwise(tiers):
            assert upper["from"] == lower["to"] + 1
            assert Decimal(upper["price"]) < Decimal(lower["price"])


@pytest.mark.parametrize(("provider", "offering"), OFFERINGS)
def test_service_levels_promise_something_sane(provider, offering):
    levels = offering["service_levels"]
    assert levels
    assert len({level["code"] for level in levels}) == len(levels)
    for level in levels:
        assert level["name"]
        target = Decimal(level["target"])
        if level["kind"] == "availability":
            assert Decimal(99) <= target <= Decimal("99.99")
            assert level["convention"] in {"A", "B"}
            assert 0 <= level["minimum_outage_minutes"] <= 10
            assert level["credit_template"] in TEMPLATES
        else:
            assert level["kind"] in {"response", "resolution", "report"}
            assert Decimal(80) <= target <= Decimal(99)
            assert level["within_minutes"] > 0


def test_an_unknown_offering_is_refused():
    assert world.offering("kestrel-desk")["name"] == "Kestrel Desk"
    with pytest.raises(LookupError):
        world.offering("nothing")
