"""Orders and customers of the shop."""
