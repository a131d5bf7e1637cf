"""Rules that were written for other programs → rule files."""
