"""The cleaner where pages already flow: Arrow engines, crawlers, pipelines for corpora. One module for each."""
