"""What is done with several pages of the list at once."""
