"""What a bid takes in: files of known kinds that do not swell, hide or run, within a quota, and clean by a scanner."""

import io
import socketserver
import struct
import threading
import zipfile
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from marketplace.files.scanning import MalwareFound, ScannerSilent, refuse_malware
from rfp.bids import intake
from rfp.bids.actions import remove_file
from rfp.bids.intake import FileRefused, kind_of, refuse_size
from rfp.bids.models import BidFile
from tests.factories.bids import DAY, PDF, TUESDAY, added_file, bidder, started_bid
from tests.factories.solicitations import BODY, block, published_solicitation
from tests.worlds import world

BAD = b"%PDF-1.4 X5O!P%@AP[4 this stands for malware"
FILE_ASKED = block("requirement", text="Your plan as a document.", must=True, answer_kind="file")


def archive(parts, *, packed=True):
    """An office document of these parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


DOCUMENT = {"word/document.xml": b"<w:document/>"}


class TestArchives:
    def test_a_document_is_told_by_what_is_in_it(self):
        assert kind_of("Plan.docx", archive(DOCUMENT)).suffix == ".docx"
        with pytest.raises(FileRefused, match="holds .docx"):
            kind_of("Plan.pdf", archive(DOCUMENT))

    @pytest.mark.parametrize(
        ("parts", "says"),
        [
            ({"word/media/zeros.bin": bytes(40_000_000)}, "unpacks to more"),
            ({f"word/{number}.xml": b"" for number in range(intake.MOST_PARTS)}, "unpacks to more"),
            ({"word/vbaProject.bin": b"x"}, "macros"),
            ({"word/embeddings/oleObject1.bin": b"x"}, "macros"),
            ({"../../outside.xml": b"x"}, "point outside"),
        ],
        ids=["swells", "is of too many parts", "runs", "embeds", "points outside"],
    )
    def test_one_that_swells_runs_or_points_outside_is_refused(self, parts, says):
        with pytest.raises(FileRefused, match=says):
            kind_of("Plan.docx", archive(DOCUMENT | parts))

    def test_a_list_of_very_many_parts_is_refused_before_it_is_read(self, monkeypatch):
        swollen = archive(DOCUMENT | {f"word/{number}.xml": b"" for number in range(intake.MOST_PARTS)})

        def read(*given):
            raise AssertionError("the list was read")

        monkeypatch.setattr(zipfile, "ZipFile", read)
        with pytest.raises(FileRefused, match="unpacks to more"):
            kind_of("Plan.docx", swollen)

    def test_what_lies_about_its_size_is_never_unpacked(self):
        """The list says ten bytes, the part holds forty million: only the list is read, so nothing swells."""
        content = bytearray(archive({"word/document.xml": bytes(40_000_000)}))
        for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = content.index(mark) + place
            content[at : at + 4] = struct.pack("<L", 10)
        assert kind_of("Plan.docx", bytes(content)).suffix == ".docx"

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(500), b"MZ" + bytes(500), b"GIF89a"])
    def test_what_is_empty_damaged_or_of_another_kind_is_refused(self, content):
        with pytest.raises(FileRefused):
            kind_of("Plan.docx", content)

    def test_an_archive_of_archives_is_no_document(self):
        with pytest.raises(FileRefused, match="no PDF"):
            kind_of("Plan.zip", archive({"inside.zip": archive({"again.zip": archive(DOCUMENT)})}))


@world
def clerk():
    return bidder()


@world
def bid(clerk):
    return started_bid(by=clerk)


@pytest.mark.django_db
class TestQuota:
    @pytest.mark.parametrize(("size", "refused"), [(0, True), (1, False), (intake.LARGEST_FILE, False)])
    def test_a_file_has_a_size_within_the_largest(self, size, refused):
        if refused:
            with pytest.raises(FileRefused):
                refuse_size(size)
        else:
            refuse_size(size)
        with pytest.raises(FileRefused, match="20 MB"):
            refuse_size(intake.LARGEST_FILE + 1)

    def test_all_files_of_a_bid_stay_within_the_quota_and_a_removed_one_makes_room(self, bid, clerk, storage):
        first = added_file(bid, by=clerk)
        BidFile.objects.filter(pk=first.pk).update(size=intake.QUOTA - len(PDF))
        second = added_file(bid, by=clerk)
        with pytest.raises(FileRefused, match="100 MB together"):
            added_file(bid, by=clerk)
        assert bid.files.count() == 2
        for one in (first, second):
            remove_file(bid=bid, code=str(one.code), by=clerk, now=lambda: TUESDAY)
        assert added_file(bid, by=clerk)

    def test_a_bid_holds_so_many_files_and_no_more(self, bid, clerk, storage):
        file = added_file(bid, by=clerk)
        BidFile.objects.bulk_create(
            BidFile(bid=bid, boxed=file.boxed.name, size=1, added_by=clerk, added_at=TUESDAY)
            for _ in range(intake.MOST_FILES - 1)
        )
        with pytest.raises(FileRefused, match="at most 40 files"):
            added_file(bid, by=clerk)


class Scanner(socketserver.BaseRequestHandler):
    """What clamd does with INSTREAM: reads the chunks to the empty one, then one line."""

    def handle(self):
        read = self.request.makefile("rb")
        assert read.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", read.read(4))[0]:
            content += read.read(size)
        self.server.seen.append(content)
        self.request.sendall(
            self.server.verdict or (b"stream: Test.Sign FOUND\0" if BAD in content else b"stream: OK\0")
        )


@contextmanager
def scanner(verdict=b""):
    """A server on a port of its own; `verdict` is what it says whatever comes."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        server.seen, server.verdict = [], verdict
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with override_settings(MALWARE_SCANNER=f"tcp://127.0.0.1:{server.server_address[1]}"):
                yield server
        finally:
            server.shutdown()


class TestScanner:
    def test_it_sees_the_whole_file_in_chunks(self):
        large = bytes(range(256)) * 1000
        with scanner() as server:
            refuse_malware(large)
        assert server.seen == [large]

    @pytest.mark.django_db
    def test_a_file_with_malware_is_not_kept(self, bid, clerk, storage):
        with scanner() as server:
            with pytest.raises(MalwareFound):
                added_file(bid, by=clerk, content=BAD)
            assert not bid.files.exists()
            assert added_file(bid, by=clerk)
        assert server.seen == [BAD, PDF]
        assert len([one for one in storage.rglob("*") if one.is_file()]) == 1

    @pytest.mark.parametrize("verdict", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: OK and more\0"])
    def test_without_a_clear_verdict_no_file_is_taken(self, verdict):
        with scanner(verdict), pytest.raises(ScannerSilent):
            refuse_malware(PDF)

    @pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
    def test_while_it_does_not_answer_no_file_is_taken(self, address):
        with override_settings(MALWARE_SCANNER=address), pytest.raises(ScannerSilent):
            refuse_malware(PDF)

    def test_where_none_is_named_nothing_is_asked(self):
        refuse_malware(BAD)

    @pytest.mark.django_db
    def test_the_page_says_so_beside_the_file_and_keeps_the_answers(self, client, storage):
        at, by = timezone.now() - DAY, bidder()
        open_now = published_solicitation(at=at, body=[*BODY, FILE_ASKED])
        bid = started_bid(open_now, by=by, at=at)
        code = bid.lot.requirements.get(answer_kind="file").code
        client.force_login(by)
        address = reverse("bid_part", args=[bid.code, f"answer-{code}"])
        number = client.get(address).context["number"]
        with scanner():
            sent = {"file": SimpleUploadedFile("plan.pdf", BAD), "latest_revision_id": number}
            answer = client.post(address, sent)
        assert answer.status_code == 422
        assert "The scanner found malware in this file" in answer.content.decode()
        assert not bid.files.exists()
