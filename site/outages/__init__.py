"""What readers get while the database does not answer."""
