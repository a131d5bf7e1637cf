"""A run cut into splits, each of which can be cleaned anywhere: by one process, by parts of a run, by Ray."""
