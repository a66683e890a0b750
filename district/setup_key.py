"""The key that opens the first-run page: whoever can run a command on the server may name the district.

It is signed by the site's own secret and nothing is stored. It ends by itself after a day, and with the
first use, because the page is gone once there is a district.
"""

from django.core import signing
from django.urls import reverse

_WORD = "begin"
LIVES = 24 * 60 * 60  # seconds


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="district.setup_key", sep="~")


def setup_key() -> str:
    """A key that opens the page for a day."""
    return _signer().sign(_WORD).partition("~")[2]


def is_setup_key(key: str) -> bool:
    """Whether this site made the key within the last day."""
    try:
        return _signer().unsign(f"{_WORD}~{key}", max_age=LIVES) == _WORD
    except signing.BadSignature:
        return False


def setup_link(site: str) -> str:
    """The address that a person opens to begin, such as ``https://planning.example.org/begin/?key=…``."""
    return f"{site.rstrip('/')}{reverse('district:begin')}?key={setup_key()}"
