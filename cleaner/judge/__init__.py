"""Blocks → decisions: what is the article's, and why."""
