"""The entries of the main navigation: those whose pages exist, with the one the reader is in marked."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """`address` is a URL name or a path of Wagtail's; `covers` are other paths that belong under it."""

    label: str
    address: str
    covers: tuple[str, ...] = ()
    signed_in: bool = False

    @property
    def url(self) -> str:
        """The path, or nothing where no such page exists yet."""
        if self.address.startswith("/"):
            return self.address
        try:
            return reverse(self.address)
        except NoReverseMatch:
            return ""


_CATALOGUES = (
    "/evidence/",
    "/longlists/",
    "/question-sets/",
    "/reviews/",
    "/saved-searches/",
    "/shortlists/",
    "/uploads/",
    "/vendors/",
)
MAIN = (
    Entry("My work", "workspace", covers=("/orders/",), signed_in=True),
    Entry("Catalogue", "catalogue", covers=_CATALOGUES),
    Entry("Needs", "need_list"),
    Entry("Contracts", "contract_register"),
    Entry("Guidance", "/guidance/"),
)


def main_entries(path: str, *, signed_in: bool) -> list[dict]:
    """Label, address and whether it is current ("page" or "true", as aria-current wants it) of each entry."""
    shown = []
    for entry in MAIN:
        url = entry.url
        if url and (signed_in or not entry.signed_in):
            inside = path.startswith((url, *entry.covers))
            shown.append(
                {"label": entry.label, "url": url, "current": ("page" if path == url else "true") if inside else ""}
            )
    return shown
