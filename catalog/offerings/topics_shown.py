"""The topics of one offering, brought by the statement that loads it for its page."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from catalog.taxonomy.models import Topic

ROWS = "topic_rows"


def with_topics(offerings: Any) -> Any:
    """The same offerings, each with its topics, which would else be a statement of their own."""
    rows = Topic.objects.filter(offerings=OuterRef("pk")).order_by("name")
    return offerings.annotate(**{ROWS: ArraySubquery(rows.values(row=JSONObject(pk="pk", slug="slug", name="name")))})


class ShowsTopics:
    """What an offering's page names as its topics."""

    topics: Any

    @property
    def shown_topics(self) -> Sequence[Topic]:
        """By name. A version in memory has those that are placed on it."""
        rows = vars(self).get(ROWS)
        return list(self.topics.all()) if rows is None else [Topic(**row) for row in rows]
