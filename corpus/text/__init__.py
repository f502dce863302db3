"""The text of an article: what can be read from its words alone.

`cleaning` normalises raw text, `paragraphs` finds the offsets of paragraphs, `dateline` parses the words before the
first sentence, and `edtf` holds dates of publication with their evidence.
"""
