"""`onrecord key`: a new API key, shown once."""

import click

from api.write.api_keys import new_key


@click.command("key")
@click.argument("name")
def key_command(name: str) -> int:
    """Make a key for somebody who may write over HTTP; NAME stands in the history of what they correct."""
    token, setting = new_key(name)
    print(f"key:     {token}")
    print(f"setting: {setting}")
    print("Give the key to whoever writes; it is shown only now. Add the setting to ONRECORD_WRITE_KEYS.")
    return 0
