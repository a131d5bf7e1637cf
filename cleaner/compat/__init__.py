"""The cleaner under the names of other extractors, for code that calls them today."""
