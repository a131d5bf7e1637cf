"""Where a page names its author, source by source, and which of these is believed."""
