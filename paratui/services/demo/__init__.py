"""An office full of invented people, to look around and to make pictures with."""
