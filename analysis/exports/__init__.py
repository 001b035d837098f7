"""A case or a frame in, the bytes of one file format out."""
