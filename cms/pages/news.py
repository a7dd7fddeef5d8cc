"""News: what changed in the marketplace."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks.body import BodyBlock
from marketplace.components.paging import page_of

PAGE_SIZE = 20


class NewsIndexPage(Page):
    """All news, newest first."""

    template = "cms/pages/news_index.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.live().child_of(self).order_by("-published_on", "-pk")
        page = page_of(news, request.GET.get("page"), size=PAGE_SIZE)
        return {**super().get_context(request, *args, **kwargs), "page_obj": page}


class NewsPage(Page):
    """One piece of news."""

    published_on = models.DateField(default=timezone.localdate)
    lead = models.TextField(max_length=300)
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [*Page.content_panels, *(FieldPanel(name) for name in ("published_on", "lead", "body"))]
    template = "cms/pages/news.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
