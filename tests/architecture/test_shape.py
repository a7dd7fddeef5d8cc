"""The shape of the house: sizes, names, and what is allowed nowhere."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

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
# These call one that is a transaction, take part in their caller's, or are several on purpose.
NO_TRANSACTION_OF_THEIR_OWN = {
    "answer_survey", "bind", "close_period", "draft_months", "end_award", "record_answers", "refund_online_payment",
    "refuse_early_opening", "start_online_payment",
}  # fmt: skip
READS = {"visible_to", "listed", "published", "signed", "standing_of", "open", "known_by", "none"}


@cache
def tree_of(path):
    return ast.parse((ROOT / path).read_text())


def written_lines(path):
    return sum(1 for line in (ROOT / path).read_text().splitlines() if line.strip())


def functions_of(path):
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def named(paths, faulty):
    """The faulty among the paths, in words that a failure shows."""
    return [str(path) for path in paths if faulty(path)]


def test_a_module_has_at_most_300_lines():
    assert named(MODULES, lambda path: written_lines(path) > 300) == []


def test_a_function_has_at_most_60_lines():
    long = [
        f"{path}: {node.name}"
        for path in MODULES
        for node in functions_of(path)
        if node.end_lineno - node.lineno + 1 > 60
    ]
    assert long == []


def test_a_template_has_at_most_150_lines_and_no_inline_style_or_script():
    assert named(TEMPLATES, lambda path: written_lines(path) > 150) == []
    inline = re.compile(r" style=| onclick=|<script>")
    assert named(TEMPLATES, lambda path: inline.search((ROOT / path).read_text())) == []


def test_a_module_has_a_name_of_the_field():
    allowed = Path("marketplace/settings/base.py")
    assert named(MODULES, lambda path: path.stem in FORBIDDEN_NAMES and path != allowed) == []


def test_imports_stand_at_the_top():
    deferred = [
        f"{path}: {node.name}"
        for path in MODULES
        for node in functions_of(path)
        if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ]
    assert deferred == []


def test_nobody_listens_to_signals_or_goes_round_the_triggers():
    def uses_one(path):
        names = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name | ast.Attribute))
        return FORBIDDEN_CALLS.intersection(map(ast.unparse, names))

    assert named(MODULES, uses_one) == []


def test_request_code_reads_through_visible_to():
    """`Model.objects` in a view is followed by a filter that says who reads."""
    unfiltered = [
        f"{path}: {ast.unparse(node)}"
        for path in MODULES
        if path.name in {"views.py", "api.py"} or "views" in path.parts
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects"
        if node.attr not in READS
    ]
    assert unfiltered == []


def test_public_actions_and_queries_say_what_they_do():
    silent = [
        f"{path}: {node.name}"
        for path in MODULES
        if path.name in {"actions.py", "queries.py"} or {"actions", "queries"} & set(path.parts)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_a_change_is_one_transaction():
    """Requests have one around them, so that pages would not show it; jobs, commands and races would."""
    loose = {
        node.name
        for path in MODULES
        if "actions" in (*path.parts, path.stem)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and {"by", "now"} <= {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
        and not any("atomic" in ast.unparse(each) for each in node.decorator_list)
    }
    assert loose == NO_TRANSACTION_OF_THEIR_OWN


def test_no_two_schemas_of_the_interface_share_a_name():
    """OpenAPI names them without their module, so that the second would describe the first one's answers."""
    names = Counter(
        node.name
        for path in MODULES
        if path.name == "api.py" or "api" in path.parts
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and node.name.endswith(("In", "Out"))
    )
    assert [name for name, count in names.items() if count > 1] == []
