"""What may show that a vendor is in Stoa already, for the person who verifies it. Findings are hints, not verdicts."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models.functions import Lower

from .models import Membership, Organisation

SIMILAR = 0.45
# Anybody can have an address there, so two companies that do have nothing in common by it.
PUBLIC_MAIL = frozenset(
    "aol.com gmail.com googlemail.com gmx.com hotmail.com icloud.com live.com mail.com me.com msn.com outlook.com "
    "proton.me protonmail.com yahoo.com zoho.com".split()
)


@dataclass(frozen=True)
class Finding:
    """Another vendor, and what it shares with the one in question."""

    vendor: Organisation
    reasons: tuple[str, ...]


def findings_about(vendor: Organisation) -> list[Finding]:
    """Vendors with the same tax number, a similar name or people on the same mail domain. Four statements."""
    others = Organisation.objects.vendors().exclude(pk=vendor.pk)
    reasons: dict[int, list[str]] = defaultdict(list)
    company = getattr(vendor, "company", None)
    if company:
        for pk in others.filter(company__tax_number=company.tax_number).values_list("pk", flat=True):
            reasons[pk].append("the same tax number")
    likeness = TrigramSimilarity("sort_name", vendor.sort_name)
    for pk, alike in others.annotate(alike=likeness).filter(alike__gte=SIMILAR).values_list("pk", "alike"):
        reasons[pk].append(f"a similar name ({alike:.0%} alike)")
    for pk, domain in sorted(_sharing_domains(vendor)):
        reasons[pk].append(f"people with addresses at {domain}")
    found = others.filter(pk__in=reasons).order_by("sort_name")
    return sorted((Finding(one, tuple(reasons[one.pk])) for one in found), key=lambda one: -len(one.reasons))


def _sharing_domains(vendor: Organisation) -> set[tuple[int, str]]:
    own = {_domain_of(email) for email in vendor.memberships.values_list("user__email", flat=True)}
    own = {domain for domain in own | {vendor.mail_domain.lower()} if domain} - PUBLIC_MAIL
    if not own:
        return set()
    elsewhere = Membership.objects.filter(organisation__kind=Organisation.Kind.VENDOR).exclude(organisation=vendor)
    people = elsewhere.values_list("organisation_id", "user__email").distinct()
    by_people = {(pk, _domain_of(email)) for pk, email in people.iterator()}
    named = Organisation.objects.vendors().exclude(pk=vendor.pk).annotate(domain=Lower("mail_domain"))
    by_name = named.filter(domain__in=own).values_list("pk", "domain")
    return {(pk, domain) for pk, domain in by_people if domain in own} | set(by_name)


def _domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()
