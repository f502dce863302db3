"""Locks and durable writes on the file system."""
