"""Everything that can be done, one class per command: its keys, its help and when it is possible."""
