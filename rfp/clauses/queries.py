"""Reading the library: what a clause says, where its versions went."""

from typing import Any

from django.db.models import Count, QuerySet

from rfp.solicitations.models import Solicitation

from .models import Clause, ClauseVersion, TakenClause

# Where the words of a part stand.
WORDS = ("title", "text", "description", "when")


def library(user: Any) -> QuerySet[Clause]:
    """What the reader finds in the library, with how many solicitations took each."""
    counted = Clause.objects.visible_to(user)
    return counted.annotate(taken=Count("versions__taken__solicitation", distinct=True)).order_by("title")


def words_of(version: ClauseVersion | Clause) -> list[tuple[str, str]]:
    """Each part of it as kind and words."""
    raw = version.body if isinstance(version, ClauseVersion) else version.body.raw_data
    return [(block["type"].replace("_", " ").capitalize(), _text(block["value"])) for block in raw]


def _text(value: Any) -> str:
    return ". ".join(str(value[name]).rstrip(".") for name in WORDS if value.get(name)) + "."


def taken_by(solicitation: Solicitation) -> QuerySet[TakenClause]:
    """What went into a solicitation, in the order in which it was taken."""
    return solicitation.taken_clauses.select_related("version__clause")
