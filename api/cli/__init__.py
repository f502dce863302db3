"""The `onrecord` command: `main` is the group, every other module one command or what several share."""

import os
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from api.settings import Settings

Options = ParamSpec("Options")


def pass_settings(command: Callable[Concatenate[Settings, Options], int]) -> Callable[Options, int]:
    """Pass the settings of the environment to a command as its first argument; raises SettingsError."""

    @wraps(command)
    def run(*args: Options.args, **kwargs: Options.kwargs) -> int:
        return command(Settings.from_environ(os.environ), *args, **kwargs)

    return run
