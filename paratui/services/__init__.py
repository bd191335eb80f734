"""What a person does in the office, without a terminal."""
