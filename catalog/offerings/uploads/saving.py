"""Writes what a vendor's rows ask for, many at a time: always drafts, each with a revision of its own."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from catalog.offerings.copying import columns_with_defaults, copy_rows, next_ids
from catalog.offerings.models import RESERVED_SLUGS, OfferedServiceLevel, Offering, Plan
from marketplace.slugs import free_slug

from .columns import OF_AVAILABILITY
from .matching import Change
from .rows import Entry
from .versions import Content, put_into

OFFERING_TOPIC = Offering.topics.through
AT_A_TIME = 1_000


def insert_drafts(
    entries: Sequence[Entry], *, vendor: Any, by: Any, topics: Mapping[str, int], at: datetime.datetime
) -> list[int]:
    """Drafts a new offering for each row. The caller holds the lock of naming. Returns their ids."""
    if not entries:
        return []
    ids, revision_ids = next_ids(Offering, len(entries)), next_ids(Revision, len(entries))
    slugs = _slugs(entries)
    blank = Offering(vendor=vendor, live=False, invented=vendor.invented).serializable_data()
    keys = _Keys()
    contents = [
        put_into({**blank, "pk": pk, "slug": slug}, entry, [topics[name] for name in entry.topics], keys.take)
        for pk, slug, entry in zip(ids, slugs, entries, strict=True)
    ]
    copy_revisions(zip(ids, revision_ids, contents, strict=True), by=by, at=at)
    columns, values = columns_with_defaults(Offering, vendor=vendor, live=False, invented=vendor.invented)
    rows = []
    for pk, revision_id, slug, entry in zip(ids, revision_ids, slugs, entries, strict=True):
        own = {"id": pk, "slug": slug, "vendor_code": entry.code, "latest_revision_id": revision_id}
        own |= {"sort_name": entry.fields["name"].casefold(), "has_unpublished_changes": True, **_columns(entry)}
        rows.append([own.get(column, value) for column, value in zip(columns, values, strict=True)])
    copy_rows(Offering, columns, rows)
    _save_parts(contents)
    return ids


def _columns(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.fields.items() if name not in OF_AVAILABILITY}


class _Keys:
    """Keys for new rows of plans and service levels, taken from their sequences by the hundred."""

    def __init__(self) -> None:
        self._held: dict[type, list[int]] = {}

    def take(self, model: type) -> int:
        if not self._held.get(model):
            self._held[model] = next_ids(model, 500)[::-1]
        return self._held[model].pop()


def _slugs(entries: Sequence[Entry]) -> list[str]:
    taken = {*Offering.objects.values_list("slug", flat=True), *RESERVED_SLUGS}
    slugs = []
    for entry in entries:
        slugs.append(free_slug(entry.fields["name"], taken))
        taken.add(slugs[-1])
    return slugs


def copy_revisions(rows: Iterable[tuple[int, int, Content]], *, by: Any, at: datetime.datetime) -> None:
    """Writes one revision for each (offering, revision, content)."""
    revisions = [_revision(pk, revision_id, content, by, at) for pk, revision_id, content in rows]
    Revision.objects.bulk_create(revisions, AT_A_TIME)


def _revision(pk: int, revision_id: int, content: Content, by: Any, at: datetime.datetime) -> Revision:
    type_ = ContentType.objects.get_for_model(Offering)
    return Revision(
        pk=revision_id,
        content_type=type_,
        base_content_type=type_,
        object_id=str(pk),
        created_at=at,
        user=by,
        object_str=content["name"],
        content=content,
    )


def save_changes(changes: Sequence[Change], *, by: Any, topics: Mapping[str, int], at: datetime.datetime) -> list[int]:
    """Gives each offering a newer draft; what the public sees stays as it is. Returns their ids."""
    if not changes:
        return []
    keys, revision_ids = _Keys(), next_ids(Revision, len(changes))
    contents = []
    for change in changes:
        # A draft's plans are rows at once; those beside a published version wait for its publication.
        take = (lambda model: None) if change.offering.live else keys.take
        ids = [topics[name] for name in change.entry.topics]
        contents.append(put_into(change.before, change.entry, ids, take))
    pks = [change.offering.pk for change in changes]
    copy_revisions(zip(pks, revision_ids, contents, strict=True), by=by, at=at)
    for change, revision_id, content in zip(changes, revision_ids, contents, strict=True):
        offering = change.offering
        offering.vendor_code, offering.latest_revision_id = change.entry.code, revision_id
        offering.has_unpublished_changes = True
        if not offering.live:
            for name, value in _columns(change.entry).items():
                setattr(offering, name, value)
            offering.sort_name = content["name"].casefold()
    names = sorted({name for change in changes for name in _columns(change.entry)})
    own = ["vendor_code", "latest_revision", "has_unpublished_changes", "sort_name", *names]
    Offering.objects.bulk_update([change.offering for change in changes], own, 200)
    _save_parts([content for change, content in zip(changes, contents, strict=True) if not change.offering.live])
    return pks


def _save_parts(contents: Sequence[Content]) -> None:
    """Brings topics, plans and service levels of drafts into line with their newest version."""
    pks = [content["pk"] for content in contents]
    OFFERING_TOPIC.objects.filter(offering_id__in=pks).delete()
    pairs = [
        OFFERING_TOPIC(offering_id=content["pk"], topic_id=topic) for content in contents for topic in content["topics"]
    ]
    OFFERING_TOPIC.objects.bulk_create(pairs, 5_000)
    for model, name in ((Plan, "plans"), (OfferedServiceLevel, "service_levels")):
        rows = [_row(model, part) for content in contents for part in content.get(name, ())]
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model.objects.bulk_create(rows, AT_A_TIME, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _row(model: type, part: Content) -> Any:
    values = {name: value for name, value in part.items() if name not in {"pk", "offering"}}
    return model(pk=part["pk"], offering_id=part["offering"], **values)
