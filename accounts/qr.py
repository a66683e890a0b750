"""A QR code as the outline of its dark squares, for a drawing without styles or data addresses."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True, slots=True)
class Drawing:
    """Side of the square drawing, and the path of everything dark."""

    size: int
    path: str


def drawing_of(text: str) -> Drawing:
    """Draw a text; the quiet edge of four squares is part of it."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    return Drawing(len(rows), path)
