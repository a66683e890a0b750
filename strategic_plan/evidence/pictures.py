"""Pictures: opened as a whole and saved again, so that nothing hidden in the file is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from imports.reading.refusals import FileRefused

KINDS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "WEBP": "webp"}  # MPO: what some phones call JPEG
MODES = {
    "png": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    "jpeg": {"L", "RGB", "CMYK"},
    "webp": {"RGB", "RGBA"},
}
SAVING: dict[str, tuple[str, dict[str, Any]]] = {
    "png": ("PNG", {}),
    "jpeg": ("JPEG", {"quality": 90, "optimize": True}),
    "webp": ("WEBP", {"quality": 90, "method": 2}),
}


def save_clean(path: Path, copy_to: Path, limits: dict[str, Any]) -> str:
    """Save a picture again, upright, without place, camera, comments or anything after its end; its kind."""
    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours, and says itself
    with Image.open(path, formats=["PNG", "JPEG", "WEBP"]) as picture:
        kind = KINDS[picture.format or ""]
        if picture.width * picture.height > limits["pixels"]:
            raise FileRefused(
                "too_many_pixels",
                f"The picture has more than {limits['pixels'] // 1_000_000} million points. Save it smaller.",
            )
        if kind != "jpeg" and getattr(picture, "n_frames", 1) > 1:
            raise FileRefused("moving", "The picture moves. Save one still picture of it and attach that.")
        upright = ImageOps.exif_transpose(picture)
        if upright.mode not in MODES[kind]:
            upright = upright.convert("RGBA" if kind != "jpeg" and "A" in upright.mode else "RGB")
        profile = picture.info.get("icc_profile")
        upright.info = {}  # PNG texts and WebP metadata would be written again from here
        form, how = SAVING[kind]
        if profile and upright.mode == picture.mode:
            how = how | {"icc_profile": profile}
        upright.save(copy_to, form, **how)
    return kind
