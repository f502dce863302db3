"""Settings from the environment: each `ONRECORD_…` name, with a default that works."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(Exception):
    """A setting with a bad value; the message names the setting and the values it takes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Data folder, address to listen on, limits and API keys.

    `data` holds the record and the index; `base_url` is the server address in answers, None to use that of the request.
    `proxies` is the number of trusted reverse proxies (X-Forwarded-For); `remember` the size of the response cache of
    each worker in megabytes; `rate_limit` (`100/minute`) the requests of one client, counted in `rate_store`.
    `max_lag` is how many seconds the index may lack what was accepted before that is reported. `write_keys` are parsed
    by `api.write.api_keys`; without them nothing can be written.
    """

    data: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    base_url: str | None = None
    proxies: int = 0
    trusted_hosts: tuple[str, ...] = ()
    access_log: bool = True
    remember: int = 32
    rate_limit: str | None = None
    rate_store: str = "memory://"
    write_keys: str = ""
    engine: str = "arrays"
    max_lag: int = 60

    @property
    def record(self) -> Path:
        """The SQLite file with articles and quotations."""
        return self.data / "onrecord.db"

    @property
    def index(self) -> Path:
        """The folder with the generations of the index."""
        return self.data / "index"

    @property
    def evidence(self) -> Path:
        """The folder with the bytes that articles were read from, as far as they were kept."""
        return self.data / "evidence"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds locked."""
        return self.data / "onrecord.lock"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read each `ONRECORD_…` setting; an empty value is no value.

        Raises SettingsError for a value that cannot be used.
        """
        default = cls()
        return cls(
            data=Path(environ.get("ONRECORD_DATA") or default.data),
            host=environ.get("ONRECORD_HOST") or default.host,
            port=_number(environ, "ONRECORD_PORT", default.port, 1, 65535),
            workers=_number(environ, "ONRECORD_WORKERS", default.workers, 1, 64),
            base_url=_web_address(environ, "ONRECORD_BASE_URL"),
            proxies=_number(environ, "ONRECORD_PROXIES", default.proxies, 0, 9),
            trusted_hosts=tuple(filter(None, map(str.strip, environ.get("ONRECORD_TRUSTED_HOSTS", "").split(",")))),
            access_log=bool(_number(environ, "ONRECORD_ACCESS_LOG", int(default.access_log), 0, 1)),
            remember=_number(environ, "ONRECORD_REMEMBER", default.remember, 0, 65536),
            rate_limit=environ.get("ONRECORD_RATE_LIMIT") or None,
            rate_store=environ.get("ONRECORD_RATE_STORE") or default.rate_store,
            write_keys=environ.get("ONRECORD_WRITE_KEYS") or default.write_keys,
            engine=_engine(environ, default.engine),
            max_lag=_number(environ, "ONRECORD_MAX_LAG", default.max_lag, 1, 1_000_000),
        )


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    given = environ.get(name) or str(default)
    if given.isascii() and given.isdigit() and least <= int(given) <= most:
        return int(given)
    raise SettingsError(f"{name} is a whole number from {least} to {most}, not {given!r}")


def _engine(environ: Mapping[str, str], default: str) -> str:
    from index import ENGINES  # here: `onrecord --version` reads settings and no index

    name = environ.get("ONRECORD_ENGINE") or default
    names = [engine.name for engine in ENGINES]
    if name in names:
        return name
    raise SettingsError(f"ONRECORD_ENGINE is {' or '.join(names)}, not {name!r}")


def _web_address(environ: Mapping[str, str], name: str) -> str | None:
    given = environ.get(name)
    if not given:
        return None
    parts = urlsplit(given)
    if parts.scheme in ("http", "https") and parts.netloc and not parts.query and not parts.fragment:
        return given.rstrip("/")
    raise SettingsError(f"{name} is an address such as https://quotes.example.org, not {given!r}")
