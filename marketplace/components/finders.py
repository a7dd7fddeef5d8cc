"""One style sheet, stoa/css/stoa.css, out of many files: static/stoa/css/*.css in the order of their numbers."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "static" / "stoa" / "css"
SHEET = "stoa/css/stoa.css"


def joined_sheet() -> str:
    """The whole sheet, as browsers get it."""
    return "\n".join(path.read_text() for path in sorted(SOURCES.glob("*.css")))


def built_sheet(folder: Path) -> Path:
    """Writes the sheet where it is missing or old, in one step so that nobody reads half of it."""
    target = folder / SHEET
    text = joined_sheet()
    if target.exists() and target.read_text() == text:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False) as half:
        half.write(text)
    Path(half.name).chmod(0o644)
    os.replace(half.name, target)
    return target


class StylesheetFinder(BaseFinder):
    """Finds the joined sheet; the single files are its source and are not collected by this finder."""

    folder = Path(settings.ROOT) / ".stoa" / "static"

    def find(self, path, find_all=False, **kwargs):
        """The file's place on disk, built when asked for; see BaseFinder."""
        if path != SHEET:
            return []
        found = str(built_sheet(self.folder))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """The one file, with its storage; see BaseFinder."""
        built_sheet(self.folder)
        yield SHEET, FileSystemStorage(location=self.folder)
