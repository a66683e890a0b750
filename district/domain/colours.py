"""One colour chosen by a district, and every colour of the pages that follows from it.

Contrast is that of WCAG 2.2: the ratio of relative luminances, (L1 + 0.05) / (L2 + 0.05), lighter first
(https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance). Colours are written
``#rrggbb``. Status and series colours never follow: they mean the same in every district.
"""

import re
from dataclasses import dataclass

TEXT = 4.5  # WCAG 1.4.3: the least contrast of text
READ = 7.0  # what our own links have on the dark surface
WORDS, SMALL_WORDS = "#ffffff", "#e6e6ea"  # on the bar at the top of a page
SUNKEN = "#f2efe6"  # the darkest background of links in the light theme
SURFACE = "#142229"  # the lightest background of links in the dark theme
WHITE, BLACK = "#ffffff", "#000000"
PAPER, INK = ("#fbf9f4", "#0d171c"), ("#12222b", "#eaf0f1")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Accent:
    """What the pages use in place of the product's own blue: a pair is (light theme, dark theme)."""

    bar: tuple[str, str]
    bar_hover: tuple[str, str]
    link: tuple[str, str]
    link_hover: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """What a page looks like in one theme, for a picture of it."""

    is_dark: bool
    bar: str
    link: str
    paper: str
    ink: str
    words: str = WORDS
    small_words: str = SMALL_WORDS


OWN = Accent(  # static/css/src/2-tokens.css
    bar=("#0c4152", "#0b3542"),
    bar_hover=("#155a6e", "#14505f"),
    link=("#0b5b7f", "#7cc4e8"),
    link_hover=("#083f59", "#b5e0f6"),
)


def themes(chosen: str) -> list[Theme]:
    """The light and the dark page with an accent; without one, with the product's own colours."""
    made = accent(chosen) if chosen else OWN
    return [Theme(bool(dark), made.bar[dark], made.link[dark], PAPER[dark], INK[dark]) for dark in (0, 1)]


def is_colour(text: str) -> bool:
    """Whether a text is a colour as this module writes them."""
    return bool(_COLOUR.fullmatch(text))


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2, sRGB)."""
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour moved towards another by a share of the way, 0 to 1."""
    steps = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(here + (there - here) * share):02x}" for here, there in steps)


def readable(colour: str, *, on: str, towards: str, least: float) -> str:
    """The first colour on the way towards another that has enough contrast on a background."""
    return next(
        found
        for step in range(21)
        if contrast(found := mixed(colour, towards, step / 20), on) >= least or step == 20
    )


def accent_problem(colour: str) -> str:
    """Why a colour cannot be the accent, with one that can; empty if it can.

    Its smallest words stand on the bar in both themes, so the bar must be dark enough for them.
    """
    if not is_colour(colour):
        return "Write the color as # and six of 0 to 9 and a to f, for example #5b2a86."
    found = contrast(colour, SMALL_WORDS)
    if found >= TEXT:
        return ""
    darker = readable(colour, on=SMALL_WORDS, towards=BLACK, least=TEXT)
    return (
        f"White words cannot be read well on {colour}: the contrast is {found:.1f}, and {TEXT} is needed. "
        f"Choose a darker color, such as {darker}."
    )


def accent(colour: str) -> Accent:
    """The colours that follow from an accent without a problem."""
    deep = mixed(colour, BLACK, 0.18)
    light_link = readable(colour, on=SUNKEN, towards=BLACK, least=TEXT)
    dark_link = readable(colour, on=SURFACE, towards=WHITE, least=READ)
    return Accent(
        bar=(colour, deep),
        bar_hover=(_hover(colour), _hover(deep)),
        link=(light_link, dark_link),
        link_hover=(mixed(light_link, BLACK, 0.35), mixed(dark_link, WHITE, 0.5)),
    )


def _hover(bar: str) -> str:
    lighter = mixed(bar, WHITE, 0.14)
    return lighter if contrast(lighter, SMALL_WORDS) >= TEXT else mixed(bar, BLACK, 0.25)
