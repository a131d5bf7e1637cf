"""Pages that are made to break a cleaner, and what becomes of them."""
