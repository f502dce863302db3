"""`onrecord serve`: the HTTP server (gunicorn), in place of this process."""

import errno
import os
import socket
import sys
from pathlib import Path

import click

from api.settings import Settings, SettingsError


@click.command("serve")
@click.option("--host", help="address to listen on (ONRECORD_HOST, default 127.0.0.1)")
@click.option("--port", type=click.IntRange(1, 65535), help="port to listen on (ONRECORD_PORT, default 8000)")
@click.option("--workers", type=click.IntRange(1, 64), help="number of processes (ONRECORD_WORKERS, default 2)")
def serve_command(host: str | None, port: int | None, workers: int | None) -> int:
    """Answer over HTTP."""
    options = {"ONRECORD_HOST": host, "ONRECORD_PORT": port, "ONRECORD_WORKERS": workers}
    environ = {**os.environ, **{name: str(value) for name, value in options.items() if value}}
    _require_free_port(Settings.from_environ(environ))
    sys.stdout.flush()
    configuration = Path(__file__).parents[1] / "gunicorn_conf.py"
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", "-c", str(configuration)], environ)  # noqa: S606


def _require_free_port(settings: Settings) -> None:
    """Raise SettingsError when the port cannot be bound: gunicorn would report it in ten lines, after a while."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "the port is taken" if taken else error.strerror or str(error)
        raise SettingsError(
            f"cannot listen on {settings.host}:{settings.port}: {reason}; choose another with PORT=8001"
        ) from error
