"""Writes the rows of imported listings: offerings, their revisions and topics, many at a time."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, WorkflowState

from .copying import columns_with_defaults, copy_rows, json_text, next_ids
from .listing_entry import Listing
from .models import Offering

Named = Mapping[str, Mapping[str, int]]
SAME_IN_BOTH = (
    "name description service_models deployment impact_level certification authorisation_path ready_on authorised_on "
    "annual_assessment website".split()
)
OFFERING_TOPIC = Offering.topics.through


def facts_of(row: Listing, named: Named) -> dict[str, Any]:
    """The columns that an import owns, by attribute name."""
    return {
        **{name: getattr(row, name) for name in SAME_IN_BOTH},
        "sort_name": row.name.casefold(),
        "vendor_id": named["vendor"][row.vendor],
        "assessor_id": named["assessor"][row.assessor] if row.assessor else None,
    }


def content_of(facts: Mapping[str, Any], topic_ids: Sequence[int]) -> dict[str, Any]:
    """The same facts as a revision holds them (Offering.serializable_data)."""
    content = {name.removesuffix("_id"): value for name, value in facts.items()}
    return content | {"service_models": json.dumps(facts["service_models"]), "topics": list(topic_ids)}


def _topic_ids(row: Listing, named: Named) -> list[int]:
    return sorted(named["topic"][name] for name in row.topics)


def insert_offerings(
    rows: Sequence[Listing], slugs: Sequence[str], *, source: str, named: Named, at: datetime.datetime
) -> list[int]:
    """Inserts new offerings, published, each with one revision. Returns their ids."""
    if not rows:
        return []
    ids, revision_ids = next_ids(Offering, len(rows)), next_ids(Revision, len(rows))
    facts = [facts_of(row, named) for row in rows]
    topics = [_topic_ids(row, named) for row in rows]
    copy_rows(Revision, *_revision_rows(ids, revision_ids, rows, slugs, facts, topics, source, at))
    copy_rows(Offering, *_offering_rows(ids, revision_ids, rows, slugs, facts, source, at))
    pairs = ((pk, topic) for pk, held in zip(ids, topics, strict=True) for topic in held)
    copy_rows(OFFERING_TOPIC, ["offering_id", "topic_id"], pairs)
    return ids


def _offering_rows(
    ids: Sequence[int],
    revision_ids: Sequence[int],
    rows: Sequence[Listing],
    slugs: Sequence[str],
    facts: Sequence[Mapping[str, Any]],
    source: str,
    at: datetime.datetime,
) -> tuple[list[str], Iterator[Sequence[Any]]]:
    columns, values = columns_with_defaults(
        Offering, source=source, live=True, first_published_at=at, last_published_at=at
    )
    defaults, in_order = dict(zip(columns, values, strict=True)), itemgetter(*columns)

    def made() -> Iterator[Sequence[Any]]:
        for pk, revision_id, row, slug, held in zip(ids, revision_ids, rows, slugs, facts, strict=True):
            yield in_order(
                {
                    **defaults,
                    **held,
                    "id": pk,
                    "slug": slug,
                    "source_id": row.source_id,
                    "latest_revision_id": revision_id,
                    "live_revision_id": revision_id,
                }
            )

    return columns, made()


def _revision_rows(
    ids: Sequence[int],
    revision_ids: Sequence[int],
    rows: Sequence[Listing],
    slugs: Sequence[str],
    facts: Sequence[Mapping[str, Any]],
    topics: Sequence[Sequence[int]],
    source: str,
    at: datetime.datetime,
) -> tuple[list[str], Iterator[Sequence[Any]]]:
    type_id = ContentType.objects.get_for_model(Offering).pk
    blank = Offering(source=source, live=True).serializable_data()
    columns = ["id", "content_type_id", "base_content_type_id", "object_id", "created_at", "object_str", "content"]

    def made() -> Iterator[Sequence[Any]]:
        for pk, revision_id, row, slug, held, topic_ids in zip(
            ids, revision_ids, rows, slugs, facts, topics, strict=True
        ):
            own = {"pk": pk, "slug": slug, "source_id": row.source_id}
            content = json_text({**blank, **own, **content_of(held, topic_ids)})
            yield revision_id, type_id, type_id, str(pk), at, row.name, content

    return columns, made()


def change_offerings(
    rows: Sequence[Listing], known: Mapping[str, int], *, named: Named, at: datetime.datetime
) -> tuple[list[int], dict[str, str]]:
    """Brings known offerings up to date. Returns the ids of those that changed, and why others are held back."""
    wanted = {known[row.source_id]: (row, facts_of(row, named), _topic_ids(row, named)) for row in rows}
    different = _different(wanted)
    held = held_back(different)
    offerings = list(
        Offering.objects.select_for_update(of=["self"])
        .select_related("live_revision", "latest_revision")
        .filter(pk__in=different - held.keys())
    )
    revisions = [revision for each in offerings for revision in _renew(each, *wanted[each.pk][1:], at=at)]
    Revision.objects.bulk_create(revisions, 1_000)
    _save(offerings, {each.pk: wanted[each.pk][2] for each in offerings})
    return [each.pk for each in offerings], {wanted[pk][0].source_id: why for pk, why in held.items()}


def _different(wanted: Mapping[int, tuple[Listing, dict[str, Any], list[int]]]) -> set[int]:
    """Ids of the offerings whose stored facts or topics are not those of the file."""
    if not wanted:
        return set()
    columns = next(iter(wanted.values()))[1].keys()
    topics = defaultdict(list)
    pairs = OFFERING_TOPIC.objects.filter(offering_id__in=wanted).order_by("topic_id")
    for pk, topic_id in pairs.values_list("offering_id", "topic_id"):
        topics[pk].append(topic_id)
    different = set()
    for stored in Offering.objects.filter(pk__in=wanted).values("pk", *columns):
        pk = stored.pop("pk")
        if stored != wanted[pk][1] or topics[pk] != wanted[pk][2]:
            different.add(pk)
    return different


def held_back(ids: set[int]) -> dict[int, str]:
    """Which of these somebody has in hand, and who. Their next import brings them up to date."""
    if not ids:
        return {}
    names = [str(pk) for pk in ids]
    type_ = ContentType.objects.get_for_model(Offering)
    locked = Offering.objects.filter(pk__in=ids, locked=True).values_list("pk", flat=True)
    scheduled = Revision.objects.filter(base_content_type=type_, object_id__in=names, approved_go_live_at__isnull=False)
    reviewed = WorkflowState.objects.filter(
        base_content_type=type_, object_id__in=names, status=WorkflowState.STATUS_IN_PROGRESS
    )
    return {
        **dict.fromkeys(locked, "An editor has locked it. Unlock it, then import again."),
        **{int(pk): "A version is scheduled. Publish it, then import again." for pk in _objects(scheduled)},
        **{int(pk): "A reviewer has it. Decide, then import again." for pk in _objects(reviewed)},
    }


def _objects(rows: Any) -> Iterator[str]:
    return rows.values_list("object_id", flat=True)


def _renew(
    offering: Offering, facts: Mapping[str, Any], topic_ids: Sequence[int], *, at: datetime.datetime
) -> list[Revision]:
    """Puts the facts on an offering and into its new revision; a draft beside the live version gets them too."""
    content = content_of(facts, topic_ids)
    bases = [offering.live_revision] if offering.live else []
    if offering.has_unpublished_changes or not offering.live:
        bases.append(offering.latest_revision)
    made = [
        _revision(offering, {**(base.content if base else offering.serializable_data()), **content}, at)
        for base in bases
    ]
    for name, value in facts.items():
        setattr(offering, name, value)
    if offering.live:
        offering.live_revision, offering.last_published_at = made[0], at
    offering.latest_revision = made[-1]
    return made


def _revision(offering: Offering, content: Mapping[str, Any], at: datetime.datetime) -> Revision:
    type_ = ContentType.objects.get_for_model(Offering)
    return Revision(
        content_type=type_,
        base_content_type=type_,
        object_id=str(offering.pk),
        created_at=at,
        object_str=content["name"],
        content=dict(content),
    )


def _save(offerings: Sequence[Offering], topics: Mapping[int, Sequence[int]]) -> None:
    if not offerings:
        return
    own = ["sort_name", "vendor", "assessor", "live_revision", "latest_revision", "last_published_at", *SAME_IN_BOTH]
    for each in offerings:
        # The revisions got their keys after they were placed here.
        each.latest_revision_id = each.latest_revision.pk
        each.live_revision_id = each.live_revision.pk if each.live_revision else None
    Offering.objects.bulk_update(offerings, own, 200)
    OFFERING_TOPIC.objects.filter(offering_id__in=topics).delete()
    OFFERING_TOPIC.objects.bulk_create(
        [OFFERING_TOPIC(offering_id=pk, topic_id=topic) for pk, held in topics.items() for topic in held], 5_000
    )
