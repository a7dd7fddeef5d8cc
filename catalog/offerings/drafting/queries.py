"""Own offerings for their provider's people: which there are, where each stands, what its reviewer said."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import WorkflowState

from catalog.offerings.models import Offering
from catalog.question_sets.answers import check_answers
from catalog.question_sets.models import EvidenceFile, QuestionSet, QuestionSetVersion
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, own_organisations

LAPSES_WITHIN = datetime.timedelta(days=90)


def may_offer(reader: Any) -> QuerySet[Organisation]:
    """The organisations in whose name somebody may start an offering: own vendors, or the office itself."""
    own = [pk for pk in own_organisations(reader) if allowed(reader, "catalog.create_offering", Offering(vendor_id=pk))]
    return Organisation.objects.filter(pk__in=own).exclude(kind=Organisation.Kind.AGENCY)


def own_offerings(reader: Any) -> QuerySet[Offering]:
    """The offerings of the reader's own organisations, those with the newest changes first."""
    own = Offering.objects.visible_to(reader).filter(vendor_id__in=own_organisations(reader))
    parts = own.select_related("vendor", "latest_revision__user").prefetch_related("vendor__mergers__successor")
    return parts.order_by("-latest_revision__created_at", "-pk")


@dataclass(frozen=True)
class Standing:
    """Where an offering stands. `remark` is what its reviewer asked to be changed."""

    code: str
    words: str
    tone: str = ""
    since: datetime.datetime | None = None
    by: str = ""
    remark: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may be edited."""
        return self.code != "review"


def standings_of(offerings: Iterable[Offering]) -> dict[int, Standing]:
    """Where each stands, in one statement."""
    rows = {offering.pk: offering for offering in offerings}
    kind = ContentType.objects.get_for_model(Offering)
    states = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=map(str, rows))
    under_way = {
        int(state.object_id): state
        for state in states.select_related("requested_by", "current_task_state__finished_by").order_by("pk")
    }
    return {pk: _standing(offering, under_way.get(pk)) for pk, offering in rows.items()}


def _standing(offering: Offering, state: Any) -> Standing:
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        since = state.current_task_state.started_at if state.current_task_state else state.created_at
        return Standing("review", "With the reviewers", "info", since, str(state.requested_by or ""))
    if state:
        task = state.current_task_state
        return Standing(
            "returned", "Sent back", "bad", task.finished_at, str(task.finished_by or ""), task.comment.strip()
        )
    saved, by = _saved(offering)
    if offering.live and offering.has_unpublished_changes:
        return Standing("newer", "Newer draft", "warn", saved, by)
    if offering.live:
        return Standing("published", "Published", "ok", offering.last_published_at)
    if offering.first_published_at:
        return Standing("withdrawn", "Not published any more", "", saved, by)
    return Standing("draft", "Draft", "", saved, by)


def _saved(offering: Offering) -> tuple[datetime.datetime | None, str]:
    revision = offering.latest_revision
    return (revision.created_at, str(revision.user or "Stoa")) if revision else (None, "")


@dataclass(frozen=True)
class Listed:
    """An offering in its provider's list."""

    offering: Offering
    standing: Standing
    missing: Sequence[str]
    lapsing: Sequence[EvidenceFile]
    coming: datetime.date | None


def listed(offerings: Sequence[Offering]) -> list[Listed]:
    """The rows of a page of the list: a fixed number of statements, however many there are."""
    today = timezone.localdate()
    standings = standings_of(offerings)
    files = EvidenceFile.objects.filter(organisation__in={offering.vendor_id for offering in offerings}).by_id()
    asked = _lots_asked(offerings)
    return [
        Listed(
            offering,
            standings[offering.pk],
            [] if offering.live else _missing(offering, files, today, asked),
            lapsing_files(offering.answers, files, today=today),
            _new_prices_from(offering, today),
        )
        for offering in offerings
    ]


def _new_prices_from(offering: Offering, today: datetime.date) -> datetime.date | None:
    coming = (plan.coming for plan in offering.plans.all())
    return min((change[0] for change in coming if change and change[0] > today), default=None)


def lapsing_files(
    answers: Mapping[str, Any], files: Mapping[str, EvidenceFile], *, today: datetime.date
) -> list[EvidenceFile]:
    """The documents named in answers that have lapsed or will within ninety days, the soonest first."""
    named = {answer: files[answer] for answer in answers.values() if isinstance(answer, str) and answer in files}
    soon = [file for file in named.values() if file.expires_on and file.expires_on <= today + LAPSES_WITHIN]
    return sorted(soon, key=lambda file: (file.expires_on, file.name))


def _lots_asked(offerings: Sequence[Offering]) -> set[str]:
    """The lots whose questions a draft has still to be asked; one statement, none where there is no such draft."""
    unasked = [each for each in offerings if not each.live and each.question_set_version is None]
    if not any(each.on_standard_terms for each in unasked):
        return set()
    published = QuestionSetVersion.objects.published().filter(question_set__purpose=QuestionSet.Purpose.OFFERING)
    return set(published.values_list("question_set__lot_id", flat=True))


def _missing(
    offering: Offering, files: Mapping[str, EvidenceFile], today: datetime.date, asked: Collection[str]
) -> list[str]:
    """What a draft still lacks, from its row and its vendor's files alone."""
    said = offering.missing_for_listing()
    version = offering.question_set_version
    if version:
        gaps = check_answers(version, offering.answers, on=today, evidence=files, complete=True)
        if gaps:
            said.append(f"{len(gaps)} question{'' if len(gaps) == 1 else 's'} to answer.")
    elif offering.on_standard_terms and offering.lot_code in asked:
        said.append("The questions of its lot to answer.")
    return said + (offering.missing_for_orders() if offering.on_standard_terms else [])
