"""Plain-text dumps: lines become blocks, and every line gets its decision."""
