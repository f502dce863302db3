"""Programs that are run again and again, each time with the disk failing, or the process killed, at another call."""
