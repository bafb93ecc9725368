"""Word, OpenDocument and text files: their paragraphs, and what they know of each."""
