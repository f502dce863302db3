"""What the text of an article says about itself: cleaned text, paragraphs, dateline, EDTF dates."""
