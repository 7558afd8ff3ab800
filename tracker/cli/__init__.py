"""The command line: open, call one function, print."""
