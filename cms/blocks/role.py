"""What one kind of user can do here."""

from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock


class RoleLinkBlock(StructBlock):
    words = CharBlock(max_length=60)
    path = CharBlock(max_length=200, help_text="Path on this site, such as /catalogue/")


class RoleBlock(StructBlock):
    """A column of the front door: who, what for, and up to four first steps."""

    heading = CharBlock(max_length=60)
    text = TextBlock(max_length=200)
    links = ListBlock(RoleLinkBlock(), min_num=1, max_num=4)

    class Meta:
        icon = "group"
        template = "cms/blocks/role.html"
