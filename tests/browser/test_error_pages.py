"""Error pages are part of the site: accessible, in both themes, on a phone."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_wrong_address_page_is_accessible(page, begun, axe_findings, theme, width):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto("/no-such-page")
    assert answer.status == 404
    assert page.locator("h1").is_visible()
    assert axe_findings(page) == []
