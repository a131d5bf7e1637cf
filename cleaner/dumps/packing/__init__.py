"""What bytes are wrapped in: compression and archives."""
