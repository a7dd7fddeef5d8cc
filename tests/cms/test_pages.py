"""Home, guidance and news: what readers see, and what editors' pages refuse."""

import datetime

import pytest

from cms.actions import publish_guidance, publish_news
from cms.pages.guidance import GuidancePage
from cms.pages.news import NewsPage
from tests.factories.catalog import OfferingFactory
from tests.factories.solicitations import published_solicitation

pytestmark = pytest.mark.django_db


def test_the_front_door_counts_what_is_listed(client):
    OfferingFactory.create_batch(3)
    page = client.get("/")
    assert page.status_code == 200
    assert "Search 3 offerings from" in page.content.decode()


def test_the_front_door_asks_the_same_questions_of_ten_offerings_and_of_one(client, django_assert_max_num_queries):
    OfferingFactory.create_batch(10)
    client.get("/")
    with django_assert_max_num_queries(15):
        client.get("/")


def test_the_front_door_shows_what_can_be_answered_until_its_deadline(client, time_machine):
    request = published_solicitation(title="Shorter waits")
    time_machine.move_to(request.bids_due_at - datetime.timedelta(seconds=1), tick=False)
    assert f'href="{request.get_absolute_url()}"' in client.get("/").content.decode()
    time_machine.move_to(request.bids_due_at, tick=False)
    assert "Shorter waits" not in client.get("/").content.decode()


def test_the_front_door_works_with_nothing_listed(client):
    assert "Nothing is listed yet" in client.get("/").content.decode()


def test_guidance_is_published_once_and_never_overwritten():
    assert publish_guidance() == GuidancePage.objects.count() > 5
    page = GuidancePage.objects.first()
    page.lead = "An editor wrote this."
    page.save_revision().publish()
    assert publish_guidance() == 0
    assert GuidancePage.objects.get(pk=page.pk).lead == "An editor wrote this."


def test_every_guidance_page_answers_and_is_found_from_the_index(client):
    publish_guidance()
    index = client.get("/guidance/").content.decode()
    for page in GuidancePage.objects.all():
        assert page.title in index
        assert client.get(page.url).status_code == 200


def test_news_is_newest_first_and_told_once(client):
    for day in (1, 3, 2):
        publish_news(title=f"News {day}", slug=f"news-{day}", published_on=datetime.date(2026, 11, day), lead="Short.")
    publish_news(title="Again", slug="news-1", published_on=datetime.date(2026, 11, 1), lead="Short.")
    assert NewsPage.objects.count() == 3
    text = client.get("/news/").content.decode()
    assert text.index("News 3") < text.index("News 2") < text.index("News 1")


@pytest.mark.parametrize("number", ["99999", "0", "-1", "two", "²", "9" * 40])
def test_a_page_of_news_that_is_not_there_is_404(client, number):
    assert client.get("/news/", {"page": number}).status_code == 404


def test_the_empty_news_page_says_so(client):
    assert "No news yet" in client.get("/news/").content.decode()
