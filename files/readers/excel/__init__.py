"""What an Excel book is made of, as the reader needs it."""
