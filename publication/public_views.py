"""Public pages about the releases themselves: which there are, what changed, and the data to take along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from publication import downloads
from publication.glossary import terms_of
from publication.public_pages import public_page, render_public
from publication.reading import Edition, editions

# Reading a hundred items of cells at a time keeps the whole file out of memory.
BATCH = 100


@public_page
def release_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every release with its date, reason and hash."""
    edition.load(("changes", ""))
    return render_public(
        request, edition, "publication/release_list.html", {"releases": editions(edition.number)}
    )


@public_page
def release_changes(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What one release changed: counts, and each corrected value with its reason."""
    # Its address names the release itself, so it has no page of today.
    context = {"changes": edition.item("changes"), "notes": edition.notes, "today": ""}
    return render_public(request, edition, "publication/release_changes.html", context)


@public_page
def data(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The figures as files, what their columns mean, and how to check them."""
    measures = sorted({key.partition("/")[0] for key in edition.keys("cells")})
    names = {card["slug"]: card["question"] for card in _cards(edition)}
    addresses = [(names.get(slug, slug), f"{edition.prefix}/measures/{slug}") for slug in measures]
    context = {"measures": addresses, "columns": downloads.columns()}
    return render_public(request, edition, "publication/data.html", context)


def _cards(edition: Edition) -> list[dict[str, Any]]:
    """The short form of every measure, where the release lists any."""
    listed = edition.peek("measures")
    return listed["cards"] if listed else []


@public_page
def results_csv(request: HttpRequest, edition: Edition) -> StreamingHttpResponse:
    """Every published figure of the release in one file."""
    return downloads.csv_stream(f"results-release-{edition.number}", downloads.HEADER, _every_row(edition))


def _every_row(edition: Edition) -> Iterator[list[str]]:
    keys = edition.keys("cells")
    for start in range(0, len(keys), BATCH):
        for payload in edition.some("cells", keys[start : start + BATCH]):
            yield from downloads.result_rows(edition, payload)


@public_page
def columns_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What each column of the files holds."""
    return downloads.csv_response("columns", ("column", "meaning"), downloads.columns())


@public_page
def contents_json(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The hash of everything the release publishes, so that anyone can check that nothing was altered."""
    document = {
        "release": downloads.release_facts(edition),
        "how": _(
            "sha256 of previous_sha256, then of [kind, key, sha256] of each item as JSON without spaces, "
            "in this order"
        ),
        "page": request.build_absolute_uri(reverse("publication:release_list")),
        "items": edition.contents(),
    }
    return downloads.json_response(f"contents-release-{edition.number}", document)


@public_page
def glossary(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The words of the public pages, explained."""
    return render_public(request, edition, "publication/glossary.html", {"terms": terms_of(edition.site)})


@public_page
def accessibility(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How the site is made usable for everyone, and whom to tell when it is not."""
    return render_public(request, edition, "publication/accessibility.html", {"site": edition.site})
