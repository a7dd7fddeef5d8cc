"""Guidance for each kind of user: how to do a thing, and the rule behind it."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks.body import BodyBlock


class GuidanceIndexPage(Page):
    """All guidance, by reader."""

    lead = models.TextField(max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "cms/pages/guidance_index.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.GuidancePage"]
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        pages = GuidancePage.objects.live().child_of(self).order_by("path")
        groups = [
            (label, [page for page in pages if page.reader == value]) for value, label in GuidancePage.Reader.choices
        ]
        return {**super().get_context(request, *args, **kwargs), "groups": [group for group in groups if group[1]]}


class GuidancePage(Page):
    """One subject, one kind of reader."""

    class Reader(models.TextChoices):
        AGENCY = "agency", "Agencies"
        VENDOR = "vendor", "Vendors"
        OFFICER = "officer", "Procurement and contract officers"
        MANAGER = "manager", "Relationship managers"
        JUDGE = "judge", "Evaluators"
        PUBLIC = "public", "Public and auditors"

    reader = models.CharField(max_length=7, choices=Reader, default=Reader.AGENCY)
    lead = models.TextField(max_length=300)
    body = StreamField(BodyBlock())

    content_panels = [*Page.content_panels, *(FieldPanel(name) for name in ("reader", "lead", "body"))]
    template = "cms/pages/guidance.html"
    parent_page_types = ["cms.GuidanceIndexPage"]
    subpage_types: list[str] = []

    def get_context(self, request, *args, **kwargs):
        others = GuidancePage.objects.live().sibling_of(self, inclusive=False).filter(reader=self.reader)
        return {**super().get_context(request, *args, **kwargs), "others": others.order_by("path")}
