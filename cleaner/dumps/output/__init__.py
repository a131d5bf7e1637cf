"""Rows and files out, whole or not at all."""
