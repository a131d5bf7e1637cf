"""Two outputs of a batch, compared."""
