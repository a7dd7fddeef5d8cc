"""`python -m tools VERB …`, as `./stoa VERB …` calls it once the environment stands."""

import importlib
import sys

from tools.refusal import Refusal

VERBS = {
    "demo": "tools.demo",
    "test": "tools.testing",
    "check": "tools.checks",
    "serve": "tools.serving",
    "services": "tools.services",
    "campaign": "tools.campaigns",
    "bench": "tools.benchmarks",
    "manage": "tools.managing",
    "docs": "tools.docs",
    "lock": "tools.locking",
}


def main(arguments: list[str]) -> int:
    """Run one verb; its refusal is a sentence, not a traceback."""
    verb, *rest = arguments
    # Only the asked verb is imported: the demonstration's second start is short of time.
    module = importlib.import_module(VERBS[verb])
    try:
        return module.main(rest)
    except Refusal as refusal:
        print(f"stoa: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
