"""The words offerings are sorted by: topics, assessors, and the short lists of fixed values."""

from django.db import models


class ExportFormat(models.TextChoices):
    """How data comes out of an offering; values are answers to the question of that key."""

    CSV = "csv", "CSV"
    JSON = "json", "JSON"
    XML = "xml", "XML"
    OPEN_DOCUMENT = "opendocument", "OpenDocument"
    DATABASE = "database-copy", "Database copy"
    MACHINE = "machine-image", "Machine image"


class DataStandard(models.TextChoices):
    """Standards by which public bodies exchange data; values are answers to the question of that key."""

    NIEM = "niem", "NIEM"
    FHIR = "hl7-fhir", "HL7 FHIR"
    OGC = "ogc-geodata", "OGC geodata"
    OPEN_REFERRAL = "open-referral", "Open Referral"


class ServiceModel(models.TextChoices):
    """How much of the stack is somebody else's work."""

    SAAS = "saas", "SaaS"
    PAAS = "paas", "PaaS"
    IAAS = "iaas", "IaaS"
    SUPPORT = "support", "Support"

    @property
    def in_words(self) -> str:
        """The short word and what it means, for those who do not know it."""
        return f"{self.label}, {MEANINGS[self]}"


MEANINGS = {
    ServiceModel.SAAS: "software",
    ServiceModel.PAAS: "platform",
    ServiceModel.IAAS: "infrastructure",
    ServiceModel.SUPPORT: "people",
}


class Deployment(models.TextChoices):
    """Who shares the machines."""

    PUBLIC_CLOUD = "public_cloud", "Public cloud"
    GOVERNMENT_COMMUNITY_CLOUD = "government_community_cloud", "Government community cloud"
    HYBRID_CLOUD = "hybrid_cloud", "Hybrid cloud"
    STATE_DATA_CENTRE = "state_data_centre", "State data centre"


class ImpactLevel(models.TextChoices):
    """How sensitive the data may be."""

    HIGH = "high", "High"
    MODERATE = "moderate", "Moderate"
    LOW = "low", "Low"
    LI_SAAS = "li_saas", "LI-SaaS"
    TWENTY_X_MODERATE = "20x_moderate", "20x Moderate"
    TWENTY_X_LOW = "20x_low", "20x Low"


class Certification(models.TextChoices):
    """How far an outside examination of its security has come."""

    FEDRAMP_AUTHORIZED = "fedramp_authorized", "FedRAMP Authorized"
    FEDRAMP_READY = "fedramp_ready", "FedRAMP Ready"
    FEDRAMP_IN_PROCESS = "fedramp_in_process", "FedRAMP In Process"
    AGENCY_IN_PROCESS = "agency_in_process", "Agency In Process"
    STATE_ASSESSMENT = "state_assessment", "State assessment"
    NONE = "none", "None stated"


class DeliveryMode(models.TextChoices):
    """Who owes whom (design: product.md, Delivery modes)."""

    BROKERED = "brokered", "Brokered: the vendor is your partner"
    MANAGED = "managed", "Managed: the broker office is your partner, a vendor delivers"
    INTERNAL = "internal", "Internal: the state delivers"
    HYBRID = "hybrid", "Hybrid: each line says which"


class Lot(models.Model):
    """A part of the market to which vendors are admitted one by one. Its code is its key, and stays."""

    CLOUD_HOSTING = "cloud-hosting"
    CLOUD_SOFTWARE = "cloud-software"
    CLOUD_SUPPORT = "cloud-support"
    STATE_SERVICES = "state-services"

    code = models.SlugField(max_length=20, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    description = models.CharField(max_length=400, help_text="One or two sentences: what belongs here, what does not.")
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "code"]

    def __str__(self):
        return self.name


class Topic(models.Model):
    """What an offering is for. Several may fit."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Assessor(models.Model):
    """Who examined an offering's security."""

    name = models.CharField(max_length=200, unique=True)
    accredited_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
