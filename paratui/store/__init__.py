"""The only floor that opens a file: one interface, kept in a TinyDB folder or in memory."""
