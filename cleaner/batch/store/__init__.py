"""What a run leaves on disk: shards, journal, folders."""
