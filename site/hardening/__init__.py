"""What keeps the site hard to break into: headers, limits, uploads."""
