"""Pictures and documents that editors keep in Wagtail: own models from the first migration on."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class StoaImage(AbstractImage):
    """A picture, with the words for those who cannot see it."""

    alternative_text = models.CharField(max_length=250, blank=True)
    credit = models.CharField(max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "alternative_text", "credit")


class StoaRendition(AbstractRendition):
    image = models.ForeignKey(StoaImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]


class StoaDocument(AbstractDocument):
    """A document for download."""

    summary = models.CharField(max_length=250, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "summary")
