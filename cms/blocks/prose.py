"""Running text."""

from wagtail.blocks import RichTextBlock

FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]


class ProseBlock(RichTextBlock):
    """Text with headings, lists and links."""

    def __init__(self, **kwargs):
        super().__init__(features=FEATURES, **kwargs)

    class Meta:
        icon = "doc-full"
        template = "cms/blocks/prose.html"
        label = "Text"
