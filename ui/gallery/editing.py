"""A field edited in place, in every state: invented, and saved nowhere."""

from types import SimpleNamespace
from typing import Any

from ui.gallery.forms import SampleForm

HERE = "/staff/gallery/"
MINE = "Most readers are on pace, and the gain is wide."
THEIRS = "Most readers are on pace. The gap did not close this year."


def editing_states() -> dict[str, Any]:
    """The context of the gallery's part about editing in place."""
    form = SampleForm({"why": MINE}, auto_id="in-place-form-%s")
    both = SampleForm({"why": MINE}, auto_id="in-place-both-%s")
    for each in (form, both):
        each.fields = {"why": each.fields["why"]}
        each.full_clean()
    return {
        "in_place_shown": place("shown"),
        "in_place_saved": place("saved", saved_words="Saved, 2:41 PM", saved=SimpleNamespace(event=1)),
        "in_place_empty": place("empty", words=""),
        "in_place_locked": place(
            "locked",
            can_edit=False,
            problem="The Board adopted these words. Open an amendment to change them.",
        ),
        "in_place_form": place("form"),
        "in_place_both": place("both"),
        "one_field": form,
        "both_fields": both,
        "mine": MINE,
        "theirs": THEIRS,
        "ordered_rows": [
            {
                "id": f"sample-row-{number}",
                "row": name,
                "before": number - 1 or "",
                "after": number + 1 if number < 3 else "",
                "list": "sample-rows",
                "can_edit": True,
                "is_ordered": True,
                "move_url": HERE,
                "remove_url": HERE,
            }
            for number, name in enumerate(("Shared reading", "Math check-ins", "Coaching"), start=1)
        ],
    }


def place(state: str, **more: Any) -> SimpleNamespace:
    """One sample field."""
    facts = {
        "id": f"in-place-{state}",
        "label": f"Aim ({state})",
        "row": "Goal A, Reading",
        "words": "Every reader is on pace.",
        "heading": 0,
        "is_plain": False,
        "is_long": False,
        "can_edit": True,
        "saved": None,
        "saved_words": "",
        "problem": "",
        "edit_url": HERE,
        "show_url": HERE,
        "undo_url": HERE,
        "page_url": HERE,
    }
    return SimpleNamespace(**{**facts, **more})
