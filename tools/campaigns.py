"""`./stoa campaign [NAME]`: the long tests in full count, each with a time limit, their reports in docs/campaigns/."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tools import assets
from tools.places import PRIVATE, ROOT
from tools.refusal import Refusal

FOLDER = ROOT / "tests" / "campaigns"
REPORTS = ROOT / "docs" / "campaigns"
PROGRESS = PRIVATE / "campaigns"
# A campaign that needs another limit says so with a line `MINUTES = 90`.
MINUTES = 30
BROKEN_OFF = 2
_MINUTES = re.compile(r"^MINUTES = (\d+)$", re.MULTILINE)


def names() -> list[str]:
    """The campaigns there are: one file each."""
    return sorted(path.stem.removeprefix("test_") for path in FOLDER.glob("test_*.py"))


def main(arguments: list[str]) -> int:
    """Run the named campaigns, or all. Raises Refusal for a name that does not exist."""
    unknown = set(arguments) - set(names())
    if unknown:
        raise Refusal(
            f"There is no campaign {', '.join(sorted(unknown))}. There are: {', '.join(names()) or 'none yet'}."
        )
    assets.provide(development=True)
    return max(map(run, arguments or names()), default=0)


def run(name: str) -> int:
    """Run one campaign to its end or its limit. One that was broken off goes on with the tests not yet passed."""
    path = FOLDER / f"test_{name}.py"
    stated = _MINUTES.search(path.read_text())
    minutes = int(stated[1]) if stated else MINUTES
    progress = PROGRESS / f"{name}-{_commit()}.txt"
    progress.parent.mkdir(parents=True, exist_ok=True)
    before = len(progress.read_text().splitlines()) if progress.exists() else 0
    print(f"{name}: at most {minutes} minutes; {before} tests passed in an earlier run.", flush=True)
    began = time.monotonic()
    code, words = _pytest(path, progress, minutes * 60)
    _report(name, code=code, words=words, before=before, seconds=time.monotonic() - began)
    if code == 0:
        progress.unlink(missing_ok=True)
    return code


def _pytest(path: Path, progress: Path, limit: float) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", str(path), "-v", "--color=no", "--durations=5"]
    environment = {**os.environ, "STOA_COUNT": "full", "STOA_PROGRESS": str(progress)}
    with subprocess.Popen(  # noqa: S603 our own words
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        # What a shell starts in the background is deaf to SIGINT, and so would be what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            words, _ = process.communicate(timeout=limit)
            code = process.returncode
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            process.send_signal(signal.SIGINT)  # pytest then says what it got to.
            words, _ = process.communicate()
            code = BROKEN_OFF
    print(words)
    return code, words


def _report(name: str, *, code: int, words: str, before: int, seconds: float) -> None:
    """Write what happened, in the words of pytest, after one line of judgement."""
    verdicts = {0: "Everything passed.", BROKEN_OFF: f"Broken off; `./stoa campaign {name}` goes on."}
    at = datetime.now(UTC).strftime("%a %d %b %Y, %H:%M UTC")
    facts = f"{at}, commit {_commit()}, {seconds:.0f} s; {before} tests passed in an earlier run."
    shown = "\n".join(line for line in words.splitlines() if not line.startswith(("rootdir", "plugins", "cachedir")))
    parts = [f"# Campaign: {name}", f"{verdicts.get(code, 'Not passed.')} {facts}", f"```\n{shown}\n```\n"]
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / f"{name}.md").write_text("\n\n".join(parts).replace(str(ROOT), "."))


def _commit() -> str:
    shown = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return shown.stdout.strip() or "unknown"
