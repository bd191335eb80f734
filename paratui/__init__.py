"""Client calls, the call log and the follow-up queue of a law office, in a terminal."""
