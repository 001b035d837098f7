"""Files, pasted text, URLs and feeds in; articles out."""
