"""The tour: it teaches the program by having one do things."""
