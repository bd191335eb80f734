"""The conflict check: whether a name is, or may be, one the office already knows."""
