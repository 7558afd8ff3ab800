"""The ledger: what was claimed, by whom, in which words, and when this became known."""
