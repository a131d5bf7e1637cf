"""Site and platform rules: what a file may say, which files speak for a page, what they mark on it."""
