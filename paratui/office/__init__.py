"""The shipped office data: checklists and cards, each with a version and a source."""
