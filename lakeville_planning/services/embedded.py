"""Both embedded servers as one thing that starts, says where it is, and stops."""

import os
from pathlib import Path
from types import TracebackType

from lakeville_planning.services import places
from lakeville_planning.services.failures import from_os
from lakeville_planning.services.postgres import Postgres
from lakeville_planning.services.valkey import Valkey


class EmbeddedServices:
    """PostgreSQL and Valkey, each only where no address of an external one is set."""

    def __init__(self, root: Path, *, throw_away: bool = False) -> None:
        self.root = root
        self.throw_away = throw_away
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def start(self) -> dict[str, str]:
        """Start what is missing and return the addresses as environment variables."""
        missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
        if not missing:
            return {}
        addresses = {}
        try:
            place = places.place(self.root)
            if "DATABASE_URL" in missing:
                self.postgres = Postgres(place, throw_away=self.throw_away)
                self.postgres.start()
                addresses["DATABASE_URL"] = self.postgres.url
            if "REDIS_URL" in missing:
                self.valkey = Valkey(place, throw_away=self.throw_away)
                self.valkey.start()
                addresses["REDIS_URL"] = self.valkey.url
        except OSError as error:
            self.stop()
            raise from_os(error, self.root) from error
        except BaseException:
            self.stop()
            raise
        return addresses

    def roles(self) -> dict[str, str]:
        """Addresses for those who do not own the tables, where PostgreSQL is ours."""
        if self.postgres is None:
            return {}
        return {
            "APPLICATION_DATABASE_URL": self.postgres.url_of("application"),
            "PUBLIC_DATABASE_URL": self.postgres.url_of("public"),
        }

    def stop(self) -> None:
        """The broker first: the database is the truth and goes last."""
        if self.valkey is not None:
            self.valkey.stop()
        if self.postgres is not None:
            self.postgres.stop()

    def __enter__(self) -> "EmbeddedServices":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
