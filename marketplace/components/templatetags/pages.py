"""Links to the pages of a list that keep the rest of the address."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def page_links(context, page, name="page"):
    """Addresses of the previous, next and numbered pages of Django's Page; None stands for pages left out."""
    if page is None or page.paginator.num_pages < 2:
        return {"several": False}
    query = context["request"].GET.copy()

    def address(number):
        query[name] = number
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "several": True,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "numbers": [(number, address(number) if isinstance(number, int) else None) for number in numbers],
    }
