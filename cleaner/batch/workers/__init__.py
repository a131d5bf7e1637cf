"""Worker processes, their supervisor, and the order of what they hand back."""
