"""Readers of native formats: each turns a file into typed items of the field, none of them touches the database."""
