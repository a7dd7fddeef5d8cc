"""Names and values, side by side."""

from wagtail.blocks import CharBlock, ListBlock, StructBlock


class FactBlock(StructBlock):
    name = CharBlock(max_length=80)
    value = CharBlock(max_length=300)


class FactsBlock(StructBlock):
    """A short table of facts: deadlines, limits, addresses."""

    heading = CharBlock(max_length=120)
    facts = ListBlock(FactBlock(), min_num=1)

    class Meta:
        icon = "table"
        template = "cms/blocks/facts.html"
