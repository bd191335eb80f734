"""People from the files of other programs: read, compared with those who are known, taken in."""
