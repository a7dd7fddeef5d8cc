"""Looking for overlaps, and deciding on them. A run makes findings anew; verdicts stay and shape the groups."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from catalog.offerings.likeness import OfferingLikeness, keep_likenesses
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from .candidates import alike_pairs
from .clustering import Pair, groups
from .models import OverlapFinding, OverlapItem, OverlapRun, OverlapVerdict
from .queries import items_to_read, verdicts_in_force
from .reading import Item
from .weighing import ALIKE_FROM, STRONG_FROM, WEIGHTS, Likeness, Weighed

ONE_RUN_AT_A_TIME = 20_261_130  # the advisory lock
AT_ONCE = 2_000
# So many others an offering's page and a request are told of.
TOLD = 8
SHOWN_WORDS = 300
THOUSANDTH = Decimal("0.001")


@transaction.atomic
def detect_overlaps(*, by: Any, now: Clock = database_now) -> OverlapRun:
    """Compares everything that is offered and in use, and groups it. Raises PermissionDenied.

    Verdicts hold whatever is found: two that somebody called different stay apart, two called the same stay together.
    """
    require(by, "contracts.detect_overlaps")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_RUN_AT_A_TIME])
    at = now()
    read = items_to_read(on=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    OverlapItem.objects.bulk_create([item for item, _ in read if item.pk is None], batch_size=AT_ONCE)
    read.sort(key=lambda each: each[0].pk)
    numbers = [item.pk for item, _ in read]
    weighed = Weighed(text for _, text in read)
    found = {(numbers[one], numbers[other]): likeness for one, other, likeness in alike_pairs(weighed)}
    OverlapFinding.objects.all().delete()
    OverlapFinding.objects.bulk_create((_finding(*pair) for pair in found.items()), batch_size=AT_ONCE)
    grouped = regroup(numbers, {pair: likeness.score for pair, likeness in found.items()}, everything=True)
    _tell_catalogue([item for item, _ in read], found)
    run = OverlapRun.objects.create(
        at=at, items=len(read), findings=len(found), groups=grouped, digest=_digest(text for _, text in read)
    )
    data = {"items": run.items, "findings": run.findings, "groups": run.groups, "digest": run.digest}
    record(action="contracts.overlaps.detected", obj=run, by=by, at=at, data=data)
    return run


@transaction.atomic
def judge_overlap(
    *, first: OverlapItem, second: OverlapItem, says: str, reason: str, by: Any, now: Clock = database_now
) -> OverlapVerdict:
    """Says whether two items do the same. Raises PermissionDenied, InvalidInput for one item twice or no reason.

    The groups of both are made anew at once, and the catalogue and the requests hear of it.
    """
    require(by, "contracts.judge_overlap")
    if first.pk == second.pk:
        raise InvalidInput("These are one and the same. Choose two. Nothing was decided.")
    if says not in OverlapVerdict.Says.values:
        raise InvalidInput("Say whether they do the same, different things, or go together. Nothing was decided.")
    if not reason.strip():
        raise InvalidInput("Say why, for whoever asks next year. Nothing was decided.")
    lower, higher = sorted((first.pk, second.pk))
    pair = list(OverlapItem.objects.select_for_update().filter(pk__in=(lower, higher)).order_by("pk"))
    at = now()
    finding = OverlapFinding.objects.filter(first=lower, second=higher).first()
    verdict = OverlapVerdict.objects.create(
        first=pair[0],
        second=pair[1],
        says=says,
        reason=reason.strip(),
        by=by,
        at=at,
        score=finding.score if finding else None,
    )
    _regroup_around(pair)
    _tell_catalogue_of(pair, finding, says)
    record(action="contracts.overlap.judged", obj=verdict, by=by, at=at, data={"says": says, "reason": verdict.reason})
    return verdict


def regroup(numbers: Collection[int], scores: Mapping[Pair, float], *, everything: bool = False) -> int:
    """Groups these items by their scores and by the verdicts between them; how many groups. Writes items only."""
    verdicts = verdicts_in_force(None if everything else numbers)
    same = OverlapVerdict.Says.OVERLAP
    here = set(numbers)
    pairs = {(verdict.first_id, verdict.second_id): verdict.says for verdict in verdicts}
    pairs = {pair: says for pair, says in pairs.items() if here.issuperset(pair)}
    made = groups(
        scores,
        together=[pair for pair, says in pairs.items() if says == same],
        apart=[pair for pair, says in pairs.items() if says != same],
    )
    cleared = OverlapItem.objects.grouped()
    (cleared if everything else cleared.filter(pk__in=numbers)).update(group=None)
    of_item = {number: members[0] for members in made for number in members}
    items = [OverlapItem(pk=number, group=group) for number, group in of_item.items()]
    OverlapItem.objects.bulk_update(items, ["group"], batch_size=AT_ONCE)
    return len(made)


def _regroup_around(pair: Sequence[OverlapItem]) -> None:
    """Only what stands in the groups of these two can be grouped otherwise by a verdict on them."""
    touched = {item.group for item in pair if item.group}
    numbers = {item.pk for item in pair} | set(
        OverlapItem.objects.filter(group__in=touched).values_list("pk", flat=True)
    )
    between = OverlapFinding.objects.filter(first__in=numbers, second__in=numbers).order_by()
    scores = {(first, second): float(score) for first, second, score in between.values_list("first", "second", "score")}
    regroup(numbers, scores)


def _finding(pair: Pair, likeness: Likeness) -> OverlapFinding:
    parts = [asdict(part) | {"value": round(part.value, 3), "points": round(part.points, 3)} for part in likeness.parts]
    score = Decimal(likeness.score).quantize(THOUSANDTH)
    return OverlapFinding(first_id=pair[0], second_id=pair[1], score=min(score, Decimal(1)), parts=parts)


def _tell_catalogue(items: Sequence[OverlapItem], found: Mapping[Pair, Likeness]) -> None:
    """The strongest likenesses between offerings, and every verdict on two of them, in both directions."""
    offering = {item.pk: item.offering_id for item in items if item.offering_id}
    told: dict[Pair, tuple[int, str]] = {
        pair: (round(likeness.score * 100), _in_words(_said(likeness)))
        for pair, likeness in _strongest({pair: each for pair, each in found.items() if offering.keys() >= set(pair)})
    }
    verdicts = {(each.first_id, each.second_id): _neutral(each.says) for each in verdicts_in_force()}
    for pair in verdicts:
        if offering.keys() >= set(pair) and pair not in told:
            likeness = found.get(pair)
            told[pair] = (round(likeness.score * 100), _in_words(_said(likeness))) if likeness else (0, "")
    keep_likenesses(
        row
        for pair, (points, shared) in told.items()
        for row in _both_ways(offering[pair[0]], offering[pair[1]], points, shared, verdicts.get(pair, ""))
    )


def _tell_catalogue_of(pair: Sequence[OverlapItem], finding: OverlapFinding | None, says: str) -> None:
    one, other = pair[0].offering_id, pair[1].offering_id
    if one and other:
        points, shared = (finding.points, _in_words(finding.said)) if finding else (0, "")
        keep_likenesses(_both_ways(one, other, points, shared, _neutral(says)), pair=(one, other))


def _strongest(found: Mapping[Pair, Likeness]) -> Iterable[tuple[Pair, Likeness]]:
    """Strong ones, of each item so many at most."""
    many: dict[int, int] = {}
    for pair, likeness in sorted(found.items(), key=lambda each: (-each[1].score, each[0])):
        if likeness.score >= STRONG_FROM and all(many.get(item, 0) < TOLD for item in pair):
            for item in pair:
                many[item] = many.get(item, 0) + 1
            yield pair, likeness


def _both_ways(one: int, other: int, points: int, shared: str, verdict: str) -> list[OfferingLikeness]:
    return [
        OfferingLikeness(offering_id=mine, other_id=theirs, points=points, shared=shared, verdict=verdict)
        for mine, theirs in ((one, other), (other, one))
    ]


def _neutral(says: str) -> str:
    """For the catalogue, what goes together is different things."""
    same = says == OverlapVerdict.Says.OVERLAP
    return OfferingLikeness.Verdict.OVERLAP if same else OfferingLikeness.Verdict.APART


def _said(likeness: Likeness) -> list[str]:
    kinds = {part.kind: part.shared for part in likeness.parts}
    return [each for kind in ("name", "ideas", "words") for each in kinds.get(kind, ())]


def _in_words(said: Iterable[str]) -> str:
    """The first of it, as far as the line goes."""
    line = ""
    for each in dict.fromkeys(said):
        longer = f"{line}, {each}" if line else each
        if len(longer) > SHOWN_WORDS:
            break
        line = longer
    return line


def _digest(items: Iterable[Item]) -> str:
    digest = hashlib.sha256(repr((WEIGHTS, ALIKE_FROM)).encode())
    for item in items:
        digest.update(repr((item.key, item.name, item.maker, item.text, sorted(item.topics))).encode())
    return digest.hexdigest()
