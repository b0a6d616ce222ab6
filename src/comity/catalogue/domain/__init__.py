"""What is done to records of the catalogue: one function for each thing, called by pages, commands and tasks."""
