"""bin/bench: how dear our pages and papers are, as ratios measured in one run."""
