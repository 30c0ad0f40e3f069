"""The registers that policies ask for: one set of pages, many declared registers."""
