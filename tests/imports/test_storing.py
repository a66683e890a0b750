"""Uploads lie where the settings say: in a folder here, or in a service elsewhere."""

import stat
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from imports.actions import receive_file
from imports.models import SourceFile
from imports.opened_files import preview_of
from imports.queries import file_row
from imports.reading import FileRefused
from kpi.models import Observation
from tests.imports.conftest import begin, finish

ROWS = "Year,School,Rate\n2023-24,A,80\n2023-24,B,70\n"


class Service(Storage):
    """A storage without paths on this machine; files go in and out as bytes."""

    kept: ClassVar[dict[str, bytes]] = {}

    def _open(self, name, mode):
        return ContentFile(self.kept[name])

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name

    def exists(self, name):
        return name in self.kept

    def delete(self, name):
        self.kept.pop(name, None)


@pytest.fixture
def elsewhere(settings):
    """Uploads lie in a service."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Service"}}
    yield
    Service.kept.clear()


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(ROWS)
    return path


def test_a_file_kept_elsewhere_is_checked_loaded_and_shown(elsewhere, sheet, simple_recipe, steward):
    batch = finish(begin(sheet, simple_recipe, steward), steward)
    assert (batch.state, Observation.objects.count()) == ("loaded", 2)
    assert preview_of(batch.file).names == ["Year", "School", "Rate"]
    row = file_row(batch, 3)
    assert row is not None
    assert row.cells[1] == ("School", "B")
    assert not Path(settings.MEDIA_ROOT).exists()
    assert Service.kept[batch.file.key].decode() == ROWS


def test_a_file_kept_here_is_its_owners_alone(sheet, steward):
    file = receive_file(name="rates.csv", blocks=[ROWS.encode()], by=steward)
    kept = Path(default_storage.path(file.key))
    assert kept.read_text() == ROWS
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == [file.id.hex]


@pytest.mark.parametrize("place", ["elsewhere", "here"])
def test_a_refused_file_is_not_kept(place, request, steward):
    if place == "elsewhere":
        request.getfixturevalue("elsewhere")
    with pytest.raises(FileRefused):
        receive_file(name="rates.csv", blocks=[b"%PDF-1.7"], by=steward)
    assert not SourceFile.objects.exists()
    assert Service.kept == {}
    assert list(Path(settings.MEDIA_ROOT).glob("uploads/*")) == []
