"""Work on the rules themselves: lint, and what explains a page."""
