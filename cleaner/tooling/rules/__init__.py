"""Rule files: lint, trial, coverage, import."""
