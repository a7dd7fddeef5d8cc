"""The front door."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks.role import RoleBlock
from cms.pages.queries import front_door


class HomePage(Page):
    """Search first, then what each kind of user can do, then what is new. Figures come from the registers."""

    heading = models.CharField(max_length=120, default="Find, compare and buy the services your agency needs")
    lead = models.TextField(max_length=300, blank=True)
    often_searched = StreamField([("words", CharBlock(max_length=40))], blank=True, max_num=6)
    roles = StreamField([("role", RoleBlock())], blank=True, max_num=4)

    content_panels = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("heading", "lead", "often_searched", "roles")),
    ]
    template = "cms/pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **front_door()}
