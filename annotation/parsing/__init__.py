"""Text to tokens, tags and quoted regions."""
