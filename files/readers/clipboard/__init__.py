"""What Word, Excel and browsers put on the clipboard."""
