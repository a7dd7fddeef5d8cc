"""What robots and link previews are told: only what the public may see, one address a page, prices that are stated."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from catalog.offerings.models import Offering
from cms.outside import sitemaps
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.search import indexed, listed_offering, vendor_named
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def market():
    """Two offerings to be seen and two that are not."""
    shown = vendor_named("Kestrel Lane")
    listed_offering("Service Desk", slug="desk", vendor=shown, summary="Calls </script> & more.", topics=["Help"])
    listed_offering("Vault", slug="vault", vendor=shown, plans=[{"price": "27.40"}], first_published_at=timezone.now())
    listed_offering("Draft", slug="hidden-draft", live=False)
    hidden = vendor_named("Gone", status=Organisation.Status.SUSPENDED)
    listed_offering("Of the hidden", slug="of-hidden", vendor=hidden)
    indexed()
    return shown


def addresses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "xml" in answer["Content-Type"]
    return [found.text for found in ElementTree.fromstring(answer.content).iter() if found.tag.endswith("}loc")]


def facts(page):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in blocks]


class TestSitemap:
    def test_every_section_leads_to_pages_that_the_public_reads(self, client, market):
        sections = addresses(client, "/sitemap.xml")
        assert len(sections) == len(sitemaps.SECTIONS)
        found = [each for section in sections for each in addresses(client, section)]
        assert f"http://testserver{Offering.objects.get(slug='vault').get_absolute_url()}" in found
        for each in found:
            assert client.get(each, follow=True).status_code == 200, each

    def test_drafts_and_hidden_vendors_are_in_none(self, client, market):
        found = " ".join(each for name in sitemaps.SECTIONS for each in addresses(client, f"/sitemap-{name}.xml"))
        assert "desk" in found
        assert market.slug in found
        for slug in ("hidden-draft", "of-hidden", Organisation.objects.get(name="Gone").slug):
            assert slug not in found

    def test_a_large_section_is_split(self, client, market, monkeypatch):
        monkeypatch.setattr(sitemaps.Offerings, "limit", 1)
        offerings = [each for each in addresses(client, "/sitemap.xml") if "offerings" in each]
        assert len(offerings) == 2
        assert len([one for each in offerings for one in addresses(client, each)]) == 2

    @pytest.mark.parametrize(
        "path", ["/sitemap-nothing.xml", "/sitemap-offerings.xml?p=99", "/sitemap-offerings.xml?p=x"]
    )
    def test_what_is_not_there_is_404(self, client, path):
        assert client.get(path).status_code == 404

    def test_a_section_takes_few_statements(self, client, market, django_assert_max_num_queries):
        with django_assert_max_num_queries(3):
            addresses(client, "/sitemap-offerings.xml")

    def test_robots_are_told_where_it_is_and_what_to_leave_alone(self, client):
        answer = client.get("/robots.txt")
        assert answer["Content-Type"].startswith("text/plain")
        assert f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml" in answer.content.decode()
        assert "Disallow: /workspace/" in answer.content.decode()


class TestFacts:
    def test_an_offer_stands_only_where_a_price_is_stated(self, client, market):
        for slug, offers in (("desk", None), ("vault", ["27.40"])):
            page = client.get(Offering.objects.get(slug=slug).get_absolute_url())
            [said] = facts(page.content.decode())
            assert said["@type"] == "Service"
            prices = [offer["price"] for offer in said["offers"]] if "offers" in said else None
            assert prices == offers
            assert "script-src 'self'" in page["Content-Security-Policy"].split("; ")
            assert "nonce" not in page["Content-Security-Policy"]

    def test_text_cannot_leave_the_block(self, client, market):
        [said] = facts(client.get(Offering.objects.get(slug="desk").get_absolute_url()).content.decode())
        assert said["description"] == "Calls </script> & more."

    def test_a_draft_states_nothing_to_those_who_may_read_it(self, client, market):
        client.force_login(person(Role.CATALOGUE_EDITOR))
        page = client.get(Offering.objects.get(slug="hidden-draft").get_absolute_url())
        assert page.status_code == 200
        assert facts(page.content.decode()) == []
        assert 'content="noindex, follow"' in page.content.decode()

    def test_a_vendor_is_an_organisation(self, client, market):
        [said] = facts(client.get(f"/vendors/{market.slug}/").content.decode())
        assert (said["@type"], said["name"]) == ("Organization", "Kestrel Lane")


class TestAddress:
    @pytest.mark.parametrize(
        ("asked", "canonical", "indexed"),
        [
            ("", "", True),
            ("?sort=name&offering=desk", "", True),
            ("?by=vendor&model=saas&sort=price", "?model=saas&amp;by=vendor", False),
            ("?q=vault", "?q=vault", False),
            ("?price_to=500&users=10&months=12", "?price_to=500&amp;users=10&amp;months=12", False),
        ],
    )
    def test_the_same_results_have_one_address(self, client, market, asked, canonical, indexed):
        page = client.get(f"/catalogue/{asked}").content.decode()
        assert f'<link rel="canonical" href="{settings.SITE_ADDRESS}/catalogue/{canonical}">' in page
        assert ("noindex" not in page) is indexed

    def test_no_page_kept_for_others_carries_the_host_that_somebody_asked_for(self, client, market, monkeypatch):
        monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
        address = Offering.objects.get(slug="vault").get_absolute_url()
        for host in ("forged.example", "testserver"):
            page = client.get(address, headers={"host": host}).content.decode()
            assert "forged.example" not in page
            assert f'<link rel="canonical" href="{settings.SITE_ADDRESS}{address}">' in page

    def test_a_link_says_what_it_leads_to_and_brings_no_picture(self, client, market):
        page = client.get(Offering.objects.get(slug="desk").get_absolute_url()).content.decode()
        assert '<meta property="og:title" content="Service Desk">' in page
        assert '<meta property="og:description" content="Calls &lt;/script&gt; &amp; more.">' in page
        assert "og:image" not in page
