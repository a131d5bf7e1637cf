"""Web archives, whole or damaged, plain or packed."""
