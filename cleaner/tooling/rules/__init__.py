"""Rule files: what is wrong with them, what they do to a dump and what is stale, their JSON Schema, others' rules."""
