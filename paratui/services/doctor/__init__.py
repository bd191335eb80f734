"""Looking an office over without opening it, so that it works when nothing else does."""
