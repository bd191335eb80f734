"""What the field is made of: records and rules. Pure: no file, no clock, no terminal."""
