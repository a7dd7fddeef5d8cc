"""Whom a visitor of the demonstration can sign in as, and what each can try."""

from dataclasses import dataclass
from decimal import Decimal

from marketplace.permissions import Role

from .world import mail_address, organisation_name


@dataclass(frozen=True)
class Person:
    """Somebody at `/demo/as/<slug>/`. `organisation` is a key of the invented world."""

    slug: str
    name: str
    title: str
    organisation: str
    mail_domain: str
    roles: tuple[Role, ...]
    tries: str
    delegation_limit: Decimal | None = None

    @property
    def acts_for(self) -> str:
        """The name of the organisation."""
        return organisation_name(self.organisation)

    @property
    def email(self) -> str:
        """The address the person signs in with."""
        return mail_address(self.name, self.mail_domain)


HUMAN_SERVICES = {
    "organisation": "human-services",
    "mail_domain": "hs.franklin.example",
}
BROKER_OFFICE = {
    "organisation": "office-of-the-cio",
    "mail_domain": "cio.franklin.example",
}
HARBORLINE = {
    "organisation": "harborline-systems",
    "mail_domain": "harborline-systems.example",
}
KESTREL = {
    "organisation": "kestrel-lane-software",
    "mail_domain": "kestrel-lane-software.example",
}

PERSONS: tuple[Person, ...] = (
    Person(
        "requester",
        "Alma Reyes",
        "Operations lead, Human Services",
        roles=(Role.REQUESTER,),
        tries="Find a service, compare it, and send a request to your approver.",
        **HUMAN_SERVICES,
    ),
    Person(
        "approver",
        "Leon Marsh",
        "Finance director, Human Services",
        roles=(Role.APPROVER, Role.BUDGET_OWNER),
        tries="Approve, or return with a reason, what waits for you. Your limit is $250,000.00.",
        delegation_limit=Decimal("250000.00"),
        **HUMAN_SERVICES,
    ),
    Person(
        "agency-admin",
        "Joan Petty",
        "Director, Human Services",
        roles=(Role.AGENCY_ADMIN,),
        tries="Invite a colleague, and name a substitute with an end date.",
        **HUMAN_SERVICES,
    ),
    Person(
        "vendor",
        "Grace Lindqvist",
        "Contracts director, Harborline Systems",
        roles=(Role.VENDOR_EDITOR, Role.BID_MANAGER, Role.SIGNATORY, Role.VENDOR_ADMIN),
        tries="Accept an order, replace your sealed bid for appointments, and keep the receipt.",
        **HARBORLINE,
    ),
    Person(
        "vendor-two",
        "Owen Baptiste",
        "Partner, Kestrel Lane Software",
        roles=(Role.VENDOR_EDITOR, Role.BID_MANAGER, Role.SIGNATORY, Role.VENDOR_ADMIN),
        tries="Finish the bid for appointments. The bids and contracts of other vendors do not exist for you.",
        **KESTREL,
    ),
    Person(
        "officer",
        "Dana Whitfield",
        "Procurement officer",
        roles=(Role.PROCUREMENT_OFFICER,),
        tries="Look over requests and contracts of every agency, and verify a vendor.",
        **BROKER_OFFICE,
    ),
    Person(
        "officer-two",
        "Ruben Castillo",
        "Procurement officer",
        roles=(Role.PROCUREMENT_OFFICER,),
        tries="Be the second person where the rules ask for two.",
        **BROKER_OFFICE,
    ),
    Person(
        "evaluator-one",
        "Nadia Flores",
        "Enterprise architect",
        roles=(Role.EVALUATOR,),
        tries="Compare up to five offerings against what you require, with only the differences shown.",
        **BROKER_OFFICE,
    ),
    Person(
        "evaluator-two",
        "Samuel Achebe",
        "Security analyst",
        roles=(Role.EVALUATOR,),
        tries="Read certifications, data location and exit terms of an offering.",
        **BROKER_OFFICE,
    ),
    Person(
        "chair",
        "Helen Brandt",
        "Head of service design",
        roles=(Role.EVALUATOR, Role.PANEL_CHAIR),
        tries="Filter the catalogue, and keep the address of what you found.",
        **BROKER_OFFICE,
    ),
    Person(
        "contract-manager",
        "Priya Nair",
        "Contract manager",
        roles=(Role.CONTRACT_MANAGER, Role.PERFORMANCE_OFFICER),
        tries="Open the contact centre contract, and follow last month’s figure down to the checks.",
        **BROKER_OFFICE,
    ),
    Person(
        "relationship-manager",
        "Tomás Herrera",
        "Relationship manager, Human Services",
        roles=(Role.RELATIONSHIP_MANAGER,),
        tries="See what Human Services has, has asked for, and is waiting for.",
        **BROKER_OFFICE,
    ),
    Person(
        "cio",
        "Ruth Okafor",
        "Chief Information Officer",
        roles=(Role.CIO,),
        tries="Read across every agency, and issue an invitation or a token.",
        **BROKER_OFFICE,
    ),
    Person(
        "editor",
        "Jonas Pell",
        "Catalogue editor",
        roles=(Role.CATALOGUE_EDITOR,),
        tries="Review a vendor’s draft in the editing system, compare its revisions, publish it.",
        **BROKER_OFFICE,
    ),
    Person(
        "auditor",
        "Vera Lindholm",
        "State auditor’s office",
        roles=(Role.AUDITOR,),
        tries="Read every record that is not sealed, and check the audit trail.",
        **BROKER_OFFICE,
    ),
)


def person(slug: str) -> Person:
    """The person with this slug. Raises LookupError for an unknown one."""
    for found in PERSONS:
        if found.slug == slug:
            return found
    raise LookupError(slug)
