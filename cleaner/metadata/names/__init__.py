"""A printed line → the names in it."""
