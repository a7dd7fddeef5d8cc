"""The screens of offerings by spreadsheet: send, read the report, take in, download what was left out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from catalog.models import Offering
from catalog.offerings.uploads import actions, views
from catalog.offerings.uploads.models import OfferingUpload
from marketplace.permissions import Role
from tests.factories.catalog import TopicFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HEADS = "Your code,Name,Service models,Deployment"
GOOD = [f"K-{number},Kestrel Desk {number},SaaS,Public cloud" for number in (1, 2)]
BAD = ["K-3,,SaaS,Public cloud", "K-4,Kestrel <b>Four</b>,Magic,Public cloud"]
LIST = reverse("upload_list")


@world
def vendor():
    return OrganisationFactory(vendor=True)


@world
def editor(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


def table(*rows, heads=HEADS):
    return "\n".join([heads, *rows]).encode()


def send(client, vendor, content, *, name="offerings.csv"):
    return client.post(LIST, {"vendor": vendor.pk, "file": SimpleUploadedFile(name, content)})


def checked(client, vendor, *rows):
    send(client, vendor, table(*rows))
    return actions.check_upload(upload_id=OfferingUpload.objects.first().pk)


def text(answer):
    return answer.content.decode()


def test_from_the_file_to_the_drafts_and_the_rows_left_out(client, vendor, editor):
    client.force_login(editor)
    sent = send(client, vendor, table(*GOOD, *BAD))
    upload = OfferingUpload.objects.get()
    assert (sent.status_code, sent.url) == (302, upload.get_absolute_url())
    page = text(client.get(sent.url))
    assert "The file is being checked" in page
    assert f'href="{sent.url}">Look again' in page

    actions.check_upload(upload_id=upload.pk)
    page = text(client.get(sent.url))
    assert page.count('class="usa-button"') == 1
    assert "Take in 2 rows" in page
    assert "2 rows with mistakes are left out" in page
    assert "Name is missing." in page
    assert "“Magic” is not known here." in page
    assert not Offering.objects.exists()

    assert client.post(reverse("upload_take_in", args=[upload.pk])).url == sent.url
    assert "0 of 4 rows are done" in text(client.get(sent.url))
    actions.take_in_upload(upload_id=upload.pk)
    page = text(client.get(sent.url))
    assert "See the 2 drafts" in page
    assert "Take in" not in page
    drafts = text(client.get(reverse("upload_drafts", args=[upload.pk])))
    for offering in Offering.objects.filter(vendor=vendor):
        assert (offering.live, offering.get_absolute_url() in drafts) == (False, True)
        assert client.get(offering.get_absolute_url()).status_code == 200
    assert Offering.objects.count() == 2

    answer = client.get(reverse("upload_left_out", args=[upload.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="left-out-{upload.pk}.xlsx"'
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["Your code", "K-3", "K-4"]
    assert rows[1][4:7] == ("4", "Name", "Name is missing.")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("offerings.xlsm", b"x", "is neither an .xlsx nor a .csv file"),
        ("offerings.xlsx", b"no zip", "cannot be read as an .xlsx file"),
        ("offerings.csv", table(*GOOD, heads="a,b,c,d"), "The file has no column Your code, Name"),
        ("offerings.csv", b"x" * 10_000_001, "is larger than 10 MB"),
        ("offerings.csv", b"", "The file is empty."),
        (f"{'x' * 240}.csv", table(*GOOD), "The name of the file is too long."),
    ],
    ids=["ending", "no workbook", "columns", "too large", "empty", "name"],
)
def test_a_wrong_file_is_refused_at_its_field_and_not_kept(client, vendor, editor, storage, name, content, sentence):
    client.force_login(editor)
    answer = send(client, vendor, content, name=name)
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors["file"])
    assert sentence in text(answer)
    assert not OfferingUpload.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    assert list(storage.rglob("*.*")) == []


def test_nothing_chosen_is_said_at_the_field(client, vendor, editor):
    client.force_login(editor)
    answer = client.post(LIST, {"vendor": vendor.pk})
    assert (answer.status_code, "Choose the file that you want to send" in text(answer)) == (422, True)


def test_a_file_sent_and_taken_in_twice_counts_once(client, vendor, editor):
    client.force_login(editor)
    first, second = (send(client, vendor, table(*GOOD)).url for _ in range(2))
    assert first == second
    upload = OfferingUpload.objects.get()
    actions.check_upload(upload_id=upload.pk)
    for _ in range(2):
        answer = client.post(reverse("upload_take_in", args=[upload.pk]), follow=True)
    assert "taken in hand already" in text(answer)
    tasks = sorted(ProcrastinateJob.objects.values_list("task_name", flat=True))
    assert tasks == ["catalog.check_offering_upload", "catalog.take_in_offering_upload"]
    actions.take_in_upload(upload_id=upload.pk)
    assert "taken in hand already" in text(client.post(reverse("upload_take_in", args=[upload.pk]), follow=True))
    assert Offering.objects.count() == 2
    assert send(client, vendor, table(*GOOD)).url != first


def test_a_file_is_not_taken_in_before_it_is_checked(client, vendor, editor):
    client.force_login(editor)
    send(client, vendor, table(*GOOD))
    upload = OfferingUpload.objects.get()
    assert client.post(reverse("upload_take_in", args=[upload.pk])).status_code == 409
    upload.refresh_from_db()
    assert upload.status == OfferingUpload.Status.RECEIVED


def test_another_vendors_file_is_not_there(client, vendor, editor):
    client.force_login(editor)
    upload = checked(client, vendor, *GOOD, *BAD)
    client.force_login(person(Role.VENDOR_ADMIN))
    for name in ("upload_report", "upload_left_out", "upload_drafts"):
        assert client.get(reverse(name, args=[upload.pk])).status_code == 404
    assert client.post(reverse("upload_take_in", args=[upload.pk])).status_code == 404
    assert "offerings.csv" not in text(client.get(LIST))
    upload.refresh_from_db()
    assert upload.status == OfferingUpload.Status.CHECKED


def test_nobody_sends_in_another_vendors_name_or_without_the_right(client, vendor):
    client.force_login(person(Role.VENDOR_ADMIN))
    assert send(client, vendor, table(*GOOD)).status_code == 422
    client.force_login(person(Role.SIGNATORY, of=vendor))
    assert "Send and check" not in text(client.get(LIST))
    assert send(client, vendor, table(*GOOD)).status_code == 403
    assert not OfferingUpload.objects.exists()


def test_a_colleague_without_the_right_reads_the_report_and_takes_nothing_in(client, vendor, editor):
    client.force_login(editor)
    upload = checked(client, vendor, *GOOD)
    client.force_login(person(Role.SIGNATORY, of=vendor))
    assert "can take the file in" in text(client.get(upload.get_absolute_url()))
    assert client.post(reverse("upload_take_in", args=[upload.pk])).status_code == 403
    upload.refresh_from_db()
    assert upload.status == OfferingUpload.Status.CHECKED


def test_a_file_without_a_good_row_offers_nothing_to_take_in(client, vendor, editor):
    client.force_login(editor)
    upload = checked(client, vendor, *BAD)
    page = text(client.get(upload.get_absolute_url()))
    assert "There is nothing to take in" in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_file_without_a_mistake_has_no_rows_to_download(client, vendor, editor):
    client.force_login(editor)
    upload = checked(client, vendor, *GOOD)
    assert client.get(reverse("upload_left_out", args=[upload.pk])).status_code == 404


def test_mistakes_come_a_page_at_a_time(client, vendor, editor, monkeypatch):
    monkeypatch.setattr(views, "FAULTS_A_PAGE", 1)
    client.force_login(editor)
    upload = checked(client, vendor, *BAD)
    second = text(client.get(f"{upload.get_absolute_url()}?page=2"))
    assert ("Name is missing." in second, "“Magic”" in second) == (False, True)
    assert client.get(f"{upload.get_absolute_url()}?page=3").status_code == 404


def test_the_template_holds_the_topics_of_today(client, editor):
    TopicFactory(name="Service Desk", slug="service-desk")
    client.force_login(editor)
    answer = client.get(reverse("upload_template"))
    lists = load_workbook(io.BytesIO(answer.content))["Lists"]
    assert ("Topic", "Service Desk") in list(lists.values)


def test_the_list_costs_the_same_however_long_it_is(client, vendor, editor, django_assert_max_num_queries):
    client.force_login(editor)
    for number in range(5):
        send(client, vendor, table(*GOOD[:1]), name=f"{number}.csv")
    with django_assert_max_num_queries(12):
        page = text(client.get(LIST))
    assert page.count(".csv</a>") == 5


def test_those_who_may_send_find_the_way_from_their_work(client, editor):
    client.force_login(editor)
    assert f'href="{LIST}"' in text(client.get(reverse("workspace")))
