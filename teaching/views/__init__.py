"""A teacher's pages, by noun."""
