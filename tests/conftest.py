"""Fixtures that every room uses."""

import os
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real state files; without it a test skips, and in CI it fails."""
    folder: Path = settings.BASE_DIR.parent / "shared" / "data"
    if folder.is_dir():
        return folder
    reason = f"the real files of ../shared are not at {folder}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
