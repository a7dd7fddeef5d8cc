"""`./stoa` from outside: it explains itself, refuses with sentences, and asks production for what it needs."""

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from tools import serving
from tools.refusal import Refusal
from tools.site import claim_port, web_command, worker_command

ROOT = Path(__file__).resolve().parent.parent.parent


def stoa(*words, **environment):
    """Exit code, words and complaints of one call."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [ROOT / "stoa", *words]
    done = subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout, done.stderr


def test_without_words_it_explains_itself():
    code, said, _ = stoa()
    assert code == 0
    for verb in ("demo", "test", "check", "serve", "services", "campaign", "bench"):
        assert f"./stoa {verb}" in said


def test_an_unknown_verb_is_named_and_explained():
    code, said, complaint = stoa("deploy")
    assert code == 2
    assert said == ""
    assert "there is no 'deploy'" in complaint
    assert "./stoa demo" in complaint


def test_serve_names_everything_that_is_missing_in_one_sentence():
    code, _, complaint = stoa("serve", SECRET_KEY="x", ALLOWED_HOSTS="stoa.example")
    assert code == 2
    assert len(complaint.splitlines()) == 1
    assert "DATABASE_URL" in complaint
    assert "AUDIT_SIGNING_KEY" in complaint
    assert "ALLOWED_HOSTS" not in complaint


def test_serve_asks_for_exactly_what_the_settings_need():
    settings = (ROOT / "marketplace" / "settings" / "base.py").read_text()
    needed = set(re.findall(r'env(?:\.\w+)?\("(\w+)"(?:, engine=[^,)]+)?\)', settings))
    assert needed == set(serving.REQUIRED)


def found_python(folder, *, says, module=""):
    """What `find_python` chooses and complains of, where STOA_PYTHON names a program that does as it is told."""
    named = folder / "python"
    named.write_text(f"#!/bin/sh\n{says}\n")
    named.chmod(0o755)
    functions = re.findall(
        r"^(?:refuse|find_python)\(\) \{.*?^\}", (ROOT / "stoa").read_text(), re.DOTALL | re.MULTILINE
    )
    script = "\n".join([*functions, f'find_python {module}\necho "$python"'])
    environment = {"PATH": os.environ["PATH"], "STOA_PYTHON": str(named)}
    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    return done.stdout.strip(), done.stderr, str(named)


def test_the_python_that_is_named_comes_first_if_it_is_new_enough(tmp_path):
    chosen, complaint, named = found_python(tmp_path, says="exit 0")
    assert (chosen, complaint) == (named, "")
    chosen, complaint, named = found_python(tmp_path, says="exit 1")  # too old
    assert chosen not in {"", named}
    assert complaint == ""


def test_a_module_that_no_python_has_is_named_with_what_to_do(tmp_path):
    chosen, complaint, _ = found_python(tmp_path, says="exit 1", module="nobody_has_this")
    assert chosen == ""
    assert "Install the system's package python3-nobody_has_this, or uv." in complaint


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["campaign", "nonsense"], "no campaign nonsense"), (["bench", "nonsense"], "no benchmark nonsense")],
)
def test_an_unknown_name_is_refused_with_those_that_exist(words, sentence):
    code, _, complaint = stoa(*words)
    assert code == 1
    assert sentence in complaint
    assert "There are:" in complaint


def test_a_taken_port_is_refused_with_another_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"Port {port} is taken .* --port {port + 1}"):
            claim_port(port)
    claim_port(port).close()


def test_the_programs_of_the_site_are_installed():
    for command in (web_command(bind="127.0.0.1:0", workers=1)[:3], worker_command()[:2]):
        assert Path(command[0]).exists()


def test_the_guide_of_operators_explains_exactly_what_the_settings_read():
    settings = (ROOT / "marketplace" / "settings" / "base.py").read_text()
    guide = (ROOT / "docs" / "operations.md").read_text()
    read = re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', settings)
    assert sorted(re.findall(r"^\| `([A-Z_]+)` \|", guide, re.MULTILINE)) == sorted(set(read))
