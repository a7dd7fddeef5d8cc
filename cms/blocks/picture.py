"""A picture with its words."""

from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(StructBlock):
    """A picture with alternative text (asked for by Wagtail) and a caption."""

    picture = ImageBlock()
    caption = CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "cms/blocks/picture.html"
