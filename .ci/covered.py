"""Whether the tests ran enough: reads what slipcover measured (JSON), names what is left.

Usage: covered.py FILE LEAST [PATTERN ...]. All files together need LEAST percent of their lines and
branches; each file that a pattern names needs all of them.
"""

import json
import sys
from fnmatch import fnmatch
from pathlib import Path


def main(path, least, *wholly):
    measured = json.loads(Path(path).read_text(encoding="utf-8"))
    left = {name: missing(facts) for name, facts in measured["files"].items()}
    for name, places in sorted(left.items()):
        if places:
            print(f"{name}: {', '.join(places)}")
    percent = measured["summary"]["percent_covered"]
    bad = [name for name in left if left[name] and any(fnmatch(name, one) for one in wholly)]
    print(
        f"Lines and branches run by the tests: {percent:.1f} %, and at least {least} % are asked."
    )
    for name in bad:
        print(f"Not run whole, and it has to be: {name}")
    return 1 if bad or percent < float(least) else 0


def missing(facts):
    """Lines that no test ran, and branches from line to line that none took."""
    lines = facts["missing_lines"]
    branches = [b for b in facts["missing_branches"] if not {*b} & {*lines}]
    return [*map(str, lines), *(f"{start}->{end or 'exit'}" for start, end in branches)]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
