"""Names as parts of addresses."""

from collections.abc import Collection
from itertools import chain, count

from django.utils.text import slugify

LONGEST = 90


def free_slug(name: str, taken: Collection[str], *, longest: int = LONGEST) -> str:
    """A slug for `name` that is not taken: kestrel-desk, kestrel-desk-2, …"""
    slug = slugify(name)[:longest].strip("-") or "unnamed"
    return next(each for each in chain([slug], (f"{slug}-{n}" for n in count(2))) if each not in taken)
