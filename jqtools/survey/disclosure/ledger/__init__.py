"""What was published of the same people, in memory or in a file, so that no table can be subtracted from another."""
