"""Pages of a list: the number comes from the address, and a page that is not there is 404."""

from django.core.paginator import Page, Paginator
from django.http import Http404

PAGE_SIZE = 25


def page_of(items, number: str | None, *, size: int = PAGE_SIZE) -> Page:
    """The page of that number, the first where none is named. Raises Http404 with a sentence."""
    pages = Paginator(items, size)
    number = number or "1"
    if not (number.isascii() and number.isdigit() and len(number) < 9 and 1 <= int(number) <= pages.num_pages):
        raise Http404(f"This list has {pages.num_pages} pages, and none with that number. Go back to the first page.")
    return pages.page(int(number))
