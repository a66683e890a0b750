"""The recipe editor as a browser fills and sends it."""

from typing import Any


def sent(page: Any) -> dict[str, Any]:
    """What a browser sends when a person presses Save on the page as it stands."""
    editor = page.context["editor"]
    counts = {f"{name}-TOTAL_FORMS": len(rows.forms) for name, rows in editor.rows.items()}
    words: dict[str, Any] = counts | {f"{name}-INITIAL_FORMS": 0 for name in editor.rows}
    for bound in editor:
        value = bound.value()
        if value is not None and value is not False:
            words[bound.html_name] = "on" if value is True else value
    return words
