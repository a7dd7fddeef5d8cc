"""Offerings by spreadsheet: sending a list, reading what is wrong with it, and taking the rest in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.attempts import status_of
from marketplace.components.paging import page_of
from marketplace.files.sheet_rows import faulty_rows
from marketplace.files.spreadsheets import FileRefused
from marketplace.files.tables import XLSX
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, organisations_for

from .actions import receive_upload, sheet_of, start_taking_in
from .forms import UploadForm
from .matching import topic_ids
from .models import OfferingUpload
from .queries import drafts_of, uploads_for
from .sending import start_sending, unsent_drafts
from .sheets import template

FAULTS_A_PAGE = 50


def _refuse_agencies(reader):
    if all(held.kind == Organisation.Kind.AGENCY for held in reader.standing):
        raise PermissionDenied("catalog.upload_offerings")


@login_required
def upload_list(request):
    """What the reader's vendors have sent, and the form that sends more."""
    _refuse_agencies(request.user)
    may_send = bool(organisations_for(request.user, "catalog.upload_offerings"))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    if sent and not may_send:
        raise PermissionDenied("catalog.upload_offerings")
    form = UploadForm(*sent, reader=request.user)
    if sent and form.is_valid() and (upload := _receive(form, by=request.user)):
        return redirect(upload)
    page = page_of(uploads_for(request.user), request.GET.get("page"))
    context = {"form": form, "page": page, "may_send": may_send}
    return render(request, "catalog/uploads/upload_list.html", context, status=status_of(form))


def _receive(form, *, by):
    """The kept file; None for a wrong one, with the reason at its field."""
    file = form.cleaned_data["file"]
    try:
        return receive_upload(vendor=form.cleaned_data["vendor"], name=file.name, content=form.content, by=by)
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return None


@login_required
@require_safe
def upload_template(request):
    """The empty spreadsheet, with the words that the catalogue knows today."""
    _refuse_agencies(request.user)
    return _workbook(template(topic_ids()), "stoa-offerings.xlsx")


def _workbook(content, name):
    kept_as = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=XLSX, headers=kept_as)


def _upload(request, pk):
    uploads = OfferingUpload.objects.visible_to(request.user).select_related("vendor", "sent_by", "applied_by")
    return get_object_or_404(uploads, pk=pk)


@login_required
@require_safe
def upload_report(request, pk):
    """How far a file has come, and row by row what is wrong with it."""
    upload = _upload(request, pk)
    context = {
        "upload": upload,
        "page": page_of(upload.faults, request.GET.get("page"), size=FAULTS_A_PAGE),
        "may_take_in": allowed(request.user, "catalog.upload_offerings", upload),
        "notes": page_of(upload.notes, request.GET.get("note_page"), size=FAULTS_A_PAGE),
    }
    if upload.status in OfferingUpload.TAKEN_IN and allowed(request.user, "catalog.submit_offering", upload):
        context["unsent"] = unsent_drafts(upload, reader=request.user).count()
    return render(request, "catalog/uploads/upload_report.html", context)


@login_required
@require_POST
def upload_take_in(request, pk):
    """Begins to take the good rows in; pressed twice, it begins once."""
    upload = _upload(request, pk)
    begun = upload.status in {OfferingUpload.Status.APPLYING, OfferingUpload.Status.SENDING, *OfferingUpload.TAKEN_IN}
    if begun and allowed(request.user, "catalog.upload_offerings", upload):
        messages.info(request, "This file was taken in hand already. Nothing is done twice.")
    else:
        start_taking_in(upload=upload, by=request.user, submits="submits" in request.POST)
    return redirect(upload)


@login_required
@require_POST
def upload_send(request, pk):
    """Begins to send the complete drafts to the reviewers; pressed twice, it begins once."""
    upload = _upload(request, pk)
    if upload.status == OfferingUpload.Status.SENDING and allowed(request.user, "catalog.submit_offering", upload):
        messages.info(request, "The drafts of this file are being sent already. Nothing is done twice.")
    else:
        start_sending(upload=upload, by=request.user)
    return redirect(upload)


@login_required
@require_safe
def upload_left_out(request, pk):
    """The rows that were not taken, as they were sent, with the reasons beside them."""
    upload = _upload(request, pk)
    if not upload.faults:
        raise Http404("No row of this file was left out. Go back to its report.")
    return _workbook(faulty_rows(sheet_of(upload), upload.faults), f"left-out-{upload.pk}.xlsx")


@login_required
@require_safe
def upload_drafts(request, pk):
    """The drafts that a file has made or changed."""
    upload = _upload(request, pk)
    page = page_of(drafts_of(upload, reader=request.user), request.GET.get("page"))
    return render(request, "catalog/uploads/upload_drafts.html", {"upload": upload, "page": page})
