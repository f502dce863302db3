"""The front doors: HTTP, page and terminal.

One resource a file; `schemas` turns parameters into values on entry and values into JSON on exit. Only this package
knows Flask, marshmallow and the environment.
"""
