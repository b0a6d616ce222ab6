"""Guided drafting: an interview is data, and one pure function turns definition and answers into what the drafter sees.

`definition.py` says what an interview is, `reading.py` makes one from data and names every mistake with its place,
`running.py` is the function: next step, open points, document. Nothing here is stored, translated or set in type.
"""
