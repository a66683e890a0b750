"""What a file really is: told by its content, in a process of its own with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from imports.reading.refusals import FileRefused
from strategic_plan.domain.evidence import ENDINGS, KINDS, WORDS, ending_of
from strategic_plan.evidence.limits import EvidenceLimits

TOO_HEAVY = "The file asks for too much time or memory to be checked. Save a smaller copy and attach that."


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file proved to be; a picture's clean copy lies at the path that was given for it."""

    kind: str
    is_copied: bool


def look_at(path: Path, name: str, limits: EvidenceLimits, *, copy_to: Path) -> Seen:
    """Tell the kind of a file by its content; raises FileRefused with a sentence for what is not taken.

    A picture is saved again, without the place and camera it remembers, at ``copy_to``.
    """
    if path.stat().st_size == 0:
        raise FileRefused("empty", "The file is empty. Choose another one.")
    answer = _ask_child(path, limits, copy_to)
    kind = KINDS[answer["kind"]]
    named = ENDINGS.get(ending_of(name))
    if named is None:
        ending = kind.endings[0]
        raise FileRefused(
            "wrong_ending", f"The file is a {kind.words}, but its name does not end in .{ending}. Rename it."
        )
    if named != kind:
        raise FileRefused(
            "wrong_ending",
            f"The name ends in .{ending_of(name)}, but the file is a {kind.words}. Check that it is the "
            f"right file, and give it a name that ends in .{kind.endings[0]}.",
        )
    return Seen(kind.code, bool(answer.get("is_copied")))


def _ask_child(path: Path, limits: EvidenceLimits, copy_to: Path) -> dict[str, str]:
    order = {"path": str(path), "copy_to": str(copy_to), "limits": asdict(limits), "accepted": WORDS}
    # The child loads no Django; a file that eats memory or time takes only the child with it.
    command = [sys.executable, "-m", "strategic_plan.evidence.child"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, by our own interpreter
            command,
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=limits.seconds * 2,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused("too_heavy", TOO_HEAVY) from None
    if done.returncode != 0 or not done.stdout:
        raise FileRefused("too_heavy", TOO_HEAVY)
    answer: dict[str, str] = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefused(answer["refused"], answer["sentence"])
    return answer
