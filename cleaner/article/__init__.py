"""Decisions → the article, and what leaves it."""
