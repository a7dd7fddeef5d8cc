"""What may show that a vendor or a public body is in Stoa already, for the person who decides. Findings are hints, not
verdicts."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models.functions import Lower

from .models import BodyRegistration, Membership, Organisation
from .models.organisation import OrganisationQuerySet

SIMILAR = 0.45
# Anybody can have an address there, so two companies that do have nothing in common by it.
PUBLIC_MAIL = frozenset(
    "aol.com gmail.com googlemail.com gmx.com hotmail.com icloud.com live.com mail.com me.com msn.com outlook.com "
    "proton.me protonmail.com yahoo.com zoho.com".split()
)


@dataclass(frozen=True)
class Finding:
    """Another organisation, and what it shares with the one in question."""

    organisation: Organisation
    reasons: tuple[str, ...]


def findings_about(vendor: Organisation) -> list[Finding]:
    """Vendors with the same tax number, a similar name or people on the same mail domain. Four statements."""
    others = Organisation.objects.vendors().exclude(pk=vendor.pk)
    reasons: dict[int, list[str]] = defaultdict(list)
    company = getattr(vendor, "company", None)
    if company:
        for pk in others.filter(company__tax_number=company.tax_number).values_list("pk", flat=True):
            reasons[pk].append("the same tax number")
    _add_similar_names(reasons, others, vendor.sort_name)
    for pk, domain in sorted(_sharing_domains(vendor)):
        reasons[pk].append(f"people with addresses at {domain}")
    return _told(reasons, others)


def findings_about_body(registration: BodyRegistration) -> list[Finding]:
    """Bodies of its state with a similar name, and any with its mail domain as their website. Three statements."""
    bodies, domain = Organisation.objects.agencies(), registration.mail_domain
    reasons: dict[int, list[str]] = defaultdict(list)
    _add_similar_names(reasons, bodies.filter(state__in=[registration.state, ""]), registration.name.casefold())
    for pk in bodies.filter(website__in=[f"https://{domain}", f"https://www.{domain}"]).values_list("pk", flat=True):
        reasons[pk].append(f"its website at {domain}")
    return _told(reasons, bodies)


def _add_similar_names(reasons: dict[int, list[str]], others: OrganisationQuerySet, name: str) -> None:
    alike = others.annotate(alike=TrigramSimilarity("sort_name", name)).filter(alike__gte=SIMILAR)
    for pk, share in alike.values_list("pk", "alike"):
        reasons[pk].append(f"a similar name ({share:.0%} alike)")


def _told(reasons: dict[int, list[str]], others: OrganisationQuerySet) -> list[Finding]:
    """Those that share most first."""
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
