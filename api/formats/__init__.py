"""One representation a file: a value that the resources made, written for one kind of reader."""
