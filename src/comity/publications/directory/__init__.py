"""The e-book of competent national authorities: from the directory of a day to a book, and its numbered issues."""
