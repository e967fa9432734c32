"""What a Word document is made of, as the reader needs it."""
