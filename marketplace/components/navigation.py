"""The entries of the main navigation: those whose pages exist, with the one the reader is in marked."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse


@dataclass(frozen=True)
class Entry:
    """`address` is a URL name or a path of Wagtail's; `covers` are other paths that belong under it.

    `kind` is that of the organisations whose people see it; none where everybody does.
    """

    label: str
    address: str
    covers: tuple[str, ...] = ()
    signed_in: bool = False
    kind: str = ""

    @property
    def url(self) -> str:
        """The path, or nothing where no such page exists yet."""
        return (
            self.address
            if self.address.startswith("/")
            else _path(self.address, get_urlconf() or settings.ROOT_URLCONF)
        )


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
_WORK = (
    "/admissions/",
    "/agencies/",
    "/companies/",
    "/complaints/",
    "/declarations/",
    "/follow-ups/",
    "/goals/",
    "/orders/",
    "/satisfaction/",
)
_CONTRACTS = (
    "/agreements/",
    "/budgets/",
    "/comparisons/",
    "/costs/",
    "/direct-awards/",
    "/invoices/",
    "/levy/",
    "/payments/",
    "/policies/",
    "/portfolio/",
    "/rates/",
)
_AWARDS = ("/challenges/", "/case-files/", "/records/", "/disclosures/")
MAIN = (
    Entry("My work", "workspace", covers=_WORK, signed_in=True),
    Entry("My offerings", "offering_list", signed_in=True, kind="vendor"),
    Entry("Catalogue", "catalogue", covers=_CATALOGUES),
    Entry("Needs", "need_list", covers=("/pipeline/",)),
    Entry("Forums", "forum_list"),
    Entry("Opportunities", "opportunity_list", covers=("/bids/", "/opening-key/", "/awards/", "/challenges/")),
    Entry("Evaluations", "evaluation_list", signed_in=True, kind="broker"),
    Entry("Awards", "notice_list", covers=_AWARDS, signed_in=True, kind="broker"),
    Entry("Contracts", "contract_register", covers=_CONTRACTS),
    Entry("Guidance", "/guidance/", covers=("/library/",)),
)


@cache
def _path(name: str, urls: str) -> str:
    try:
        return reverse(name, urlconf=urls)
    except NoReverseMatch:
        return ""


def main_entries(path: str, *, signed_in: bool, kinds: frozenset[str] = frozenset()) -> list[dict]:
    """Label, address and whether it is current ("page" or "true", as aria-current wants it) of each entry.

    `kinds` are those of the reader's organisations. One entry is current: the one furthest right that holds the path.
    """
    shown = []
    for entry in MAIN:
        url = entry.url
        if url and (signed_in or not entry.signed_in) and (not entry.kind or entry.kind in kinds):
            shown.append({"label": entry.label, "url": url, "current": ""})
            if path.startswith((url, *entry.covers)):
                for other in shown:
                    other["current"] = ""
                shown[-1]["current"] = "page" if path == url else "true"
    return shown
