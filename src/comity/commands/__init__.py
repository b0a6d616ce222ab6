"""The commands of `comity`, one module each: they parse, call one function and print."""
