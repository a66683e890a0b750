"""Every measurement in one run: `python -m bench [small|large] [rounds]`.

Import of 900,000 rows beside a COPY, publication full and incremental, and a public page beside nginx and
a bare Django view. Each runs in a process of its own, so that one's memory is not counted for the next.
"""

import subprocess
import sys


def main(size: str = "small", rounds: str = "5") -> None:
    """Run the three, one after the other; stop at the first that fails."""
    for name, arguments in (
        ("import_rows", ["900000", rounds]),
        ("publish", [size]),
        ("serve", [rounds]),
    ):
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{name}", *arguments], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
