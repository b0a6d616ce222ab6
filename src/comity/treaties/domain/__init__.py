"""What is done with treaty facts: recording them, and reviewing a load."""
