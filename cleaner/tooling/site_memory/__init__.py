"""What was learnt of sites: shown, and turned into a draft of a rule."""
