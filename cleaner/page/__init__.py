"""Bytes → text → page → blocks."""
