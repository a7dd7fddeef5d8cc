"""The shape of the house: sizes, names, and what is allowed nowhere."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("marketplace", "catalog", "contracts", "rfp", "cms")
MODULES = sorted(
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.html"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "misc", "base", "core", "manager", "service", "services"}
FORBIDDEN_CALLS = {"pgtrigger.ignore", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}


def tree_of(path):
    return ast.parse((ROOT / path).read_text())


def written_lines(path):
    return sum(1 for line in (ROOT / path).read_text().splitlines() if line.strip())


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_has_at_most_300_lines_and_a_function_at_most_60(path):
    assert written_lines(path) <= 300
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno + 1 <= 60, node.name


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_has_at_most_150_lines_and_no_inline_style_or_script(path):
    text = (ROOT / path).read_text()
    assert written_lines(path) <= 150
    assert " style=" not in text
    assert "<script>" not in text
    assert " onclick=" not in text


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_has_a_name_of_the_field(path):
    assert path.stem not in FORBIDDEN_NAMES or path == Path("marketplace/settings/base.py")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_stand_at_the_top(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            deferred = [inner for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
            assert not deferred, f"{node.name} imports inside"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_nobody_listens_to_signals_or_goes_round_the_triggers(path):
    names = {ast.unparse(node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name | ast.Attribute)}
    assert not names & FORBIDDEN_CALLS


@pytest.mark.parametrize("path", [path for path in MODULES if path.name in {"views.py", "api.py"}], ids=str)
def test_request_code_reads_through_visible_to(path):
    """`Model.objects` in a view is followed by a filter that says who reads."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            assert node.attr in {"visible_to", "listed", "signed", "standing_of", "none"}, ast.unparse(node)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name in {"actions.py", "queries.py"} or "actions" in path.parts], ids=str
)
def test_public_actions_and_queries_say_what_they_do(path):
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
