"""Commands over the record that is kept: copies, corrections, erasure, counts and checks."""
