"""The source that the shipped records were made from, and the tracing of its facts."""
