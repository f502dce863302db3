"""Limits of input sizes, against files that would exhaust memory or time; the one place with these numbers.

Sizes are bytes; a text's length is in characters (code points).
"""

LARGEST_FILE = 50_000_000  # of a file that has to be held in memory whole; lines, rows and archives may be longer
LARGEST_RECORD = 20_000_000  # one article with everything around it, after decompression
LONGEST_TEXT = 2_000_000
LONGEST_FIELD = 1_000  # a headline, a name, a licence
HIGHEST_RATIO = 100  # bytes out for each byte in
FREE_OF_RATIO = 1_000_000  # what a small file may always unfold to: repeated words pack well
DEEPEST_JSON = 64
