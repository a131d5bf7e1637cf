"""A trace as a table or a page."""
