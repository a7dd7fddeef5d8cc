"""What can happen to question sets and to evidence files, by whom and when."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files import File
from django.db import transaction

from catalog.taxonomy.models import Lot
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.permissions import require

from .merging import Marks, Stream, merge_sections
from .models import EvidenceFile, QuestionSet, QuestionSetVersion
from .questions import faults_of, read_sections

LARGEST_FILE = 10 * 1024 * 1024
# How a file of each kind begins: the name alone proves nothing.
BEGINNINGS = {".pdf": (b"%PDF-",), ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",)}


class VersionStands(DomainError):
    sentence = (
        "This version is published, so it stays as it is: answers were given to it. "
        "Copy it, change the copy, and publish that as the next version."
    )


class VersionIncomplete(DomainError):
    """The questions of a version do not hang together. `sentences` say where."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(f"The version was not published. {' '.join(sentences)}")


class SectionsConflict(StaleForm):
    """A colleague changed the same sections in between: `codes`. `mine` and `theirs` are both whole."""

    def __init__(self, opened: Marks, mine: Stream, theirs: Stream, codes: Sequence[str]) -> None:
        super().__init__()
        self.opened, self.mine, self.theirs, self.codes = opened, mine, theirs, codes


def number_version(version: QuestionSetVersion) -> None:
    """Gives a new version the next number of its set. The set's row lock puts those who add one in line."""
    held = QuestionSet.objects.select_for_update().get(pk=version.question_set_id)
    last = held.versions.order_by("-number").first()
    version.number = last.number + 1 if last else 1


@transaction.atomic
def draft_version(
    *, question_set: QuestionSet, content: Sequence[Mapping[str, Any]], by: Any, now: Clock = database_now
) -> QuestionSetVersion:
    """Starts the next version of a set, open to changes. Raises PermissionDenied."""
    require(by, "catalog.edit_question_sets")
    version = QuestionSetVersion(question_set=question_set, content=content)
    number_version(version)
    version.save()
    record(action="catalog.question_set.drafted", obj=version, by=by, at=now(), data={"number": version.number})
    return version


@transaction.atomic
def draft_next_version(*, version: QuestionSetVersion, by: Any, now: Clock = database_now) -> QuestionSetVersion:
    """The draft that follows a version, begun with its questions; the one there is already, where there is one.

    Raises PermissionDenied.
    """
    require(by, "catalog.edit_question_sets")
    held = QuestionSet.objects.select_for_update().get(pk=version.question_set_id)
    begun = held.versions.filter(published_at__isnull=True).first()
    return begun or draft_version(question_set=held, content=list(version.content.raw_data), by=by, now=now)


@transaction.atomic
def edit_version(
    *, version: QuestionSetVersion, content: Stream, opened: Marks, by: Any, now: Clock = database_now
) -> QuestionSetVersion:
    """Changes the questions of a draft; `opened` are the marks of the sections that the form was opened with. What a
    colleague has changed since in other sections stays.

    Raises PermissionDenied, VersionStands for a published version, SectionsConflict.
    """
    require(by, "catalog.edit_question_sets")
    stored = QuestionSetVersion.objects.select_for_update().get(pk=version.pk)
    if stored.published_at:
        raise VersionStands
    theirs = list(stored.content.raw_data)
    merged = merge_sections(opened, content, theirs)
    if merged.conflicts:
        raise SectionsConflict(opened, content, theirs, merged.conflicts)
    stored.content = merged.stream
    stored.save(update_fields=["content"])
    stored = QuestionSetVersion.objects.select_related("question_set").get(pk=stored.pk)
    data = {"number": stored.number, "questions": len(stored.questions)}
    record(action="catalog.question_set.edited", obj=stored, by=by, at=now(), data=data)
    return stored


@transaction.atomic
def publish_version(*, version: QuestionSetVersion, by: Any, now: Clock = database_now) -> QuestionSetVersion:
    """Puts a version in force for all answers begun from now on; it never changes again.

    Raises PermissionDenied; VersionStands where it is published already; VersionIncomplete.
    """
    require(by, "catalog.edit_question_sets")
    stored = QuestionSetVersion.objects.select_for_update().get(pk=version.pk)
    if stored.published_at:
        raise VersionStands
    if faults := faults_of(stored.sections):
        raise VersionIncomplete(faults)
    stored.published_at = now()
    stored.save(update_fields=["published_at"])
    data = {"number": stored.number, "questions": len(stored.questions)}
    record(action="catalog.question_set.published", obj=stored, by=by, at=stored.published_at, data=data)
    return stored


@transaction.atomic
def adopt_question_set(
    *,
    purpose: str,
    lot: Lot | None,
    title: str,
    content: Sequence[Mapping[str, Any]],
    by: Any,
    now: Clock = database_now,
) -> bool:
    """Publishes content that comes with Stoa as the next version of its set; False where it is in force already.

    A set that editors have taken further is left alone. Raises PermissionDenied, VersionIncomplete.
    """
    require(by, "catalog.edit_question_sets")
    question_set, _ = QuestionSet.objects.get_or_create(purpose=purpose, lot=lot, defaults={"title": title})
    wanted = read_sections(content)
    if any(version.sections == wanted for version in question_set.versions.published()):
        return False
    publish_version(version=draft_version(question_set=question_set, content=content, by=by, now=now), by=by, now=now)
    return True


def kind_of(file: File) -> str:
    """The suffix that fits how the file begins. Raises InvalidInput for anything else, and for one too large."""
    if file.size > LARGEST_FILE:
        raise InvalidInput("The file is larger than 10 MB. Save it smaller, for example as a PDF for the screen")
    if not file.size:
        raise InvalidInput("The file is empty. Choose another")
    file.seek(0)
    beginning = file.read(16)
    for suffix, known in BEGINNINGS.items():
        if beginning.startswith(known):
            return suffix
    raise InvalidInput("This is no PDF, PNG or JPEG file. Save the document as a PDF and add that")


@transaction.atomic
def keep_evidence(
    *,
    organisation: Any,
    file: File,
    expires_on: datetime.date | None,
    by: Any,
    now: Clock = database_now,
) -> EvidenceFile:
    """Takes in a document of an organisation, to be named in its answers; the same document twice is kept once.

    Raises PermissionDenied, and InvalidInput for a file that is too large or no PDF, PNG or JPEG.
    """
    kept = EvidenceFile(organisation=organisation, expires_on=expires_on, suffix=kind_of(file), size=file.size)
    require(by, "catalog.keep_evidence", kept)
    file.seek(0)
    kept.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    same = EvidenceFile.objects.filter(organisation=organisation, sha256=kept.sha256, expires_on=expires_on).first()
    if same:
        return same
    kept.name = _printable(file.name) or f"Document{kept.suffix}"
    kept.added_at, kept.added_by = now(), by if by.pk else None
    file.seek(0)
    kept.file.save(kept.name, file, save=False)
    kept.save()
    data = {"sha256": kept.sha256, "expires_on": str(expires_on or "")}
    record(action="catalog.evidence.added", obj=kept, by=by, at=kept.added_at, data=data)
    return kept


def _printable(name: str | None) -> str:
    return "".join(sign for sign in (name or "") if sign.isprintable()).strip()[-150:]


@transaction.atomic
def verify_evidence(*, evidence: EvidenceFile, by: Any, now: Clock = database_now) -> EvidenceFile:
    """Gives a document the badge: somebody of the broker office read it, and it is what it says.

    Raises PermissionDenied. A badge that is there stays as it is.
    """
    require(by, "catalog.verify_evidence")
    stored = EvidenceFile.objects.select_for_update().get(pk=evidence.pk)
    if stored.verified_at:
        return stored
    stored.verified_at, stored.verified_by = now(), by
    stored.save(update_fields=["verified_at", "verified_by"])
    record(action="catalog.evidence.verified", obj=stored, by=by, at=stored.verified_at)
    return stored
