"""What is copied of the front-end packages: everything that is named, nothing else."""

import re

import pytest

from tools import assets


@pytest.fixture
def package(tmp_path):
    """A package like USWDS, small."""
    sheet = "a{background:url(../img/named.svg)}b{src:url('../fonts/face.woff2?v=1')}"
    files = {
        assets.SHEET: f"{sheet}\n/*# sourceMappingURL=uswds.min.css.map */\n",
        "css/uswds.min.css.map": "{}",
        assets.SPRITE: "<svg/>",
        "img/named.svg": "<svg/>",
        "img/unnamed.svg": "<svg/>",
        "fonts/face.woff2": "face",
        "fonts/own.woff2": "own",
        **{name: f"run();\n//# sourceMappingURL={name}.map" for name in assets.SCRIPTS},
    }
    for name, content in files.items():
        (tmp_path / "package" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "package" / name).write_text(content)
    return tmp_path / "package"


def _copied(target):
    return {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}


def test_only_named_files_are_copied(package, tmp_path):
    target = tmp_path / "vendor" / "uswds"
    target.parent.mkdir()
    assets.copy_named(package, target, {"fonts/own.woff2"})
    named = {"img/named.svg", "fonts/face.woff2", "fonts/own.woff2"}
    assert _copied(target) == {assets.SHEET, assets.SPRITE, *assets.SCRIPTS, *named}


def test_what_was_copied_names_no_source_map(package, tmp_path):
    target = tmp_path / "uswds"
    assets.copy_named(package, target, set())
    assert "sourceMappingURL" not in "".join((target / name).read_text() for name in (assets.SHEET, *assets.SCRIPTS))
    assert (target / assets.SCRIPTS[0]).read_text().startswith("run();")


def test_a_file_that_is_no_longer_named_goes(package, tmp_path):
    target = tmp_path / "uswds"
    assets.copy_named(package, target, {"fonts/own.woff2"})
    assets.copy_named(package, target, set())
    assert "fonts/own.woff2" not in _copied(target)


def test_a_name_that_the_package_lacks_leaves_the_earlier_copy(package, tmp_path):
    target = tmp_path / "uswds"
    assets.copy_named(package, target, set())
    with pytest.raises(FileNotFoundError):
        assets.copy_named(package, target, {"fonts/nobody.woff2"})
    assert "img/named.svg" in _copied(target)


def test_everything_the_product_names_is_in_place():
    assets.provide(development=True)
    vendor = assets.VENDOR / "uswds"
    sheet = (vendor / assets.SHEET).read_text()
    named = set(re.findall(r"url\(\.\./([^)]+)\)", sheet)) | assets.named_by_product(assets.ROOT)
    assert any(name.startswith("fonts/public-sans/") for name in named)
    assert {name for name in named if not (vendor / name).is_file()} == set()
