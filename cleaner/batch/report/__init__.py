"""What a run tells: counts, progress, a page."""
